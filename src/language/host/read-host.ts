import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { readBridgeFdb } from "../../cluster/topology/read-fdb.js";
import { readIpNeighbour } from "../../cluster/topology/read-neighbour.js";
import { readIpRoute } from "../../cluster/topology/read-route.js";
import { readIpRule } from "../../cluster/topology/read-rule.js";
import type { Server } from "../../cluster/pod.js";
import { LIMIT } from "../limit.js";
import { isHostPart } from "../vocabulary.js";
import { keywordOf, partsOf } from "../syntax.js";
import type { Statement, Word } from "../syntax.js";
import { readEach } from "../value/address.js";
import { readChoice } from "../value/name.js";
import { readWords } from "../word-reader.js";
import type { WordReader } from "../word-reader.js";
import { readServer } from "../workload/server.js";
import { readDeviceAddress, readDeviceName } from "./device-word.js";
import { withDevice } from "./host-draft.js";
import type { HostDraft } from "./host-draft.js";
import { readBridge } from "./read-bridge.js";
import { readDevice } from "./read-device.js";
import { readDeviceSetting, readSysctl } from "./read-setting.js";

/** Reads the parts of a `host`, `switch` or `node` block that make a Linux host; what else stands in a `node` is passed over. */
export function readHostParts(block: Statement, start: HostDraft, report: Report): HostDraft {
  // What makes devices comes first, since other parts may stand before it.
  const parts = [...partsOf(block)].sort((a, b) => Number(!makes(a)) - Number(!makes(b)));
  return parts.reduce((host, part) => readPart(part, host, report), start);
}

const makes = (part: Statement): boolean => ["bridge", "device"].includes(keywordOf(part));

function readPart(part: Statement, host: HostDraft, report: Report): HostDraft {
  const keyword = keywordOf(part);
  const words = readWords(part, report);
  const rest = part.words.slice(1);
  // A keyword with nothing behind it, which the reader of its words cannot place.
  if (NEEDS_WORDS.includes(keyword) && rest.length === 0) {
    words.take(keyword === "route" || keyword === "rule" ? "PREFIX" : "ADDRESS");
    return host;
  }
  switch (keyword) {
    case "address":
      return host.kind === "node" && !isDeviceAddress(part) ? host : readAddresses(words, host);
    case "route": {
      const route = readIpRoute(rest, report);
      return route === null ? host : { ...host, routes: grown(host.routes, route) };
    }
    case "rule": {
      const rule = readIpRule(rest, report);
      return rule === null ? host : { ...host, routingRules: grown(host.routingRules, rule) };
    }
    case "neighbour": {
      const entry = readIpNeighbour(rest, report);
      return entry === null ? host : { ...host, neighbours: grown(host.neighbours, entry) };
    }
    case "fdb": {
      const entry = readBridgeFdb(rest, report);
      return entry === null ? host : { ...host, forwardings: grown(host.forwardings, entry) };
    }
    case "sysctl": {
      const setting = readSysctl(words, part);
      return setting === null ? host : { ...host, sysctls: grown(host.sysctls, setting) };
    }
    case "iptables": {
      const word = words.take("nft, legacy");
      words.end();
      const iptables = word && readChoice(word, ["nft", "legacy"] as const, report);
      return iptables === null ? host : { ...host, iptables };
    }
    case "serves":
      return readServes(words, part, host);
    case "coredns":
      words.end();
      return { ...host, servers: [...host.servers, COREDNS] };
    case "device":
      return readDevice(words, part, host);
    case "bridge": {
      const word = words.take("NAME");
      words.end();
      const name = word && readDeviceName(word, report);
      return name === null ? host : readBridge(part, name, host, report);
    }
    case "mtu":
    case "mac":
    case "down":
    case "promisc":
      return readDeviceSetting(keyword, words, host);
    case "rules":
    case "ip6":
    case "ipset":
    case "ipvs":
    case "nft":
      return readVerbatim(part, words, host);
    default:
      return host;
  }
}

// Which ports it opens, its Corefile says.
const COREDNS: Server = {
  protocol: "udp",
  address: null,
  port: 53,
  portName: null,
  application: { kind: "coredns" },
};

/** A list with one entry more; no longer than it takes to see that it is too long. */
function grown<T>(list: readonly T[], entry: T): readonly T[] {
  return list.length > LIMIT.routes ? list : [...list, entry];
}

const NEEDS_WORDS = ["route", "rule", "neighbour", "fdb"];

/** Whether an `address` names a device first, as it does for a host; a node's own names addresses alone. */
export function isDeviceAddress({ words: [, first, second] }: Statement): boolean {
  if (first === undefined || second === undefined || second.text === ",") return false;
  return !/^[\d.]+(\/|$)|:/.test(first.text);
}

function readAddresses(words: WordReader, host: HostDraft): HostDraft {
  const { report } = words;
  const word = words.take("DEVICE ADDRESS/LENGTH");
  const name = word && readDeviceName(word, report);
  if (name === null) return host;
  const added = readEach(words.list("ADDRESS/LENGTH"), readDeviceAddress, report);
  const known = host.devices.get(name.value)?.addresses ?? [];
  return withDevice(host, name, { addresses: [...known, ...added] });
}

function readServes(words: WordReader, part: Statement, host: HostDraft): HostDraft {
  const server = readServer(words);
  if (server === null) return host;
  const clash = host.servers.some(
    (known) =>
      known.port === server.port &&
      known.protocol === server.protocol &&
      (known.address === null || server.address === null || known.address === server.address),
  );
  if (!clash) return { ...host, servers: [...host.servers, server] };
  const port = `${server.port}/${server.protocol}`;
  words.report(errorAt(part.span, "duplicate-port", { port }));
  return host;
}

// `rules { … }`, `ip6 rules { … }`, `ipset { … }`, `ipvs { … }`, `nft { … }`.
function readVerbatim(part: Statement, words: WordReader, host: HostDraft): HostDraft {
  const keyword = keywordOf(part);
  const family = keyword === "ip6" ? "ipv6" : "ipv4";
  if (keyword === "ip6") {
    const word = words.take("rules");
    if (word === null || readChoice(word, ["rules"], words.report) === null) return host;
  }
  words.end();
  const text = verbatimOf(part, words);
  if (text === null) return host;
  if (keyword === "nft") return { ...host, nftables: [...host.nftables, text] };
  if (keyword === "ipset") return { ...host, ipsets: [...host.ipsets, text] };
  if (keyword === "ipvs") return { ...host, ipvs: [...host.ipvs, text] };
  if (host.ruleDumps.some((dump) => dump.family === family)) {
    const word = family === "ipv4" ? "rules" : "ip6 rules";
    words.report(errorAt(part.words[0]?.span ?? part.span, "said-twice", { word }));
    return host;
  }
  return { ...host, ruleDumps: [...host.ruleDumps, { ...text, family }] };
}

/** The text of a statement's verbatim block; null, with a diagnostic unless the syntax's own, where it has none. */
export function verbatimOf(
  part: Statement,
  { report }: WordReader,
): { readonly text: string; readonly span: Statement["span"] } | null {
  const { block } = part;
  if (block?.kind === "verbatim") return { text: block.text, span: block.span };
  const last: Word | undefined = part.words.at(-1);
  const end = {
    ...part.span,
    start: last?.span.end ?? part.span.start,
    end: last?.span.end ?? part.span.end,
  };
  if (block === null)
    report(errorAt(end, "missing-value", { after: last?.text ?? "", expected: ["{"] }));
  return null;
}

/** Whether a statement of a `node` block says something of the Linux host that the node is. */
export function isNodesHostPart(part: Statement): boolean {
  const keyword = keywordOf(part);
  return isHostPart(keyword) && (keyword !== "address" || isDeviceAddress(part));
}
