import type { DeviceLink } from "../../cluster/topology/device.js";
import { LOOPBACK_DEVICE } from "../device.js";
import type { Device } from "../device.js";

const ETHERNET = 1500;
/** Outer IPv4 header, UDP, VXLAN and the inner Ethernet header (linux include/net/vxlan.h: VXLAN_HEADROOM). */
const VXLAN_HEADROOM = 50;
const VXLAN6_HEADROOM = 70;
/** An outer IPv4 header; GRE's own four bytes come on top. */
const IPIP_HEADROOM = 20;
const GRE_HEADROOM = 24;

/** The MTU in bytes that the kernel gives a new device of a kind, beside these devices. */
export function usualMtu(link: DeviceLink, devices: readonly Device[]): number {
  switch (link.kind) {
    case "loopback":
      return LOOPBACK_DEVICE.mtu;
    case "ethernet":
    case "bridge":
    case "dummy":
      return ETHERNET;
    case "vxlan": {
      // Without a lower device the kernel does not know what the tunnel goes through (linux drivers/net/vxlan: vxlan_config_apply).
      const lower = devices.find(({ name }) => name === link.lower);
      if (lower === undefined) return ETHERNET;
      return lower.mtu - (link.local?.includes(":") === true ? VXLAN6_HEADROOM : VXLAN_HEADROOM);
    }
    case "ipip":
      return ETHERNET - IPIP_HEADROOM;
    case "gre":
      return ETHERNET - GRE_HEADROOM;
    case "macvlan":
    case "ipvlan":
      return devices.find(({ name }) => name === link.lower)?.mtu ?? ETHERNET;
  }
}
