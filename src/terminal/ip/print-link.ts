import type { Link } from "./links.js";

/** Which words the first line of a device has. */
export type LinkLine = "link" | "address" | "ipv6";

/** The first line of a device in `ip link` and `ip address` (iproute2 6.1 ip/ipaddress.c: print_linkinfo). */
export function linkLine({ device, index, title, flags, state }: Link, line: LinkLine): string {
  const words = [
    `${index}: ${title}: ${flags} mtu ${device.mtu}`,
    line === "ipv6" ? "" : `qdisc ${qdiscOf({ device })}`,
    line !== "ipv6" && device.master !== null ? `master ${device.master}` : "",
    `state ${state}`,
    line === "link" ? "mode DEFAULT" : "",
    line === "ipv6" ? "" : "group default",
    "qlen 1000",
  ];
  return words.filter((word) => word !== "").join(" ");
}

// A software device has no queue. What a machine's own card has is its settings' affair; fq_codel is systemd's choice.
function qdiscOf({ device: { kind, up, segment } }: Pick<Link, "device">): string {
  if (!up) return "noop";
  return kind === "ethernet" && segment?.startsWith("lan/") === true ? "fq_codel" : "noqueue";
}

/** The second line: the hardware's addresses. */
export function hardwareLine({ device, elsewhere }: Link): string {
  const { kind, mac } = device;
  if (kind === "ipip" || kind === "gre") {
    const local = /\blocal (\S+)/.exec(device.details)?.[1] ?? "0.0.0.0";
    const remote = /\bremote (\S+)/.exec(device.details)?.[1];
    return `    link/${kind} ${local} ${remote === undefined ? "brd 0.0.0.0" : `peer ${remote}`}`;
  }
  const isLoopback = kind === "loopback";
  const broadcast = isLoopback ? "00:00:00:00:00:00" : "ff:ff:ff:ff:ff:ff";
  return `    link/${isLoopback ? "loopback" : "ether"} ${mac} brd ${broadcast}${elsewhere === "" ? "" : ` ${elsewhere}`}`;
}

/**
 * What `ip -d link` adds, as far as a trace knows it: the kind with its words, and a port's place in its bridge. Timers,
 * and what belongs to the hardware, are left out.
 */
export function detailText({ device, kind }: Link): string {
  const isLoopback = kind === "loopback";
  const limits = isLoopback ? "minmtu 0 maxmtu 0" : "minmtu 68 maxmtu 65535";
  const promiscuity = device.promiscuous ? 1 : 0;
  const words =
    isLoopback || kind === "ethernet" ? "" : device.details === "" ? kind : device.details;
  const port =
    device.master === null
      ? ""
      : `\n    bridge_slave state ${device.up ? "forwarding" : "disabled"} priority 32 cost 2 hairpin ${device.hairpin ? "on" : "off"} `;
  return ` promiscuity ${promiscuity}  allmulti 0 ${limits} ${words === "" ? "" : `\n    ${words} `}${port}`;
}
