import { bitsOf, widthOf } from "../../base/address.js";
import type { Prefix } from "../../base/prefix.js";
import type { Word } from "../iptables/word.js";
import { parseBits } from "../match/marks.js";
import { covering, parseSpan, prefixesOf } from "./address-span.js";
import type { IpSet, SetElement } from "./ip-set.js";
import { parsePorts } from "./port-element.js";
import { SET_TYPES } from "./set-type.js";
import type { SetDimension } from "./set-type.js";
import type { SetReading } from "./set-reading.js";

// A range in an entry stands for each of its addresses; more of them than this are not made.
const MOST_ADDRESSES = 65_536;

/** Reads `10.0.0.1,tcp:80-82`: the elements of every entry that it stands for; null after a reported mistake. */
export function readElements(
  word: Word,
  set: IpSet,
  reading: SetReading,
): readonly (readonly SetElement[])[] | null {
  const { dimensions } = SET_TYPES[set.type];
  const parts = word.text.split(",");
  // The hardware address may be left open.
  const isOpen = set.type === "bitmap:ip,mac" && parts.length === 1;
  if (parts.length !== dimensions.length && !isOpen)
    return reading.mistake(word, "sets-wrong-entry", { type: set.type });
  let entries: readonly (readonly SetElement[])[] = [[]];
  for (const [place, dimension] of dimensions.entries()) {
    const elements = elementsOf(parts[place] ?? "", dimension, set);
    if (elements === null) return reading.mistake(word, "sets-wrong-entry", { type: set.type });
    if (entries.length * elements.length > MOST_ADDRESSES)
      return reading.mistake(word, "sets-too-many-entries", { max: MOST_ADDRESSES });
    entries = entries.flatMap((entry) => elements.map((element) => [...entry, element]));
  }
  return entries;
}

function elementsOf(
  text: string,
  dimension: SetDimension,
  set: IpSet,
): readonly SetElement[] | null {
  switch (dimension) {
    case "ip":
      return (
        addressesOf(text, set)?.map((prefix) => ({ kind: "address", prefix, isNet: false })) ?? null
      );
    case "net":
      return netsOf(text, set)?.map((prefix) => ({ kind: "address", prefix, isNet: true })) ?? null;
    case "port":
      return portsOf(text, set);
    case "iface": {
      const isPhysical = text.startsWith("physdev:");
      const name = isPhysical ? text.slice("physdev:".length) : text;
      return name === "" || name.length > 15 ? null : [{ kind: "device", name, isPhysical }];
    }
    case "mac": {
      const parts = text.toLowerCase().split(":");
      const isAddress = parts.length === 6 && parts.every((part) => /^[\da-f]{1,2}$/.test(part));
      if (!isAddress) return text === "" ? [{ kind: "mac", address: "" }] : null;
      return [{ kind: "mac", address: parts.map((part) => part.padStart(2, "0")).join(":") }];
    }
    case "mark": {
      const mark = parseBits(text);
      return mark === null
        ? null
        : [{ kind: "mark", mark: (mark & (set.options.markMask ?? mark)) >>> 0 }];
    }
    case "set":
      return text === "" ? null : [{ kind: "set", name: text }];
  }
}

// A type of whole addresses takes a range, and a range of networks for each of its addresses; of IPv6 one address alone.
function addressesOf(text: string, { family, options }: IpSet): readonly Prefix[] | null {
  const span = parseSpan(text);
  if (span === null || span.family !== (family ?? "ipv4")) return null;
  if (span.family === "ipv6" && span.first !== span.last) return null;
  const { range } = options;
  if (range?.kind === "addresses") {
    if (span.first < bitsOf(range.first) || span.last > bitsOf(range.last)) return null;
  }
  return prefixesOf(span, options.netmask ?? widthOf(span.family), MOST_ADDRESSES);
}

// Only sets of networks with devices may hold the network of every address (ip_set_hash_net.c).
function netsOf(text: string, { family, type }: IpSet): readonly Prefix[] | null {
  const span = parseSpan(text);
  if (span === null || span.family !== (family ?? "ipv4")) return null;
  const nets = covering(span);
  const holdsAll = nets.some(({ length }) => length === 0);
  return holdsAll && type !== "hash:net,iface" ? null : nets;
}

function portsOf(text: string, { type, options: { range } }: IpSet): readonly SetElement[] | null {
  const ports = parsePorts(text);
  if (ports === null) return null;
  const [{ protocol, port: first }, { port: last }] = ports;
  if (range?.kind === "ports" && (first < range.first || last > range.last)) return null;
  const named = type === "bitmap:port" ? null : protocol;
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    kind: "port",
    protocol: named,
    port: first + index,
  }));
}
