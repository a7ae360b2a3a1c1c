import { familyOf } from "../../base/address.js";
import { hash } from "../../base/random.js";
import { socketBuffer } from "../../netfilter/socket-buffer.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { TunnelEnd } from "../bridge/forwarding-table.js";
import { endPass } from "../pass/end-pass.js";
import { linkHeaderOf } from "../pass/link-header.js";
import type { PassContext, PassPart, PassResult } from "../pass/pass-result.js";
import type { VxlanDevice } from "./vxlan-device.js";
import { tupleOfInner } from "./inner-flow.js";
import { outerWay } from "./outer-way.js";
import { vxlanEnds } from "./vxlan-ends.js";

// linux include/net/ip_tunnels.h: an outer packet has the TTL of a packet of the host's own.
const OUTER_TTL = 64;
// linux include/net/udp_tunnel.h: udp_flow_src_port takes a port from net.ipv4.ip_local_port_range.
const [FIRST_PORT, LAST_PORT] = [32_768, 60_999];

/** A VXLAN device puts a frame into a UDP datagram to the tunnel end that it knows for the frame's destination, or into one for each end (linux drivers/net/vxlan/vxlan_core.c: vxlan_xmit). */
export function encapsulateFrame(
  buffer: SocketBuffer,
  device: VxlanDevice,
  context: PassContext,
): PassResult {
  const header = linkHeaderOf(buffer);
  const ends = vxlanEnds(context.host, device.name, header.destination, context.now);
  const last = ends.at(-1);
  if (last === undefined) {
    return endPass(buffer, context, "lost", { kind: "no-tunnel-end", device: device.name });
  }
  const copies = ends.slice(0, -1).map((end): PassPart => {
    const copy = context.born(buffer.packet, "kernel");
    context.emit({ kind: "packet-copied", copy: copy.packet, port: device.name });
    return { context: copy, result: encapsulateTo(buffer, { device, end }, copy) };
  });
  const result = encapsulateTo(buffer, { device, end: last }, context);
  return copies.length === 0
    ? result
    : { kind: "several", parts: [...copies, { context, result }] };
}

function encapsulateTo(
  buffer: SocketBuffer,
  { device, end: { address: end, via } }: { readonly device: VxlanDevice; readonly end: TunnelEnd },
  context: PassContext,
): PassResult {
  const { link, name } = device;
  const { local } = link;
  const way = outerWay(context.host, { name, local, end, via, mark: buffer.mark });
  if (way.kind === "none") {
    const disposition = way.reason.kind === "no-route" ? "unroutable" : "dropped";
    return endPass(buffer, context, disposition, way.reason);
  }
  const frame = { ...linkHeaderOf(buffer), packet: buffer.packet };
  const outer = {
    ...socketBuffer(
      {
        family: familyOf(end),
        source: way.source,
        destination: end,
        ttl: OUTER_TTL,
        dontFragment: false,
        fragment: null,
        transport: {
          protocol: "udp",
          sourcePort: sourcePort(buffer),
          destinationPort: link.port,
          payload: { kind: "frame", network: link.vni, ...frame },
        },
      },
      name,
      null,
    ),
    // The outer packet is the same buffer to the kernel: what it was marked with stays.
    mark: buffer.mark,
    owner: buffer.owner,
  } as const;
  return { kind: "encapsulated", device: name, via, outer };
}

// The kernel hashes the flow with a secret that it draws at its start; all packets of a flow get one port.
function sourcePort({ packet }: SocketBuffer): number {
  const range = LAST_PORT - FIRST_PORT + 1;
  return FIRST_PORT + (hash(`vxlan ${tupleOfInner(packet)}`) % range);
}
