import type { Family } from "../../base/address.js";
import { parsePrefix } from "../../base/prefix.js";
import type { RouteLine } from "../../trace/host-tables.js";
import { printed, refused } from "../answer.js";
import type { Answer } from "../answer.js";
import { tablesOf } from "../moment.js";
import type { HostMoment } from "../moment.js";
import { readNarrowing } from "./words.js";
import type { IpOptions } from "./words.js";

const TABLE_NAMES: Readonly<Record<string, string>> = {
  "255": "local",
  "254": "main",
  "253": "default",
  "0": "all",
};
const EVERY: Readonly<Record<Family, string>> = { ipv4: "0.0.0.0/0", ipv6: "::/0" };
const KINDS: ReadonlySet<string> = new Set([
  "local",
  "broadcast",
  "multicast",
  "blackhole",
  "unreachable",
  "prohibit",
  "throw",
  "anycast",
]);

/** `ip route show`: IPv4's routes without `-6`; with `table all` those of both families. */
export function showRoutes(
  words: readonly string[],
  { family }: IpOptions,
  moment: HostMoment,
): Answer | null {
  const narrowing = readNarrowing(words, { keys: ["table", "dev", "to"], bare: "to" });
  if (narrowing === null) return null;
  const given = narrowing.get("table") ?? "main";
  const table = TABLE_NAMES[given] ?? given;
  if (!/^(main|local|default|all|\d{1,10})$/.test(table))
    return refused(`Error: argument "${given}" is wrong: table id value is invalid\n\n`, 255);
  const device = narrowing.get("dev") ?? null;
  const { devices, routes } = tablesOf(moment);
  if (device !== null && devices.every(({ name }) => name !== device))
    return refused(`Cannot find device "${device}"\n`, 1);
  const families: readonly Family[] =
    family === null ? (table === "all" ? ["ipv4", "ipv6"] : ["ipv4"]) : [family];
  const listed = routes.filter(
    (route) => families.includes(route.family) && (table === "all" || route.table === table),
  );
  if (listed.length === 0 && !ALWAYS.has(table)) return missingTable(families[0] ?? "ipv4");
  const to = narrowing.get("to") ?? null;
  return printed(
    listed
      .filter((route) => to === null || isTo(route, to))
      .map((route) => routeText(route, { withTable: table === "all", device }))
      .join(""),
  );
}

const ALWAYS: ReadonlySet<string> = new Set(["main", "local", "default", "all"]);

// linux net/ipv4/fib_frontend.c: inet_dump_fib.
function missingTable(family: Family): Answer {
  return refused(`Error: ${family}: FIB table does not exist.\nDump terminated\n`, 2);
}

function routeText(
  { family, table, text }: RouteLine,
  { withTable, device }: { readonly withTable: boolean; readonly device: string | null },
): string {
  const [first = "", ...hops] = text.split("\n");
  let words = first.split(" ");
  const at = words.indexOf("dev");
  if (device !== null) {
    if (at === -1 || words[at + 1] !== device) return "";
    words = words.toSpliced(at, 2);
  } else if (withTable && table !== "main") {
    words = words.toSpliced(at === -1 ? destinationAt(words) + 1 : at + 2, 0, "table", table);
  }
  const end = family === "ipv4" ? " \n" : "\n";
  // A multipath route's first line ends with a blank in both families.
  const firstEnd = hops.length > 0 ? " \n" : end;
  return [`${words.join(" ")}${firstEnd}`, ...hops.map((hop) => `${hop} \n`)].join("");
}

function destinationAt(words: readonly string[]): number {
  return KINDS.has(words[0] ?? "") ? 1 : 0;
}

function isTo({ family, text }: RouteLine, to: string): boolean {
  const words = text.split(/\s/);
  const destination = words[destinationAt(words)] ?? "";
  const full = destination === "default" ? EVERY[family] : destination;
  const asked = parsePrefix(to === "default" ? EVERY[family] : to);
  const own = parsePrefix(full);
  return asked !== null && own !== null && asked.base === own.base && asked.length === own.length;
}
