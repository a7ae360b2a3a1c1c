import type { Address } from "../../base/address.js";
import { required } from "../../base/assert.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { MacAddress } from "../../packet/frame.js";
import { deviceNamed } from "../device.js";
import type { Device } from "../device.js";
import { outputDevice } from "../host.js";
import { BROADCAST_MAC, multicastMac } from "../mac-address.js";
import { takeHeader, withNeighbour } from "../neighbour/resolve.js";
import type { Route } from "../route.js";
import { encapsulatePacket } from "../tunnel/ip-tunnel.js";
import { endPass } from "./end-pass.js";
import { icmpAnswer } from "./kernel-answer.js";
import type { PassContext, PassResult } from "./pass-result.js";
import { sendFrame } from "./send-frame.js";

/** An IP packet leaves by its route's device, after POSTROUTING: with the hardware address of its next hop, or by a tunnel without one. */
export function transmit(buffer: SocketBuffer, route: Route, context: PassContext): PassResult {
  const { host } = context;
  const { packet } = buffer;
  const device = required(
    deviceNamed(host.namespace.devices, outputDevice(route)),
    `device ${outputDevice(route)} of ${host.namespace.id}`,
  );
  if (!device.up) {
    return endPass(buffer, context, "dropped", { kind: "device-down", device: device.name });
  }
  // The next hop was settled with the route: a translation in POSTROUTING changes only the source.
  const nextHop = route.gateway ?? packet.destination;
  switch (device.link.kind) {
    case "loopback":
      return { kind: "looped", buffer };
    case "ipip":
    case "gre":
      return encapsulatePacket(buffer, { device, nextHop }, context);
    case "dummy":
    case "ethernet":
    case "bridge":
    case "vxlan":
    case "macvlan":
    case "ipvlan":
      return sendToNextHop(buffer, { device, nextHop }, context);
  }
}

function sendToNextHop(
  buffer: SocketBuffer,
  { device, nextHop }: { readonly device: Device; readonly nextHop: Address },
  context: PassContext,
): PassResult {
  const known = withoutAsking(device, nextHop, context);
  if (known !== null) {
    return sendFrame(framed(buffer, device, known), device, context);
  }
  const question = { address: nextHop, device: device.name };
  return withNeighbour(
    question,
    {
      source: buffer.packet.source,
      resume: (mac, now) => {
        takeHeader(question, now);
        return sendFrame(framed(buffer, device, mac), device, now);
      },
      // linux net/ipv4/arp.c: arp_error_report, by way of ipv4_link_failure: the sender is told, also of a forwarded packet.
      fail: (now) => {
        const reason = { kind: "no-neighbour", address: nextHop } as const;
        const stopped = endPass(buffer, now, "lost", reason);
        return { ...stopped, answer: icmpAnswer(now, buffer, "host-unreachable") };
      },
    },
    context,
  );
}

// linux net/ipv4/arp.c: arp_constructor. Nobody is asked for the address of a broadcast, or on a device that leads nowhere.
function withoutAsking(device: Device, nextHop: Address, { host }: PassContext): MacAddress | null {
  if (device.link.kind === "dummy") return device.mac;
  if (device.link.kind === "ipvlan" && device.link.mode !== "l2") return device.mac;
  if (device.link.kind === "ethernet" && device.segment === null) return device.mac;
  switch (host.view.addressTypeOf(nextHop)) {
    case "BROADCAST":
      return BROADCAST_MAC;
    case "MULTICAST":
      return multicastMac(nextHop);
    case "LOCAL":
    case "UNICAST":
      return null;
  }
}

function framed(buffer: SocketBuffer, device: Device, destination: MacAddress): SocketBuffer {
  return { ...buffer, link: { source: device.mac, destination } };
}
