import { printed, refused } from "../answer.js";
import type { Answer } from "../answer.js";
import type { HostMoment } from "../moment.js";
import { linksOf } from "./links.js";
import type { Link } from "./links.js";
import { addressesOf, addressLines } from "./print-address.js";
import { detailText, hardwareLine, linkLine } from "./print-link.js";
import { readNarrowing } from "./words.js";
import type { IpOptions, Narrowing } from "./words.js";

const WORDS = { keys: ["dev", "master", "type"], flags: ["up"], bare: "dev" } as const;

/** `ip link show`. */
export function showLinks(
  words: readonly string[],
  options: IpOptions,
  moment: HostMoment,
): Answer | null {
  return listed(words, moment, (link) => {
    if (options.brief) return `${briefStart(link)}${link.device.mac.padEnd(1)} ${link.flags} \n`;
    const details = options.detailed ? detailText(link) : "";
    return `${linkLine(link, "link")}\n${hardwareLine(link)}${details}\n`;
  });
}

/** `ip address show`. */
export function showAddresses(
  words: readonly string[],
  options: IpOptions,
  moment: HostMoment,
): Answer | null {
  const { family, brief, detailed } = options;
  return listed(words, moment, (link) => {
    const addresses = addressesOf(link.device).filter(
      (address) => family === null || address.family === family,
    );
    if (family !== null && addresses.length === 0) return "";
    if (brief) return `${briefStart(link)}${addresses.map(({ text }) => `${text} `).join("")}\n`;
    const lines = addresses.flatMap((address) => addressLines(address, link.device.name));
    const details = detailed ? detailText(link) : "";
    const hardware = family === null ? [`${hardwareLine(link)}${details}`] : [];
    const first = linkLine(link, family === "ipv6" ? "ipv6" : "address");
    return [first, ...hardware, ...lines].map((line) => `${line}\n`).join("");
  });
}

function listed(
  words: readonly string[],
  moment: HostMoment,
  print: (link: Link) => string,
): Answer | null {
  const narrowing = readNarrowing(words, WORDS);
  if (narrowing === null) return null;
  const links = linksOf(moment);
  const missing = missingDevice(narrowing, links);
  if (missing !== null) return refused(`Device "${missing}" does not exist.\n`, 1);
  return printed(
    links
      .filter((link) => isWanted(link, narrowing))
      .map(print)
      .join(""),
  );
}

function missingDevice(narrowing: Narrowing, links: readonly Link[]): string | null {
  const asked = ["dev", "master"].map((key) => narrowing.get(key));
  const known = links.map(({ device }) => device.name);
  return asked.find((name) => name !== undefined && !known.includes(name)) ?? null;
}

function isWanted({ device, kind }: Link, narrowing: Narrowing): boolean {
  return (
    (narrowing.get("dev") ?? device.name) === device.name &&
    (narrowing.get("master") ?? device.master) === device.master &&
    (narrowing.get("type") ?? kind) === kind &&
    (!narrowing.has("up") || device.up)
  );
}

// iproute2 ip/ipaddress.c: print_linkinfo_brief.
function briefStart({ title, state }: Link): string {
  return `${title.padEnd(16)} ${state.padEnd(14)} `;
}
