import type { Address, Family } from "../../base/address.js";
import type { Prefix } from "../../base/prefix.js";
import type { SetTypeName } from "./set-type.js";

/** The sets of a host's `ipset`, by name, in the order in which they were made. */
export type IpSets = ReadonlyMap<string, IpSet>;

/** No sets. */
export const NO_SETS: IpSets = new Map();

/** A set of addresses, ports and the like that rules ask by its name; a value that never changes. */
export interface IpSet {
  readonly name: string;
  readonly type: SetTypeName;
  /** Null for types that hold both families, or no addresses. */
  readonly family: Family | null;
  readonly options: SetOptions;
  readonly entries: readonly SetEntry[];
}

/** What `ipset create` said of a set, and its defaults. */
export interface SetOptions {
  readonly hashSize: number;
  readonly maxElements: number;
  /** Seconds that entries stay; null where they have no end. */
  readonly timeout: number | null;
  readonly counters: boolean;
  readonly comment: boolean;
  readonly skbInfo: boolean;
  readonly forceAdd: boolean;
  /** How many bits of an address count; null for all. */
  readonly netmask: number | null;
  readonly markMask: number | null;
  readonly bucketSize: number;
  /** The start value of the hash as it was given; null where the kernel would draw one. */
  readonly initialValue: number | null;
  /** The first and last element of a bitmap. */
  readonly range: SetRange | null;
  /** How many sets a `list:set` holds. */
  readonly size: number;
}

/** The elements that a bitmap has room for. */
export type SetRange =
  | { readonly kind: "ports"; readonly first: number; readonly last: number }
  | { readonly kind: "addresses"; readonly first: Address; readonly last: Address };

/** An entry of a set, with what is kept beside it. */
export interface SetEntry {
  readonly elements: readonly SetElement[];
  /** An exception from a wider entry. */
  readonly noMatch: boolean;
  /** Seconds until it ends, counted from virtual time 0; null where it has no end. */
  readonly timeout: number | null;
  readonly packets: number;
  readonly bytes: number;
  readonly comment: string | null;
  /** `skbmark`, `skbprio` and `skbqueue` as they are printed; empty where there are none. */
  readonly skbInfo: string;
}

/** One part of an entry, for one dimension of its set. */
export type SetElement =
  /** A range where the dimension is one of networks; else one address, of which a netmask of the set may leave the first bits. */
  | { readonly kind: "address"; readonly prefix: Prefix; readonly isNet: boolean }
  | { readonly kind: "port"; readonly protocol: string | null; readonly port: number }
  | { readonly kind: "device"; readonly name: string; readonly isPhysical: boolean }
  | { readonly kind: "mac"; readonly address: string }
  | { readonly kind: "mark"; readonly mark: number }
  | { readonly kind: "set"; readonly name: string };
