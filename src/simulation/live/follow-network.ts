import type { Cluster } from "../../cluster/cluster.js";
import { followedNamespace } from "../../network/follow-namespace.js";
import type { Namespace } from "../../network/namespace.js";
import { forgetDevice } from "../../network/neighbour/forget-device.js";
import { knowNeighbours } from "../../network/neighbour/known-neighbours.js";
import { noteNeighbour } from "../../network/neighbour/note-neighbour.js";
import { staticNeighbours } from "../../network/neighbour/static-neighbours.js";
import { hostTables } from "../../network/host-tables.js";
import type { Network } from "../../network/network.js";
import { changeHost } from "../change/change-host.js";
import { withoutProxy } from "../set-up/node-proxy.js";
import { wiredNetwork } from "../set-up/scenario-network.js";
import { wiresOf } from "../wires.js";
import type { Stack } from "../world.js";
import { addNamespace } from "./add-namespace.js";
import { followCniRules } from "./follow-cni-rules.js";
import type { LivePlace } from "./live-place.js";

/** Lets the CNI make the network of a cluster as it is now: namespaces come and go, and nodes gain and lose what leads to them. */
export function followNetwork(place: LivePlace, cluster: Cluster): void {
  const { world, live } = place;
  // What kube-proxy has made is no work of the CNI's.
  const before = { ...live.network, namespaces: live.network.namespaces.map(withoutProxy) };
  const { network: after } = wiredNetwork({ ...live.scenario(), cluster });
  live.network = after;
  const was = new Map(before.namespaces.map((one) => [one.id, one]));
  const is = new Map(after.namespaces.map((one) => [one.id, one]));
  for (const { id } of before.namespaces) if (!is.has(id)) removeNamespace(place, id);
  followSegments(place, before, after);
  const added = after.namespaces.filter(({ id }) => !was.has(id));
  const stacks = added.map((namespace) => addNamespace(place, namespace, cluster));
  for (const next of after.namespaces) {
    const old = was.get(next.id);
    const stack = world.stacks.get(next.id);
    if (old !== undefined && stack !== undefined) followHost(place, stack, old, next);
  }
  for (const stack of stacks) settleIn(place, stack);
  followCniRules(place, cluster);
  live.wired = cluster;
}

function followHost({ world }: LivePlace, stack: Stack, old: Namespace, next: Namespace): void {
  const { host } = stack;
  const now = host.namespace;
  const followed = followedNamespace(now, old, next);
  if (followed === now) return;
  const emit = world.recorder.emitter(stack.id, null);
  const names = new Set(followed.devices.map(({ name }) => name));
  const gone = now.devices.filter(({ name }) => !names.has(name));
  changeHost({ world, stack }, followed, "none");
  for (const { name } of gone) forgetDevice(host, name, emit);
  for (const { address, device, mac, state, since } of staticNeighbours(followed)) {
    if (host.neighbours.get({ address, device })?.state === "PERMANENT") continue;
    noteNeighbour(
      host,
      { address, device },
      { mac, state, since },
      { now: world.scheduler.now(), emit },
    );
  }
}

function removeNamespace({ world }: LivePlace, id: Namespace["id"]): void {
  const stack = world.stacks.get(id);
  if (stack === undefined) return;
  world.gone.add(id);
  for (const connection of stack.sockets.connections.values()) {
    connection.retransmission?.cancel();
    connection.delayedAck?.cancel();
  }
  stack.sockets.connections.clear();
  stack.host.change({ ...stack.host.namespace, devices: [], routes: { ipv4: [], ipv6: [] } });
  world.recorder.emit(id, null, { kind: "namespace-removed" });
}

function followSegments({ world, header }: LivePlace, before: Network, after: Network): void {
  const was = new Map(before.segments.map((segment) => [segment.id, segment]));
  const is = new Set(after.segments.map(({ id }) => id));
  for (const { id } of before.segments) if (!is.has(id)) world.segments.delete(id);
  for (const segment of after.segments) {
    const { id, kind, name, ports } = segment;
    if (JSON.stringify(was.get(id)) === JSON.stringify(segment)) continue;
    world.segments.set(id, segment);
    if (header.segments.some((known) => known.id === id)) continue;
    const places = ports.map(({ namespace, device }) => ({ namespace, device }));
    header.segments.push({ id, kind, name, ports: places });
  }
}

// A pod has been probed before anything of the play speaks to it: it and its node know each other, as at the start.
function settleIn({ world }: LivePlace, stack: Stack): void {
  const { namespace } = stack.host;
  const cables = namespace.devices.flatMap(
    ({ segment }) => world.segments.get(segment ?? "") ?? [],
  );
  const ends = new Set([stack.id, ...cables.flatMap(({ ports }) => ports.map((p) => p.namespace))]);
  const hosts = new Map(
    [...ends].flatMap((id) => {
      const host = world.stacks.get(id)?.host;
      return host === undefined ? [] : [[id, host] as const];
    }),
  );
  const tables = new Map([...hosts].map(([id, host]) => [id, hostTables(host)]));
  knowNeighbours(hosts, cables, wiresOf(world));
  for (const [id, host] of hosts) {
    const { neighbours, forwardings } = hostTables(host);
    const old = tables.get(id);
    const emit = world.recorder.emitter(id, null);
    for (const entry of neighbours) {
      const known = old?.neighbours.some((one) => JSON.stringify(one) === JSON.stringify(entry));
      if (known !== true) emit({ kind: "neighbour-changed", entry });
    }
    if (JSON.stringify(old?.forwardings) !== JSON.stringify(forwardings))
      emit({ kind: "tables-changed", tables: { forwardings } });
  }
}
