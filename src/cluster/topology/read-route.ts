import { familyOf } from "../../base/address.js";
import type { Report } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import { readGateway, readHop } from "./read-hop.js";
import type { NextHopDeclaration, RouteDeclaration, RouteKind } from "./route.js";
import { LARGEST, addressFrom, deviceFrom, familyIn, numberFrom } from "./tool-value.js";
import { prefixFrom, tableFrom } from "./tool-value.js";
import { readRight, toolWords } from "./tool-word.js";
import type { ToolWord, ToolWords } from "./tool-word.js";

/** The route that a command line of `ip route add` asks for; throws where it is not right. */
export function ipRouteOf(text: string): RouteDeclaration {
  return readRight(text, readIpRoute);
}

/** Reads the words behind `ip route add` (iproute2 ip/iproute.c: iproute_modify); null, with the mistakes reported. */
export function readIpRoute(given: readonly ToolWord[], report: Report): RouteDeclaration | null {
  const [first] = given;
  const last = given.at(-1);
  if (first === undefined || last === undefined) return null;
  const words = toolWords(given, report);
  const span = { ...first.span, end: last.span.end };
  if (first.text === "-4" || first.text === "-6") words.next();
  const kind = readKind(words);
  const target = words.after(first, "PREFIX");
  const destination = target && prefixFrom(target, words, familyIn(given));
  if (destination === null) return null;
  const read = readOptions(words, emptyRoute(kind, destination, span));
  checkFamilies(read, words);
  checkWay(read, words);
  return words.isWrong() ? null : read;
}

/** Reads the words behind `ip route delete`: the prefix, and the table; null, with the mistakes reported. */
export function readRouteTarget(
  given: readonly ToolWord[],
  report: Report,
): Pick<RouteDeclaration, "destination" | "table"> | null {
  const [first] = given;
  if (first === undefined) return null;
  const words = toolWords(given, report);
  if (first.text === "-4" || first.text === "-6") words.next();
  const kind = readKind(words);
  const target = words.after(first, "PREFIX");
  const destination = target && prefixFrom(target, words, familyIn(given));
  if (destination === null) return null;
  // What else is said tells routes to the same prefix apart, and is read for its mistakes.
  const { table } = readOptions(words, emptyRoute(kind, destination, first.span));
  return words.isWrong() ? null : { destination, table };
}

const KINDS: readonly RouteKind[] = [
  "unicast",
  "local",
  "broadcast",
  "multicast",
  "blackhole",
  "unreachable",
  "prohibit",
  "throw",
];

/** The kinds of routes that end a packet and lead nowhere. */
const ENDING: readonly RouteKind[] = ["blackhole", "unreachable", "prohibit", "throw"];

function readKind(words: ToolWords): RouteKind {
  const kind = KINDS.find((known) => known === words.peek()?.text);
  if (kind !== undefined) words.next();
  if (words.peek()?.text === "to") words.next();
  return kind ?? "unicast";
}

function emptyRoute(
  kind: RouteKind,
  destination: RouteDeclaration["destination"],
  span: SourceSpan,
): RouteDeclaration {
  return {
    kind,
    destination,
    table: kind === "local" || kind === "broadcast" ? "local" : "main",
    hops: [],
    source: null,
    scope: null,
    protocol: null,
    metric: null,
    mtu: null,
    span,
  };
}

function readOptions(words: ToolWords, start: RouteDeclaration): RouteDeclaration {
  let route = start;
  let way: NextHopDeclaration = NO_WAY;
  const hops: NextHopDeclaration[] = [];
  for (let word = words.next(); word !== null; word = words.next()) {
    if (word.text === "nexthop") hops.push(readHop(word, words));
    else if (word.text === "via") way = { ...way, gateway: readGateway(word, words) };
    else if (word.text === "onlink") way = { ...way, onlink: true };
    else if (word.text === "dev") {
      const name = words.after(word, "DEVICE");
      way = { ...way, device: name && deviceFrom(name, words) };
    } else route = { ...route, ...readOption(word, words) };
  }
  return { ...route, hops: way === NO_WAY ? hops : [way, ...hops] };
}

const NO_WAY: NextHopDeclaration = { gateway: null, device: null, onlink: false, weight: 1 };

const SCOPES: Readonly<Record<string, RouteDeclaration["scope"]>> = {
  global: "global",
  universe: "global",
  0: "global",
  link: "link",
  253: "link",
  host: "host",
  254: "host",
};

/** Options of `ip route` that change nothing that is modelled: how a route came, and what TCP makes of it. */
const PLANNED: readonly string[] = [
  "tos",
  "dsfield",
  "advmss",
  "window",
  "rtt",
  "rttvar",
  "reordering",
  "cwnd",
  "initcwnd",
  "initrwnd",
  "ssthresh",
  "realms",
  "features",
  "quickack",
  "congctl",
  "rto_min",
  "hoplimit",
  "expires",
  "encap",
  "nhid",
  "fastopen_no_cookie",
];

const OPTIONS: readonly string[] = [
  "via",
  "dev",
  "src",
  "metric",
  "table",
  "onlink",
  "mtu",
  "scope",
  "proto",
  "nexthop",
];

function readOption(word: ToolWord, words: ToolWords): Partial<RouteDeclaration> {
  const value = (expected: string): ToolWord | null => words.after(word, expected);
  switch (word.text) {
    case "src": {
      const text = value("ADDRESS");
      return { source: text && addressFrom(text, words) };
    }
    case "metric":
    case "priority":
    case "preference": {
      const text = value("NUMBER");
      return { metric: text && numberFrom(text, { min: 0, max: LARGEST }, words) };
    }
    case "table": {
      const text = value("TABLE");
      const table = text && tableFrom(text, words);
      return table === null ? {} : { table };
    }
    case "mtu": {
      if (words.peek()?.text === "lock") words.next();
      const text = value("BYTES");
      return { mtu: text && numberFrom(text, { min: 1, max: 65_535 }, words) };
    }
    case "scope": {
      const text = value("global, link, host");
      if (text === null) return {};
      const scope = Object.hasOwn(SCOPES, text.text) ? SCOPES[text.text] : undefined;
      const expected = ["global", "link", "host"];
      if (scope === undefined) words.mistake(text, "bad-choice", { text: text.text, expected });
      return scope === undefined ? {} : { scope };
    }
    case "proto":
    case "protocol":
      return { protocol: value("PROTOCOL")?.text ?? null };
    default: {
      const code = PLANNED.includes(word.text) ? "not-yet-supported" : "unexpected-word";
      words.mistake(word, code, { word: word.text, expected: OPTIONS });
      return {};
    }
  }
}

function checkFamilies(
  { destination, source, hops, span }: RouteDeclaration,
  words: ToolWords,
): void {
  const { family } = destination;
  for (const address of [source, ...hops.map(({ gateway }) => gateway)]) {
    if (address === null || familyOf(address) === family) continue;
    const parameters = { address, families: [family] };
    words.mistake({ text: address, span }, "address-of-other-family", parameters);
  }
}

// linux net/ipv4/fib_semantics.c: fib_create_info.
function checkWay({ kind, hops, span }: RouteDeclaration, words: ToolWords): void {
  if (words.isWrong()) return;
  const isLost = ({ gateway, device }: NextHopDeclaration): boolean =>
    gateway === null && device === null;
  if (ENDING.includes(kind)) {
    if (hops.length > 0) words.mistake({ text: "", span }, "route-with-way", { kind });
  } else if (hops.length === 0 || hops.some(isLost)) {
    const expected = ["via ADDRESS", "dev DEVICE"];
    words.mistake({ text: "", span }, "route-without-way", { expected });
  }
}
