import { familyOf, parseAddress } from "../../base/address.js";
import type { Address, Family } from "../../base/address.js";
import { contains } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { ConnectionEntry, Tuple } from "../../trace/event/netfilter-event.js";
import { protocolOf } from "./print.js";
import type { MaskedValue } from "../match/marks.js";

/** Which connections `conntrack -D` is about: all that every given part fits. */
export interface ConnectionFilter {
  readonly family: Family | null;
  /** By the name that conntrack prints: `tcp`, `icmpv6`. */
  readonly protocol: string | null;
  readonly addresses: readonly AddressFilter[];
  readonly numbers: readonly NumberFilter[];
  readonly state: string | null;
  readonly mark: MaskedValue | null;
  /** Ends that must be translated, to any address or to one. */
  readonly translated: readonly TranslatedFilter[];
}

/** An end of one of the two tuples. */
export interface AddressFilter {
  readonly tuple: "original" | "reply";
  readonly end: "source" | "destination";
  readonly prefix: Prefix;
}

/** A port, or a part of an ICMP exchange. */
export interface NumberFilter {
  readonly tuple: "original" | "reply";
  readonly field: "sourcePort" | "destinationPort" | "type" | "code" | "identifier";
  readonly value: number;
}

/** An end that NAT changed. */
export interface TranslatedFilter {
  readonly ends: readonly ("SNAT" | "DNAT")[];
  readonly to: Address | null;
}

/** No condition: every connection fits. */
export const ANY_CONNECTION: ConnectionFilter = {
  family: null,
  protocol: null,
  addresses: [],
  numbers: [],
  state: null,
  mark: null,
  translated: [],
};

/** Whether an entry is one of those that a filter is about. */
export function fitsFilter(entry: ConnectionEntry, filter: ConnectionFilter): boolean {
  const { family, protocol, addresses, numbers, state, mark, translated } = filter;
  const source = parseAddress(entry.original.source);
  return (
    (family === null || (source !== null && familyOf(source) === family)) &&
    (protocol === null || protocolOf(entry)[0] === protocol) &&
    addresses.every(({ tuple, end, prefix }) => isIn(prefix, entry[tuple][end])) &&
    numbers.every(({ tuple, field, value }) => numberOf(entry[tuple], field) === value) &&
    (state === null || entry.protocolState === state) &&
    (mark === null || (entry.mark & mark.mask) >>> 0 === mark.value) &&
    translated.every((each) => isTranslated(entry, each))
  );
}

function isIn(prefix: Prefix, text: string): boolean {
  const address = parseAddress(text);
  return address !== null && contains(prefix, address);
}

function numberOf(tuple: Tuple, field: NumberFilter["field"]): number | null {
  if (field === "sourcePort" || field === "destinationPort") return tuple[field];
  return tuple.icmp?.[field] ?? null;
}

// The new source is where answers go to, the new destination where they come from.
function isTranslated({ status, reply }: ConnectionEntry, { ends, to }: TranslatedFilter): boolean {
  return ends.some(
    (end) =>
      status.includes(end) &&
      (to === null || (end === "SNAT" ? reply.destination : reply.source) === to),
  );
}
