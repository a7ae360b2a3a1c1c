import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { AttachedConnection } from "../../netfilter/socket-buffer.js";
import { socketBuffer } from "../../netfilter/socket-buffer.js";
import type { Packet } from "../../packet/packet.js";
import { outputDevice, outputRoute } from "../host.js";
import type { Route } from "../route.js";
import { endPass } from "./end-pass.js";
import { leaveHost, noteNoRoute, noteRoute } from "./leave.js";
import { passHook } from "./pass-hook.js";
import type { PassContext, PassResult } from "./pass-result.js";

/** A packet's pass out of the namespace that made it. `connection` is what the kernel attached to an answer of its own. */
export function sendPacket(
  packet: Packet,
  connection: AttachedConnection | null,
  context: PassContext,
): PassResult {
  const { host, emit } = context;
  const route = outputRoute(host, packet.destination);
  const made = { ...socketBuffer(packet, null, null), connection };
  if (route === null) {
    noteNoRoute(emit, made);
    const { destination } = packet;
    return endPass(made, context, "unroutable", { kind: "no-route", destination });
  }
  noteRoute(emit, route, made, "output");
  const output = passHook("OUTPUT", { ...made, output: outputDevice(route) }, context);
  return output.kind === "stopped" ? output : rerouted(output.buffer, packet, route, context);
}

// linux net/netfilter/core: ip_route_me_harder. A translated destination is routed again, inside OUTPUT; `-o` goes on
// showing the old device until POSTROUTING. Marks choose no route here: there is no `ip rule`.
function rerouted(
  buffer: SocketBuffer,
  before: Packet,
  route: Route,
  context: PassContext,
): PassResult {
  const { destination } = buffer.packet;
  if (destination === before.destination) return leaveHost(buffer, route, context);
  const again = outputRoute(context.host, destination);
  if (again === null) {
    noteNoRoute(context.emit, buffer);
    return endPass(buffer, context, "dropped", { kind: "reroute-failed", destination });
  }
  noteRoute(context.emit, again, buffer, "output");
  return leaveHost(buffer, again, context);
}
