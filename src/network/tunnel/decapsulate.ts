import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Device } from "../device.js";
import { endPass } from "../pass/end-pass.js";
import { icmpAnswer } from "../pass/kernel-answer.js";
import type { Carried, PassContext, PassResult } from "../pass/pass-result.js";
import { isVxlan } from "./vxlan-device.js";

/** Takes what an outer packet carries, where it has come to the end of a tunnel; null for a packet that is none. */
export function takeOuter(buffer: SocketBuffer, context: PassContext): PassResult | null {
  const { transport } = buffer.packet;
  switch (transport.protocol) {
    case "udp":
      return takeFrame(buffer, transport.destinationPort, context);
    case "ipip":
    case "gre":
      return takePacket(buffer, transport.protocol, context);
    case "tcp":
    case "sctp":
    case "icmp":
      return null;
  }
}

// linux drivers/net/vxlan/vxlan_core.c: vxlan_rcv. One socket serves all devices of a port; the number tells which it is for.
function takeFrame(buffer: SocketBuffer, port: number, context: PassContext): PassResult | null {
  const { packet } = buffer;
  const { payload } = packet.transport;
  const listening = context.host.namespace.devices.filter(isVxlan).filter((device) => {
    return device.up && device.link.port === port;
  });
  const [first] = listening;
  if (first === undefined) return null;
  const device =
    payload.kind === "frame"
      ? listening.find(({ link }) => link.vni === payload.network)
      : undefined;
  if (payload.kind !== "frame" || device === undefined || payload.source === device.mac) {
    return endPass(buffer, context, "dropped", { kind: "no-tunnel-end", device: first.name });
  }
  const { source, destination } = payload;
  if (device.link.learning) learnEnd(device, { mac: source, end: packet.source }, context);
  const frame = { source, destination, packet: payload.packet };
  return taken(device, { kind: "frame", frame }, buffer, context);
}

// linux drivers/net/vxlan/vxlan_core.c: vxlan_snoop.
function learnEnd(
  device: Device,
  { mac, end }: { readonly mac: Device["mac"]; readonly end: SocketBuffer["packet"]["source"] },
  { host, now, emit }: PassContext,
): void {
  const place = { mac, device: device.name, master: null, destination: end };
  const entry = host.forwardings.learn(place, now);
  if (entry !== null) emit({ kind: "forwarding-learned", entry });
}

// linux net/ipv4/ip_tunnel.c: ip_tunnel_lookup: the device that knows both ends comes first, one that knows none last.
function takePacket(buffer: SocketBuffer, kind: "ipip" | "gre", context: PassContext): PassResult {
  const { packet } = buffer;
  const { payload } = packet.transport;
  const fitting = context.host.namespace.devices
    .flatMap((device) => {
      const { link } = device;
      if (link.kind !== kind || !device.up) return [];
      const isLocal = link.local === null || link.local === packet.destination;
      const isRemote = link.remote === null || link.remote === packet.source;
      const known = Number(link.local !== null) + 2 * Number(link.remote !== null);
      return isLocal && isRemote ? [{ device, known }] : [];
    })
    .sort((a, b) => b.known - a.known);
  const [best] = fitting;
  if (best === undefined || payload.kind !== "packet") {
    const stopped = endPass(buffer, context, "rejected", { kind: "no-protocol", protocol: kind });
    return { ...stopped, answer: icmpAnswer(context, buffer, "protocol-unreachable") };
  }
  return taken(best.device, { kind: "packet", packet: payload.packet }, buffer, context);
}

function taken(
  { name }: Device,
  carried: Carried,
  { mark }: SocketBuffer,
  { emit }: PassContext,
): PassResult {
  const reason = { kind: "decapsulated", device: name } as const;
  emit({ kind: "packet-ended", disposition: "consumed", reason });
  return { kind: "decapsulated", device: name, carried, mark };
}
