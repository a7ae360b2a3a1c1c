import { contains, formatPrefix, parsePrefix } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { DeviceHeader } from "../../trace/host-tables.js";

/** An address of a device as `ip address` tells of it. */
export interface InterfaceAddress {
  readonly family: "ipv4" | "ipv6";
  /** With its length: `10.0.0.1/24`. */
  readonly text: string;
  readonly scope: "host" | "link" | "global";
  readonly secondary: boolean;
}

const LOOPBACK = parsePrefix("127.0.0.0/8");
const LINK_LOCAL = parsePrefix("fe80::/10");

/**
 * A device's addresses in the order in which the tool lists them: IPv4 with the second ones of a network behind
 * (linux net/ipv4/devinet.c: __inet_insert_ifa), IPv6 by scope and the newest first (net/ipv6/addrconf.c:
 * ipv6_link_dev_addr). Only the addresses that the trace has: a kernel adds a link-local one of IPv6 by itself.
 */
export function addressesOf({ addresses, kind }: DeviceHeader): readonly InterfaceAddress[] {
  const networks: string[] = [];
  const all = addresses.flatMap((text): readonly InterfaceAddress[] => {
    const prefix = parsePrefix(text);
    if (prefix === null) return [];
    const network = formatPrefix(prefix);
    const secondary = prefix.family === "ipv4" && networks.includes(network);
    networks.push(network);
    return [{ family: prefix.family, text, secondary, scope: scopeOf(prefix, kind) }];
  });
  const own = (family: "ipv4" | "ipv6"): readonly InterfaceAddress[] =>
    all.filter((one) => one.family === family);
  const v4 = own("ipv4");
  const v6 = [...own("ipv6")].reverse();
  return [
    ...v4.filter(({ secondary }) => !secondary),
    ...v4.filter(({ secondary }) => secondary),
    ...v6.filter(({ scope }) => scope === "global"),
    ...v6.filter(({ scope }) => scope === "link"),
    ...v6.filter(({ scope }) => scope === "host"),
  ];
}

/** The two lines of an address. */
export function addressLines(address: InterfaceAddress, device: string): readonly string[] {
  const { family, text, scope, secondary } = address;
  return [
    family === "ipv4"
      ? `    inet ${text} scope ${scope} ${secondary ? "secondary " : ""}${device}`
      : `    inet6 ${text} scope ${scope} `,
    "       valid_lft forever preferred_lft forever",
  ];
}

// iproute2 ip/ipaddress.c: default_scope.
function scopeOf(prefix: Prefix, kind: string): InterfaceAddress["scope"] {
  if (prefix.family === "ipv6") {
    if (kind === "loopback" && prefix.base === "::1") return "host";
    return LINK_LOCAL !== null && contains(LINK_LOCAL, prefix.base) ? "link" : "global";
  }
  return LOOPBACK !== null && contains(LOOPBACK, prefix.base) ? "host" : "global";
}
