import type { Pod } from "../../cluster/pod.js";
import { namespaceOfPod } from "../set-up/actor-namespace.js";
import { closeTcp } from "../socket/tcp-socket.js";
import { placeKey } from "../socket/socket-table.js";
import type { LivePlace } from "./live-place.js";

/** The processes of a pod exit: nobody listens any more, and the kernel closes what was open. */
export function endProcesses({ world }: LivePlace, pod: Pod): void {
  const stack = world.stacks.get(namespaceOfPod(pod));
  if (stack === undefined) return;
  const { listeners, udp, connections } = stack.sockets;
  const servers = pod.containers.flatMap((container) => container.servers);
  const ports = new Set(servers.map(({ port }) => port));
  const isOwn = (port: number): boolean => !pod.hostNetwork || ports.has(port);
  for (const { address, port } of servers) {
    listeners.delete(placeKey(address, port));
    udp.delete(placeKey(address, port));
  }
  const running = world.servers.get(stack.id) ?? [];
  const own = running.filter(({ port }) => isOwn(port));
  for (const { life } of own) {
    life.ended = true;
    life.held = null;
  }
  world.servers.set(
    stack.id,
    running.filter((one) => !own.includes(one)),
  );
  // What they have asked others for comes to nobody.
  const programs = new Set(own.map(({ program }) => program));
  for (const [key, { program }] of [...udp]) if (programs.has(program)) udp.delete(key);
  for (const connection of [...connections.values()])
    if (isOwn(connection.local.port)) closeTcp(world, stack, connection);
}
