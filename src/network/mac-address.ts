import { bitsOf, familyOf } from "../base/address.js";
import type { Address } from "../base/address.js";
import { hash } from "../base/random.js";
import type { MacAddress } from "../packet/frame.js";

/** The hardware address of `lo`. */
export const LOOPBACK_MAC: MacAddress = "00:00:00:00:00:00" as MacAddress;

/** The hardware address of everybody. */
export const BROADCAST_MAC: MacAddress = "ff:ff:ff:ff:ff:ff" as MacAddress;

/** Whether a frame is for several: broadcast or multicast. */
export function isGroupMac(mac: MacAddress): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1;
}

/** The hardware address of an IP multicast group (RFC 1112 6.4, RFC 2464 7). */
export function multicastMac(group: Address): MacAddress {
  const bytes = bytesOf(Number(bitsOf(group) & 0xffffffffn));
  return familyOf(group) === "ipv6"
    ? macOf([0x33, 0x33, ...bytes])
    : macOf([0x01, 0x00, 0x5e, (bytes[1] ?? 0) & 0x7f, ...bytes.slice(2)]);
}

/** The hardware address that docker derives for a container: `02:42` and the four bytes of its IPv4 address. */
export function dockerMac(address: Address): MacAddress {
  if (familyOf(address) === "ipv6") return hashedMac(address);
  return macOf([0x02, 0x42, ...bytesOf(Number(bitsOf(address)))]);
}

/** A unicast, locally administered hardware address that depends on a name alone; the kernel would draw one. */
export function hashedMac(name: string): MacAddress {
  const high = (hash(`mac ${name}`) & 0xfc) | 0x02;
  const second = (hash(`mac ${name}`) >>> 8) & 0xff;
  return macOf([high, second, ...bytesOf(hash(name))]);
}

function bytesOf(number: number): number[] {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff);
}

function macOf(bytes: readonly number[]): MacAddress {
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(":") as MacAddress;
}
