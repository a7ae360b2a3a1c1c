import type { RecordType, ResourceRecord } from "../../packet/dns-message.js";
import { isInZone } from "../../packet/dns-name.js";
import { wordsOf } from "../../packet/dns-text.js";
import { canonicalName, compareNames } from "./name-order.js";

/** A zone that is served: the records at its apex that stand by themselves, and all other names in order. */
export interface Zone {
  readonly origin: string;
  readonly soa: ResourceRecord;
  readonly soaSignatures: readonly ResourceRecord[];
  readonly ns: readonly ResourceRecord[];
  readonly nsSignatures: readonly ResourceRecord[];
  readonly nodes: ReadonlyMap<string, ZoneNode>;
  /** The nodes' names in DNSSEC's order. */
  readonly order: readonly string[];
}

/** A name with its records by type, each list in the order of the file. */
export interface ZoneNode {
  readonly name: string;
  readonly records: ReadonlyMap<RecordType, readonly ResourceRecord[]>;
}

/** A zone of these records, or why CoreDNS takes none of it (coredns plugin/file/file.go: Parse; zone.go: Insert). */
export function buildZone(
  records: readonly ResourceRecord[],
  { origin, path }: { readonly origin: string; readonly path: string },
): Zone | { readonly error: string } {
  let soa: ResourceRecord | null = null;
  const ns: ResourceRecord[] = [];
  const soaSignatures: ResourceRecord[] = [];
  const nsSignatures: ResourceRecord[] = [];
  const nodes = new Map<string, { name: string; records: Map<RecordType, ResourceRecord[]> }>();
  for (const read of records) {
    const record = stored(read);
    const { name, type } = record;
    if (type === "NSEC3" || type === "NSEC3PARAM") {
      const reason = `NSEC3 zone is not supported, dropping RR: ${name} for zone: ${origin}`;
      return { error: reason };
    }
    if (type === "SOA") {
      // A serial of 0 is what a zone that was never read has, so nothing seems to have changed.
      if (soa === null && serialOf(record) === 0) {
        const reason = `no change in SOA serial for origin ${origin} in file ${path}, with 0 SOA serial`;
        return { error: reason };
      }
      soa = record;
      continue;
    }
    const covered = type === "RRSIG" ? record.data.split(" ", 1)[0] : null;
    if (covered === "SOA") soaSignatures.push(record);
    else if (covered === "NS" && name === origin) nsSignatures.push(record);
    else if (type === "NS" && name === origin) ns.push(record);
    else {
      const key = canonicalName(name);
      const node = nodes.get(key) ?? { name, records: new Map<RecordType, ResourceRecord[]>() };
      nodes.set(key, node);
      node.records.set(type, [...(node.records.get(type) ?? []), record]);
    }
  }
  if (soa === null) return { error: `file "${path}" has no SOA record for origin ${origin}` };
  const order = [...nodes.keys()].sort(compareNames);
  return { origin, soa, soaSignatures, ns, nsSignatures, nodes, order };
}

/** The serial number of a SOA record. */
export function serialOf(soa: ResourceRecord): number {
  return Number(soa.data.split(" ")[2] ?? 0);
}

/** The node with exactly this name. */
export function findNode({ nodes }: Zone, name: string): ZoneNode | null {
  return nodes.get(canonicalName(name)) ?? null;
}

/** A node's records of a type. */
export function recordsOf(node: ZoneNode, type: RecordType): readonly ResourceRecord[] {
  return node.records.get(type) ?? [];
}

/** The signatures among a node's records that cover a type (coredns plugin/file/rrutil). */
export function signaturesOf(node: ZoneNode, type: RecordType): readonly ResourceRecord[] {
  return recordsOf(node, "RRSIG").filter(({ data }) => data.split(" ", 1)[0] === type);
}

/** The last node that is not behind a name; null where all are. */
export function nodeBefore({ order, nodes }: Zone, name: string): ZoneNode | null {
  const key = canonicalName(name);
  const place = placeOf(order, key);
  const found = order[place] === key ? key : order[place - 1];
  return found === undefined ? null : (nodes.get(found) ?? null);
}

/** Whether there are names below this one, which is none itself (coredns plugin/file/lookup.go: hasDescendant). */
export function hasNamesBelow({ order }: Zone, name: string): boolean {
  const key = canonicalName(name);
  const next = order[placeOf(order, key)];
  return next !== undefined && next !== key && isInZone(next, key);
}

// The first place whose name is not before this one.
function placeOf(order: readonly string[], key: string): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareNames(order[middle] ?? "", key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the last words of a record's data are names that are kept in lower case. */
const LOWERED: Readonly<Partial<Record<RecordType, readonly number[]>>> = {
  NS: [0],
  SOA: [0, 1],
  CNAME: [0],
  MX: [1],
  SVCB: [1],
  HTTPS: [1],
};

// Owners are lower-cased but for SRV, whose names keep their spelling.
function stored(record: ResourceRecord): ResourceRecord {
  const name = record.type === "SRV" ? record.name : canonicalName(record.name);
  const places = LOWERED[record.type];
  if (places === undefined) return { ...record, name };
  const [first = "", second = ""] = wordsOf(record.data);
  const head = places.includes(0) ? first.toLowerCase() : first;
  const then = places.includes(1) ? second.toLowerCase() : second;
  const rest = record.data.slice(first.length + 1 + second.length);
  return { ...record, name, data: second === "" ? head : `${head} ${then}${rest}` };
}
