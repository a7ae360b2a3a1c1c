import { bitsOf, familyOf, parseAddress } from "../../../base/address.js";
import { protocolName, protocolNumber } from "../../match/protocol-number.js";

/** The types of what packets are asked for, by nft's names. */
export type DataType =
  | "ipv4_addr"
  | "ipv6_addr"
  | "inet_proto"
  | "inet_service"
  | "mark"
  | "ifname"
  | "ct_state"
  | "ct_status"
  | "fib_addrtype"
  | "integer";

/** What is known of a type. */
export interface DataTypeForm {
  /** The canonical text of a value; null where the text is none. */
  readonly parse: (text: string) => string | null;
  /** The number of a canonical text; values are sorted by it. */
  readonly numberOf: (text: string) => bigint;
  /** How many bytes the kernel takes for it in a key of several parts. */
  readonly bytes: number;
  /** How many values nft lists in one line. */
  readonly perLine: number;
}

const SERVICES: ReadonlyMap<string, number> = new Map([
  ["domain", 53],
  ["http", 80],
  ["https", 443],
  ["ssh", 22],
]);

// linux include/uapi/linux/netfilter/nf_conntrack_common.h; nft lists them in the order of their bits.
const STATES = bitNames(["invalid", "established", "related", "new"], [["untracked", 6]]);
const STATUSES = bitNames(
  ["expected", "seen-reply", "assured", "confirmed", "snat", "dnat"],
  [["dying", 9]],
);

// linux include/uapi/linux/rtnetlink.h: RTN_*.
const ADDRESS_TYPES = ["unspec", "unicast", "local", "broadcast", "anycast", "multicast"];

/** The forms of all types. */
export const DATA_TYPES: Readonly<Record<DataType, DataTypeForm>> = {
  ipv4_addr: addressForm("ipv4"),
  ipv6_addr: addressForm("ipv6"),
  inet_proto: {
    parse: (text) => {
      const number = protocolNumber(text);
      return number === null ? null : protocolName(String(number));
    },
    numberOf: (text) => BigInt(protocolNumber(text) ?? 0),
    bytes: 1,
    perLine: 5,
  },
  inet_service: {
    parse: (text) => numberText(SERVICES.get(text) ?? numberIn(text, 0xffff)),
    numberOf: BigInt,
    bytes: 2,
    perLine: 5,
  },
  mark: {
    parse: (text) => {
      const number = numberIn(text, 0xffffffff);
      return number === null ? null : `0x${number.toString(16).padStart(8, "0")}`;
    },
    numberOf: BigInt,
    bytes: 4,
    perLine: 5,
  },
  ifname: {
    parse: (text) => (/^[^\s/]{1,15}$/.test(text) ? text : null),
    numberOf: () => 0n,
    bytes: 16,
    perLine: 1,
  },
  ct_state: wordForm([...STATES.keys()], (name) => STATES.get(name) ?? 0),
  ct_status: wordForm([...STATUSES.keys()], (name) => STATUSES.get(name) ?? 0),
  fib_addrtype: wordForm(ADDRESS_TYPES, (name) => ADDRESS_TYPES.indexOf(name)),
  integer: {
    parse: (text) => numberText(numberIn(text, 0xffffffff)),
    numberOf: BigInt,
    bytes: 4,
    perLine: 5,
  },
};

const WORDS: Readonly<Partial<Record<DataType, readonly string[]>>> = {
  ct_state: [...STATES.keys()],
  ct_status: [...STATUSES.keys()],
  fib_addrtype: ADDRESS_TYPES,
  inet_proto: ["tcp", "udp", "sctp", "icmp", "ipv6-icmp"],
};

/** The values that a type has by name; empty where they are numbers or addresses. */
export function wordsOfType(type: DataType): readonly string[] {
  return WORDS[type] ?? [];
}

/** Whether a text is the name of a type. */
export function isDataType(text: string): text is DataType {
  return Object.hasOwn(DATA_TYPES, text);
}

function addressForm(family: "ipv4" | "ipv6"): DataTypeForm {
  return {
    parse: (text) => {
      const address = parseAddress(text);
      return address !== null && familyOf(address) === family ? address : null;
    },
    numberOf: (text) => {
      const address = parseAddress(text);
      return address === null ? 0n : bitsOf(address);
    },
    bytes: family === "ipv4" ? 4 : 16,
    perLine: family === "ipv4" ? 2 : 1,
  };
}

function wordForm(words: readonly string[], numberOf: (word: string) => number): DataTypeForm {
  return {
    parse: (text) => (words.includes(text) ? text : null),
    numberOf: (text) => BigInt(numberOf(text)),
    bytes: 4,
    perLine: 5,
  };
}

function bitNames(
  names: readonly string[],
  more: readonly (readonly [string, number])[],
): ReadonlyMap<string, number> {
  return new Map(
    [...names.map((name, bit) => [name, bit] as const), ...more].map(([name, bit]) => [
      name,
      2 ** bit,
    ]),
  );
}

function numberIn(text: string, most: number): number | null {
  if (!/^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text)) return null;
  const number = Number(text);
  return number <= most ? number : null;
}

function numberText(number: number | null): string | null {
  return number === null ? null : String(number);
}
