import { address, familyOf } from "../../src/base/address.js";
import { required } from "../../src/base/assert.js";
import { prefix } from "../../src/base/prefix.js";
import { createRandom } from "../../src/base/random.js";
import type { Random } from "../../src/base/random.js";
import type { HostNetfilter } from "../../src/network/host.js";
import { createHost } from "../../src/network/host.js";
import { LOOPBACK_DEVICE, device } from "../../src/network/device.js";
import type { Device } from "../../src/network/device.js";
import { hashedMac } from "../../src/network/mac-address.js";
import { namespace } from "../../src/network/namespace.js";
import type { Namespace } from "../../src/network/namespace.js";
import { joinNetwork, mainTables } from "../../src/network/network.js";
import type { SegmentPlan } from "../../src/network/network.js";
import type { Segment } from "../../src/network/segment.js";
import { route } from "../../src/network/route.js";
import type { Route } from "../../src/network/route.js";
import { kernelRoutes } from "../../src/network/set-up/kernel-route.js";
import { NO_PAYLOAD } from "../../src/packet/packet.js";
import type { Packet } from "../../src/packet/packet.js";
import { createCarriage } from "../../src/simulation/carriage.js";
import { launchPacket } from "../../src/simulation/journey.js";
import { createLinks } from "../../src/simulation/links.js";
import { createNeighbourQueues } from "../../src/simulation/neighbour-queue.js";
import { NOMINAL_TIMES } from "../../src/simulation/nominal.js";
import { createRecorder } from "../../src/simulation/recorder.js";
import { createScheduler } from "../../src/simulation/scheduler/scheduler.js";
import { createSocketTable } from "../../src/simulation/socket/socket-table.js";
import type { Stack, World } from "../../src/simulation/world.js";
import type { TraceEvent } from "../../src/trace/event/event.js";
import { namespaceId, queryId } from "../../src/trace/id.js";
import type { NamespaceId } from "../../src/trace/id.js";

/** A device of a test's host, by what is not the usual; addresses as `10.0.0.1/24`. */
export type WiredDevice = Partial<Omit<Device, "addresses">> & {
  readonly addresses?: readonly string[];
};

/** A host of a test. */
export interface WiredHost extends Partial<
  Pick<Namespace, "kind" | "sysctls" | "neighbours" | "forwardings">
> {
  readonly devices: Readonly<Record<string, WiredDevice>>;
  /** `default via 10.0.0.1`, or routes as they are. */
  readonly routes?: readonly (string | Route)[];
  readonly netfilter?: HostNetfilter;
}

/** A world of hosts and cables; a cable is named by its ends, `a:eth0 b:eth0`. */
export interface Wired {
  readonly world: World;
  readonly stack: (host: string) => Stack;
  /** Sends a datagram, and plays until nothing is under way; what happened meanwhile. */
  readonly send: (host: string, to: string, fields?: Partial<Packet>) => readonly TraceEvent[];
  /** The state of a device from now on. */
  readonly change: (host: string, device: string, fields: Partial<Device>) => void;
}

/** Builds the hosts, plugs the cables in, and waits. */
export function wire(hosts: Readonly<Record<string, WiredHost>>, cables: readonly string[]): Wired {
  const plans = cables.map((id): SegmentPlan => ({ id, kind: "veth", name: id }));
  const plugged = new Map(cables.flatMap((id) => id.split(" ").map((end) => [end, id] as const)));
  const network = joinNetwork(
    Object.entries(hosts).map(([name, host]) => namespaceOf(name, host, plugged)),
    plans,
  );
  const random = createRandom(1);
  const stacks = network.namespaces.map((made): Stack => {
    const netfilter = hosts[made.name]?.netfilter ?? null;
    const host = createHost(made, netfilter);
    return { id: made.id, host, sockets: createSocketTable(random.fork(made.id)) };
  });
  const world = worldOf(stacks, network.segments, random);
  const stack = (name: string): Stack => required(world.stacks.get(idOf(name)), name);
  return {
    world,
    stack,
    send: (from, to, fields = {}) => {
      const since = world.recorder.events.length;
      const origin = { program: "test", parent: null, connection: null };
      launchPacket(world, stack(from), datagram(stack(from), to, fields), origin);
      while (!world.scheduler.isQuiet() && world.scheduler.step());
      return world.recorder.events.slice(since);
    },
    change: (name, changed, fields) => {
      const { host } = stack(name);
      const devices = host.namespace.devices.map((one) =>
        one.name === changed ? { ...one, ...fields } : one,
      );
      host.change({ ...host.namespace, devices });
    },
  };
}

function worldOf(stacks: readonly Stack[], segments: readonly Segment[], random: Random): World {
  const scheduler = createScheduler();
  const carriage = createCarriage();
  let queries = 0;
  const world: World = {
    scheduler,
    recorder: createRecorder(
      () => scheduler.now(),
      (ended) => carriage.ended(ended),
    ),
    nominal: NOMINAL_TIMES,
    stacks: new Map(stacks.map((one) => [one.id, one])),
    segments: new Map(segments.map((segment) => [segment.id, segment])),
    gone: new Set(),
    servers: new Map(),
    links: createLinks(random.fork("links")),
    carriage,
    queues: createNeighbourQueues(),
    bridged: new Map(),
    queries: new Map(),
    asked: new WeakMap(),
    nextQuery: () => queryId(++queries),
    launch: (stack, packet, origin) => {
      launchPacket(world, stack, packet, origin);
    },
  };
  return world;
}

function namespaceOf(
  name: string,
  host: WiredHost,
  plugged: ReadonlyMap<string, string>,
): Namespace {
  const { devices: wished, routes = [], kind = "host" } = host;
  const { sysctls = {}, neighbours = [], forwardings = [] } = host;
  const devices = Object.entries(wished).map(([own, { addresses = [], ...fields }]) =>
    device({
      name: own,
      mac: hashedMac(`${name} ${own}`),
      segment: plugged.get(`${name}:${own}`) ?? null,
      addresses: addresses.map(interfaceAddress),
      ...fields,
    }),
  );
  return namespace({
    id: idOf(name),
    kind,
    name,
    devices: [LOOPBACK_DEVICE, ...devices],
    routes: mainTables([
      ...devices.flatMap(kernelRoutes),
      ...routes.map((one) => routeOf(one, devices)),
    ]),
    sysctls,
    neighbours,
    forwardings,
  });
}

function interfaceAddress(text: string): Device["addresses"][number] {
  const [own = "", length = "32"] = text.split("/");
  return { address: address(own), length: Number(length) };
}

// `10.9.0.0/16 via 10.0.0.1 [dev eth0]`
function routeOf(said: string | Route, devices: readonly Device[]): Route {
  if (typeof said !== "string") return said;
  const [to = "", , via = "", , dev] = said.split(" ");
  const gateway = address(via);
  const destination = prefix(to === "default" ? "0.0.0.0/0" : to);
  return route({ destination, gateway, device: dev ?? devices[0]?.name ?? null });
}

function datagram({ host }: Stack, to: string, fields: Partial<Packet>): Packet {
  const destination = address(to);
  const own = host.namespace.devices.flatMap(({ addresses }) =>
    addresses.map((one) => one.address),
  );
  const family = familyOf(destination);
  const source = own.find((one) => familyOf(one) === family && !/^(127\.|::1$)/.test(one));
  return {
    family,
    source: required(source, "an address to send from"),
    destination,
    ttl: 64,
    dontFragment: false,
    fragment: null,
    transport: { protocol: "udp", sourcePort: 1000, destinationPort: 2000, payload: NO_PAYLOAD },
    ...fields,
  };
}

function idOf(name: string): NamespaceId {
  return namespaceId(`host/${name}`);
}

/** One line for each fact that a test names: `b device-entered eth0`. */
export function factsOf(
  events: readonly TraceEvent[],
  kinds: readonly TraceEvent["kind"][],
): readonly string[] {
  return events
    .filter(({ kind }) => kinds.includes(kind))
    .map((event) => `${event.namespace?.replace("host/", "") ?? ""} ${factOf(event)}`);
}

function factOf(event: TraceEvent): string {
  // Any other fact is told by its name.
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check
  switch (event.kind) {
    case "device-entered":
      return `-> ${event.device}`;
    case "device-left":
      return `<- ${event.device}`;
    case "bridge-decided":
      return `${event.bridge} ${event.decision} ${event.ports.join(",")}`.trimEnd();
    case "forwarding-learned": {
      const { mac, device: behind, destination } = event.entry;
      return `learned ${mac} ${behind}${destination === null ? "" : ` ${destination}`}`;
    }
    case "neighbour-asked":
      return `who has ${event.address} ${event.device}`;
    case "neighbour-changed":
      return `${event.entry.address} ${event.entry.device} ${event.entry.state}`;
    case "hook-entered":
      return `[${event.hook} ${event.input ?? "-"} ${event.output ?? "-"}`;
    case "hook-left":
      return `${event.hook}]`;
    case "packet-ended":
      return `${event.disposition} ${event.reason.kind}`;
    case "ttl-decremented":
      return `ttl ${event.ttl}`;
    default:
      return event.kind;
  }
}
