import { parseAddress } from "../../base/address.js";
import { parsePrefix } from "../../base/prefix.js";
import { parseMasked } from "../match/marks.js";
import { ANY_CONNECTION } from "./connection-filter.js";
import type { ConnectionFilter } from "./connection-filter.js";

/** What came of reading a filter: the filter, or the index of the word that is wrong. */
export type FilterReading =
  | { readonly kind: "filter"; readonly filter: ConnectionFilter }
  | {
      readonly kind: "mistake";
      /** `conntrack-unknown-option`, `conntrack-missing-value`, `conntrack-not-a-value`. */
      readonly code: string;
      readonly at: number;
    };

/** One option: adds what its value says to a filter; null where the value is none. */
interface Option {
  /** The protocols that have it; null for all. */
  readonly of: readonly string[] | null;
  /** Whether its value may be left out. */
  readonly isOptional?: boolean;
  readonly add: (filter: ConnectionFilter, value: string) => ConnectionFilter | null;
}

const WITH_PORTS = ["tcp", "udp", "sctp", "gre"];
const NAMES = ["tcp", "udp", "sctp", "gre", "icmp", "icmpv6"];
const NUMBERS: Readonly<Record<string, string>> = {
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "47": "gre",
  "58": "icmpv6",
  "132": "sctp",
  "ipv6-icmp": "icmpv6",
};

const protocol: Option = {
  of: null,
  add(filter, value) {
    const name = NUMBERS[value] ?? value;
    return NAMES.includes(name) ? { ...filter, protocol: name } : null;
  },
};

// conntrack-tools src/conntrack.c: its long and short names.
const OPTIONS: Readonly<Record<string, Option>> = {
  ...named(["-p", "--protonum", "--proto"], protocol),
  ...named(["-s", "--src", "--orig-src"], address("original", "source")),
  ...named(["-d", "--dst", "--orig-dst"], address("original", "destination")),
  ...named(["-r", "--reply-src"], address("reply", "source")),
  ...named(["-q", "--reply-dst"], address("reply", "destination")),
  ...named(["-n", "--src-nat"], translated(["SNAT"])),
  ...named(["-g", "--dst-nat"], translated(["DNAT"])),
  ...named(["-j", "--any-nat"], translated(["SNAT", "DNAT"])),
  ...named(["--sport", "--orig-port-src"], number("original", "sourcePort", WITH_PORTS)),
  ...named(["--dport", "--orig-port-dst"], number("original", "destinationPort", WITH_PORTS)),
  "--reply-port-src": number("reply", "sourcePort", WITH_PORTS),
  "--reply-port-dst": number("reply", "destinationPort", WITH_PORTS),
  "--icmp-type": number("original", "type", ["icmp"]),
  "--icmp-code": number("original", "code", ["icmp"]),
  "--icmp-id": number("original", "identifier", ["icmp"]),
  "--icmpv6-type": number("original", "type", ["icmpv6"]),
  "--icmpv6-code": number("original", "code", ["icmpv6"]),
  "--icmpv6-id": number("original", "identifier", ["icmpv6"]),
  "--state": { of: ["tcp", "sctp"], add: (filter, state) => ({ ...filter, state }) },
  ...named(["-f", "--family"], {
    of: null,
    add: (filter, value) =>
      value === "ipv4" || value === "ipv6" ? { ...filter, family: value } : null,
  }),
  ...named(["-m", "--mark"], {
    of: null,
    add(filter, value) {
      const mark = parseMasked(value);
      return mark === null ? null : { ...filter, mark };
    },
  }),
};

/** Reads the words behind `conntrack -D` or `-L`; a protocol's own options stand behind its `-p`, as for the real tool. */
export function readConnectionFilter(words: readonly string[]): FilterReading {
  let filter = ANY_CONNECTION;
  for (let at = 0; at < words.length; at++) {
    const option = OPTIONS[words[at] ?? ""];
    if (option === undefined || !belongs(option, filter))
      return { kind: "mistake", code: "conntrack-unknown-option", at };
    const next = words[at + 1];
    const hasValue = next !== undefined && !next.startsWith("-");
    if (!hasValue && option.isOptional !== true)
      return { kind: "mistake", code: "conntrack-missing-value", at };
    const added = option.add(filter, hasValue ? next : "");
    if (hasValue) at++;
    if (added === null) return { kind: "mistake", code: "conntrack-not-a-value", at };
    filter = added;
  }
  return { kind: "filter", filter };
}

function belongs({ of }: Option, filter: ConnectionFilter): boolean {
  return of === null || (filter.protocol !== null && of.includes(filter.protocol));
}

function named(names: readonly string[], option: Option): Readonly<Record<string, Option>> {
  return Object.fromEntries(names.map((name) => [name, option]));
}

function address(tuple: "original" | "reply", end: "source" | "destination"): Option {
  return {
    of: null,
    add(filter, value) {
      const prefix = parsePrefix(value);
      if (prefix === null) return null;
      return { ...filter, addresses: [...filter.addresses, { tuple, end, prefix }] };
    },
  };
}

function number(
  tuple: "original" | "reply",
  field: ConnectionFilter["numbers"][number]["field"],
  of: readonly string[],
): Option {
  return {
    of,
    add(filter, text) {
      const value = Number(text);
      if (!/^\d{1,5}$/.test(text) || value > 65_535) return null;
      return { ...filter, numbers: [...filter.numbers, { tuple, field, value }] };
    },
  };
}

function translated(ends: readonly ("SNAT" | "DNAT")[]): Option {
  return {
    of: null,
    isOptional: true,
    add(filter, value) {
      const to = value === "" ? null : parseAddress(value);
      if (to === null && value !== "") return null;
      return { ...filter, translated: [...filter.translated, { ends, to }] };
    },
  };
}
