import { familyOf } from "../../base/address.js";
import type { Address, Family } from "../../base/address.js";
import { contains, prefix } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { HostView } from "../../netfilter/host-view.js";
import type { Fib } from "./fib.js";

/** The ranges of addresses that routing treats apart. */
export const GROUPS: Readonly<Record<Family, Prefix>> = {
  ipv4: prefix("224.0.0.0/4"),
  ipv6: prefix("ff00::/8"),
};
/** 0.0.0.0: no address; the rest of 0.0.0.0/8 is ordinary since Linux 5.3. */
export const NOBODY = "0.0.0.0";
/** The group that every host is in. */
export const ALL_HOSTS = "224.0.0.1";
/** The loopback range of each family. */
export const LOOPBACK_RANGE: Readonly<Record<Family, Prefix>> = {
  ipv4: prefix("127.0.0.0/8"),
  ipv6: prefix("::1/128"),
};
/** 255.255.255.255: everybody on the link. */
export const EVERYBODY = "255.255.255.255";

/**
 * The type of an address (linux net/ipv4/fib_frontend.c: inet_addr_type, which asks the local table alone); with a device,
 * what is of another device only is an address like any other (inet_dev_addr_type).
 */
export function addressType(
  fib: Fib,
  address: Address,
  device: string | null = null,
): ReturnType<HostView["addressTypeOf"]> {
  const family = familyOf(address);
  if (address === EVERYBODY || address === NOBODY) return "BROADCAST";
  if (contains(GROUPS[family], address)) return "MULTICAST";
  const [route] = fib.table(family, "local")?.candidates(address) ?? [];
  if (device !== null && route?.device !== device) return "UNICAST";
  switch (route?.kind) {
    case "local":
      return "LOCAL";
    case "broadcast":
      return "BROADCAST";
    case "multicast":
      return "MULTICAST";
    case "unicast":
    case "blackhole":
    case "unreachable":
    case "prohibit":
    case "throw":
    case undefined:
      return "UNICAST";
  }
}
