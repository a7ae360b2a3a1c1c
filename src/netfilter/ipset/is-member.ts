import type { Address } from "../../base/address.js";
import { prefixOf } from "../../base/prefix.js";
import type { Packet } from "../../packet/packet.js";
import type { BridgePorts, LinkHeader } from "../socket-buffer.js";
import { entryKey } from "./entry-key.js";
import type { IpSet, IpSets, SetEntry } from "./ip-set.js";
import { portOf } from "./port-element.js";
import { SET_TYPES } from "./set-type.js";
import type { SetDimension } from "./set-type.js";

/** A packet for which a rule asks a set. */
export interface SetQuestion {
  readonly packet: Packet;
  /** For each dimension, of which end. */
  readonly sides: readonly ("src" | "dst")[];
  /** Whether exceptions are asked for instead. */
  readonly asksExceptions: boolean;
  readonly input: string | null;
  readonly output: string | null;
  readonly mark: number;
  readonly link: LinkHeader | null;
  readonly bridged: BridgePorts | null;
  /** Virtual time, in microseconds. */
  readonly now: number;
}

/**
 * Whether a packet is in the set of this name; null where there is none (linux net/netfilter/ipset/ip_set_core.c:
 * ip_set_test). A set of the other family, or of more dimensions than are asked for, holds nothing.
 */
export function isMember(sets: IpSets, name: string, question: SetQuestion): boolean | null {
  const set = sets.get(name);
  if (set === undefined) return null;
  if (set.type === "list:set") return isInList(sets, set, question);
  const { dimensions } = SET_TYPES[set.type];
  if (question.sides.length < dimensions.length) return false;
  if (set.family !== null && set.family !== question.packet.family) return false;
  const entry = findEntry(set, question);
  return entry !== null && entry.noMatch === question.asksExceptions;
}

/** What a set is asked: `10.244.1.5,tcp:80`. */
export function questionText(sets: IpSets, name: string, question: SetQuestion): string {
  const set = sets.get(name);
  const dimensions: readonly SetDimension[] =
    set === undefined || set.type === "list:set"
      ? question.sides.map(() => "ip")
      : SET_TYPES[set.type].dimensions;
  return dimensions
    .slice(0, question.sides.length)
    .map((dimension, place) => wholeText(dimension, place, question))
    .join(",");
}

function isInList(sets: IpSets, { entries }: IpSet, question: SetQuestion): boolean | null {
  for (const entry of entries) {
    const [element] = entry.elements;
    if (element?.kind !== "set" || hasEnded(entry, question)) continue;
    // A list holds no lists.
    const held =
      sets.get(element.name)?.type === "list:set" ? false : isMember(sets, element.name, question);
    if (held !== false) return held;
  }
  return false;
}

// The most specific entry decides (ip_set_hash_gen.h: mtype_test_cidrs).
function findEntry(set: IpSet, question: SetQuestion): SetEntry | null {
  const index = indexOf(set);
  const candidates = SET_TYPES[set.type].dimensions.map((dimension, place) =>
    candidatesFor(dimension, { place, set, lengths: index.lengths[place] ?? [] }, question),
  );
  for (const key of combined(candidates)) {
    const entry = index.entries.get(key);
    if (entry !== undefined && !hasEnded(entry, question)) return entry;
  }
  return null;
}

function candidatesFor(
  dimension: SetDimension,
  { place, set, lengths }: { place: number; set: IpSet; lengths: readonly number[] },
  question: SetQuestion,
): readonly string[] {
  const { packet, sides, input, output, mark, link, bridged } = question;
  const isSource = sides[place] === "src";
  switch (dimension) {
    case "ip":
    case "net": {
      const address: Address = isSource ? packet.source : packet.destination;
      return lengths.map((length) => `${prefixOf(address, length).base}/${length}`);
    }
    case "port": {
      const port = portOf(packet, isSource, set.type);
      return port === null ? [] : [port];
    }
    case "iface": {
      const device = isSource ? input : output;
      const port = isSource ? bridged?.input : bridged?.output;
      return [
        ...(device === null ? [] : [device]),
        ...(port === null || port === undefined ? [] : [`physdev:${port}`]),
      ];
    }
    case "mac": {
      const address = isSource ? link?.source : link?.destination;
      return address === undefined ? [] : [address.toLowerCase(), ""];
    }
    case "mark":
      return [String((mark & (set.options.markMask ?? 0xffffffff)) >>> 0)];
    case "set":
      return [];
  }
}

function wholeText(dimension: SetDimension, place: number, question: SetQuestion): string {
  const isSource = question.sides[place] === "src";
  switch (dimension) {
    case "ip":
    case "net":
      return isSource ? question.packet.source : question.packet.destination;
    case "port":
      return portOf(question.packet, isSource, "hash:ip,port") ?? "-";
    case "iface":
      return (isSource ? question.input : question.output) ?? "-";
    case "mac":
      return (isSource ? question.link?.source : question.link?.destination) ?? "-";
    case "mark":
      return `0x${question.mark.toString(16)}`;
    case "set":
      return "";
  }
}

interface SetIndex {
  readonly entries: ReadonlyMap<string, SetEntry>;
  /** For each dimension the lengths of prefixes that entries have, longest first. */
  readonly lengths: readonly (readonly number[])[];
}

// What is worked out from a set is kept as long as that value lives; it never changes.
const indexes = new WeakMap<IpSet, SetIndex>();

function indexOf(set: IpSet): SetIndex {
  const known = indexes.get(set);
  if (known !== undefined) return known;
  const { dimensions } = SET_TYPES[set.type];
  const index: SetIndex = {
    entries: new Map(set.entries.map((entry) => [entryKey(entry.elements), entry])),
    lengths: dimensions.map((_, place) => {
      const lengths = set.entries.flatMap(({ elements }) => {
        const element = elements[place];
        return element?.kind === "address" ? [element.prefix.length] : [];
      });
      return [...new Set(lengths)].sort((a, b) => b - a);
    }),
  };
  indexes.set(set, index);
  return index;
}

function* combined(candidates: readonly (readonly string[])[], before = ""): Generator<string> {
  const [first, ...rest] = candidates;
  if (first === undefined) {
    yield before;
    return;
  }
  for (const text of first) yield* combined(rest, before === "" ? text : `${before},${text}`);
}

function hasEnded({ timeout }: SetEntry, { now }: SetQuestion): boolean {
  return timeout !== null && now >= timeout * 1_000_000;
}
