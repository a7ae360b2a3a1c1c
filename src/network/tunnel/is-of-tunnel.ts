import type { Packet } from "../../packet/packet.js";
import type { Host } from "../host.js";

/**
 * Whether a packet of the host's own is one that a tunnel's device has made (linux net/ipv4/ipip.c: ipip_err;
 * net/ipv4/ip_gre.c: gre_err; drivers/net/vxlan/vxlan_core.c: vxlan_err_lookup).
 */
export function isOfTunnel(
  { namespace }: Host,
  { source, destination, transport }: Packet,
): boolean {
  return namespace.devices.some(({ link }) => {
    switch (link.kind) {
      case "vxlan": {
        if (transport.protocol !== "udp" || transport.destinationPort !== link.port) return false;
        const { payload } = transport;
        return payload.kind === "frame" && payload.network === link.vni;
      }
      case "ipip":
      case "gre":
        return (
          transport.protocol === link.kind &&
          (link.local ?? source) === source &&
          (link.remote ?? destination) === destination
        );
      case "loopback":
      case "ethernet":
      case "bridge":
      case "dummy":
      case "macvlan":
      case "ipvlan":
        return false;
    }
  });
}
