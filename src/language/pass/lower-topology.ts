import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { LanPort, LinkDeclaration } from "../../cluster/topology/topology.js";
import type { Draft } from "../draft.js";
import { readDeviceName } from "../host/device-word.js";
import { readGivenDump, withGivenDump } from "../host/given-dump.js";
import { hasCluster } from "../host/has-cluster.js";
import { emptyHost } from "../host/host-draft.js";
import type { HostDraft } from "../host/host-draft.js";
import { readBridge } from "../host/read-bridge.js";
import { readContainer } from "../host/read-container.js";
import { isNodesHostPart, readHostParts } from "../host/read-host.js";
import { readLink } from "../host/read-link.js";
import type { Hosts } from "../host/read-link.js";
import { LIMIT } from "../limit.js";
import { headSpanOf, keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { nearParameters, readName } from "../value/name.js";
import { readWords } from "../word-reader.js";
import type { Pass } from "./pass.js";

/** Reads hosts, switches, bridges, what nodes are given beside, dumps in place of rules, cables, and containers. */
export const lowerTopology: Pass = {
  name: "lower-topology",
  run: (draft, report) => {
    const statements = statementsOf(draft.document.items);
    const named = (keyword: string, max: number): readonly Statement[] => {
      const found = statements.filter((statement) => keywordOf(statement) === keyword);
      const over = found[max];
      if (over !== undefined) report(errorAt(over.span, "too-many", { word: keyword, max }));
      return found.slice(0, max);
    };
    let hosts: Hosts = new Map();
    for (const keyword of ["host", "switch"] as const)
      for (const statement of named(keyword, LIMIT.hosts))
        hosts = addHost(statement, keyword, hosts, draft, report);
    hosts = addNodes(hosts, draft, statements, report);
    for (const statement of named("bridge", LIMIT.hosts))
      hosts = addBridge(statement, hosts, draft, report);
    const dumps = statements
      .filter((statement) => ["rules", "ip6"].includes(keywordOf(statement)))
      .map((statement) => readGivenDump(statement, report))
      .filter((dump) => dump !== null);
    for (const dump of [...dumps, ...draft.dumps]) hosts = withGivenDump(hosts, dump, report);
    const links: LinkDeclaration[] = [];
    const lanPorts: LanPort[] = [];
    const hasLan = hasCluster(draft.document);
    for (const statement of named("link", LIMIT.links)) {
      const read = readLink(statement, { hosts, hasLan }, report);
      hosts = read.hosts;
      if (read.link !== null) links.push(read.link);
      if (read.lanPort !== null) lanPorts.push(read.lanPort);
    }
    const containers = named("container", LIMIT.containers)
      .map((statement) => readContainer(statement, report))
      .filter((container) => container !== null);
    return { ...draft, hosts: limited(hosts, report), links, lanPorts, containers };
  },
};

function addHost(
  statement: Statement,
  kind: "host" | "switch",
  hosts: Hosts,
  draft: Draft,
  report: Report,
): Hosts {
  const words = readWords(statement, report);
  const word = words.take("NAME");
  const name = word && readName(word, report);
  words.end();
  if (name === null || !isFree(name, kind, hosts, draft, report)) return hosts;
  const host = readHostParts(statement, emptyHost(name, kind, headSpanOf(statement)), report);
  return new Map(hosts).set(name.value, kind === "switch" ? withOwnBridge(host, report) : host);
}

/** A switch in which no bridge is said has one of its own name. */
function withOwnBridge(host: HostDraft, report: Report): HostDraft {
  if ([...host.devices.values()].some(({ link }) => link?.kind === "bridge")) return host;
  const { value: text, span } = host.name;
  const word = { text, span, quoted: false, closed: true, gap: 0 };
  const name = readDeviceName(word, report);
  if (name === null) return host;
  return readBridge(
    { kind: "statement", words: [], block: null, comment: null, span },
    name,
    host,
    report,
  );
}

function isFree(
  name: HostDraft["name"],
  what: string,
  hosts: Hosts,
  { nodes }: Draft,
  report: Report,
): boolean {
  const isNode = nodes.some((node) => node.name.value === name.value && node.name.span.end > 0);
  if (!hosts.has(name.value) && !isNode) return true;
  report(errorAt(name.span, "duplicate-name", { what, name: name.value }));
  return false;
}

/** Nodes can be linked to, and may be given what hosts are given. */
function addNodes(
  hosts: Hosts,
  { nodes }: Draft,
  statements: readonly Statement[],
  report: Report,
): Hosts {
  const blocks = new Map(
    statements
      .filter((statement) => keywordOf(statement) === "node")
      .map((statement) => [statement.words[1]?.span.start, statement]),
  );
  const all = new Map(hosts);
  for (const { name } of nodes) {
    if (all.has(name.value)) continue;
    const block = blocks.get(name.span.start);
    const empty = emptyHost(name, "node", block === undefined ? name.span : headSpanOf(block));
    const hasParts = block !== undefined && partsOf(block).some(isNodesHostPart);
    all.set(name.value, hasParts ? readHostParts(block, empty, report) : empty);
  }
  return all;
}

// `bridge v-net-0` is a switch of its own; `bridge v-net-0 on host` a device of that host.
function addBridge(statement: Statement, hosts: Hosts, draft: Draft, report: Report): Hosts {
  const words = readWords(statement, report);
  const word = words.take("NAME");
  const place = words.skip("on") === null ? null : words.take("HOST");
  words.end();
  const name = word && readDeviceName(word, report);
  if (word === null || name === null) return hosts;
  if (place !== null) {
    const host = hosts.get(place.text);
    if (host !== undefined)
      return new Map(hosts).set(place.text, readBridge(statement, name, host, report));
    const near = nearParameters(place.text, hosts.keys());
    report(errorAt(place.span, "unknown-host", { name: place.text, ...near }));
    return hosts;
  }
  const owner = readName(word, report);
  if (owner === null || !isFree(owner, "bridge", hosts, draft, report)) return hosts;
  const made = emptyHost(owner, "switch", headSpanOf(statement));
  return new Map(hosts).set(owner.value, readBridge(statement, name, made, report));
}

/** Hosts with as many devices and entries of each kind as are taken. */
function limited(hosts: Hosts, report: Report): readonly HostDraft[] {
  const counts = new Map<string, number>();
  const within = <T extends { readonly span: SourceSpan }>(
    word: string,
    max: number,
    list: readonly T[],
  ): readonly T[] => {
    const before = counts.get(word) ?? 0;
    counts.set(word, before + list.length);
    const room = Math.max(0, max - before);
    const over = list[room];
    // Only the first host that is cut says so.
    if (over !== undefined && before <= max) report(errorAt(over.span, "too-many", { word, max }));
    return list.slice(0, room);
  };
  return [...hosts.values()].map((host) => {
    const devices = within("device", LIMIT.devices, [...host.devices.values()]);
    return {
      ...host,
      devices: new Map(devices.map((device) => [device.name, device])),
      routes: within("route", LIMIT.routes, host.routes),
      routingRules: within("rule", LIMIT.routes, host.routingRules),
      neighbours: within("neighbour", LIMIT.routes, host.neighbours),
      forwardings: within("fdb", LIMIT.routes, host.forwardings),
      sysctls: within("sysctl", LIMIT.routes, host.sysctls),
    };
  });
}
