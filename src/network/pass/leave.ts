import { required } from "../../base/assert.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Emit } from "../../trace/event/event.js";
import { outputDevice } from "../host.js";
import type { Host } from "../host.js";
import { formatRoute } from "../route.js";
import type { Route } from "../route.js";
import { endPass } from "./end-pass.js";
import { passHook } from "./pass-hook.js";
import type { PassContext, PassResult } from "./pass-result.js";

/** Reports the route of a packet that goes on to another host or out of this one. */
export function noteRoute(
  emit: Emit,
  route: Route,
  buffer: SocketBuffer,
  decision: "forward" | "local" | "output",
): void {
  emit({
    kind: "route-chosen",
    destination: buffer.packet.destination,
    route: formatRoute(route),
    device: decision === "local" ? null : outputDevice(route),
    gateway: route.gateway,
    decision,
    table: route.table,
    priority: route.table === "local" ? 0 : 32_766,
  });
}

/** Reports that no route matches. */
export function noteNoRoute(emit: Emit, buffer: SocketBuffer): void {
  const { destination } = buffer.packet;
  emit({
    kind: "route-chosen",
    destination,
    route: null,
    device: null,
    gateway: null,
    decision: "none",
    table: null,
    priority: null,
  });
}

/** The last part of the way out: POSTROUTING, the next hop's hardware address, the device. */
export function leaveHost(buffer: SocketBuffer, route: Route, context: PassContext): PassResult {
  const device = outputDevice(route);
  const post = passHook("POSTROUTING", { ...buffer, output: device }, context);
  if (post.kind === "stopped") return post;
  if (route.kind === "local") return { kind: "looped", buffer: post.buffer };
  return transmit(post.buffer, route, context);
}

function transmit(buffer: SocketBuffer, route: Route, context: PassContext): PassResult {
  const { host, emit } = context;
  const { packet } = buffer;
  const device = deviceOf(host, outputDevice(route));
  const { segment } = device;
  if (segment === null) {
    const { destination } = packet;
    return endPass(buffer, context, "lost", { kind: "outside", destination });
  }
  // The next hop was settled with the route: a translation in POSTROUTING changes only the source.
  const nextHop = route.gateway ?? packet.destination;
  const mac = host.neighbours.get(segment)?.get(nextHop);
  if (mac === undefined) {
    // linux: the queue of a neighbour that never answers is dropped, and nobody is told of forwarded packets.
    return endPass(buffer, context, "lost", { kind: "no-neighbour", address: nextHop });
  }
  emit({ kind: "neighbour-found", address: nextHop, mac, device: device.name });
  emit({ kind: "device-left", device: device.name, segment });
  return {
    kind: "transmitted",
    segment,
    device: device.name,
    frame: { source: device.mac, destination: mac, packet },
  };
}

function deviceOf(host: Host, name: string): Host["namespace"]["devices"][number] {
  const { devices, id } = host.namespace;
  return required(
    devices.find((device) => device.name === name),
    `device ${name} of ${id}`,
  );
}
