import { familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { socketBuffer } from "../../netfilter/socket-buffer.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Device } from "../device.js";
import { endPass } from "../pass/end-pass.js";
import { icmpAnswer } from "../pass/kernel-answer.js";
import type { PassContext, PassResult } from "../pass/pass-result.js";
import { outerWay } from "./outer-way.js";

/**
 * An IPIP or GRE device puts a packet into another one to its remote end; a device without one, such as `tunl0`, sends
 * to the next hop of the route (linux net/ipv4/ip_tunnel.c: ip_tunnel_xmit).
 */
export function encapsulatePacket(
  buffer: SocketBuffer,
  { device, nextHop }: { readonly device: Device; readonly nextHop: Address },
  context: PassContext,
): PassResult {
  const { link, name } = device;
  if (link.kind !== "ipip" && link.kind !== "gre") {
    return endPass(buffer, context, "lost", { kind: "no-tunnel-end", device: name });
  }
  context.emit({ kind: "device-left", device: name, segment: device.segment ?? name });
  const end = link.remote ?? nextHop;
  const { local } = link;
  const way = outerWay(context.host, { name, local, end, via: null, mark: buffer.mark });
  if (way.kind === "none" && way.reason.kind === "tunnel-loop") {
    return endPass(buffer, context, "dropped", way.reason);
  }
  if (way.kind === "none" || familyOf(end) !== "ipv4") {
    const stopped = endPass(buffer, context, "unroutable", { kind: "no-route", destination: end });
    return { ...stopped, answer: icmpAnswer(context, buffer, "host-unreachable") };
  }
  const { packet } = buffer;
  const outer = {
    ...socketBuffer(
      {
        family: "ipv4",
        source: way.source,
        destination: end,
        // The tunnel has no TTL of its own, so that it takes over the inner one.
        ttl: packet.ttl,
        dontFragment: true,
        fragment: null,
        transport: { protocol: link.kind, payload: { kind: "packet", packet } },
      },
      name,
      null,
    ),
    mark: buffer.mark,
    owner: buffer.owner,
  } as const;
  return { kind: "encapsulated", device: name, via: null, outer };
}
