import type { Family } from "../../base/address.js";

/** What one part of an entry is. */
export type SetDimension = "ip" | "net" | "port" | "iface" | "mac" | "mark" | "set";

/** A type of `ipset`, as the kernel knows it. */
export interface SetType {
  readonly dimensions: readonly SetDimension[];
  /** The number that `ipset list` prints for the newest form of the type (linux net/netfilter/ipset). */
  readonly revision: number;
}

/** The names of the types. */
export type SetTypeName =
  | "bitmap:ip"
  | "bitmap:ip,mac"
  | "bitmap:port"
  | "hash:ip"
  | "hash:mac"
  | "hash:ip,mac"
  | "hash:ip,mark"
  | "hash:ip,port"
  | "hash:ip,port,ip"
  | "hash:ip,port,net"
  | "hash:net"
  | "hash:net,iface"
  | "hash:net,net"
  | "hash:net,port"
  | "hash:net,port,net"
  | "list:set";

/** The types by name (linux net/netfilter/ipset/ip_set_*.c). */
export const SET_TYPES: Readonly<Record<SetTypeName, SetType>> = {
  "bitmap:ip": { dimensions: ["ip"], revision: 3 },
  "bitmap:ip,mac": { dimensions: ["ip", "mac"], revision: 3 },
  "bitmap:port": { dimensions: ["port"], revision: 3 },
  "hash:ip": { dimensions: ["ip"], revision: 6 },
  "hash:mac": { dimensions: ["mac"], revision: 1 },
  "hash:ip,mac": { dimensions: ["ip", "mac"], revision: 1 },
  "hash:ip,mark": { dimensions: ["ip", "mark"], revision: 3 },
  "hash:ip,port": { dimensions: ["ip", "port"], revision: 7 },
  "hash:ip,port,ip": { dimensions: ["ip", "port", "ip"], revision: 6 },
  "hash:ip,port,net": { dimensions: ["ip", "port", "net"], revision: 8 },
  "hash:net": { dimensions: ["net"], revision: 7 },
  "hash:net,iface": { dimensions: ["net", "iface"], revision: 8 },
  "hash:net,net": { dimensions: ["net", "net"], revision: 4 },
  "hash:net,port": { dimensions: ["net", "port"], revision: 8 },
  "hash:net,port,net": { dimensions: ["net", "port", "net"], revision: 3 },
  "list:set": { dimensions: ["set"], revision: 3 },
};

/** Whether a word names a type. */
export function isSetType(name: string): name is SetTypeName {
  return Object.hasOwn(SET_TYPES, name);
}

/** Whether the type keeps its entries in a hash, a bitmap or a list. */
export function storageOf(type: SetTypeName): "hash" | "bitmap" | "list" {
  if (type.startsWith("hash:")) return "hash";
  return type.startsWith("bitmap:") ? "bitmap" : "list";
}

/** The family that a set of this type has, as far as the type decides. */
export function fixedFamilyOf(type: SetTypeName): Family | null {
  return type === "bitmap:ip" || type === "bitmap:ip,mac" ? "ipv4" : null;
}
