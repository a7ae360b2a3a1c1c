import { address } from "../../src/base/address.js";
import type { Packet } from "../../src/packet/packet.js";
import type { EventBody } from "../../src/trace/event/event.js";
import type { DeviceHeader } from "../../src/trace/host-tables.js";
import type {
  NamespaceHeader,
  RuleSetHeader,
  SegmentHeader,
  TraceHeader,
} from "../../src/trace/header.js";
import { namespaceId, packetId, requestId } from "../../src/trace/id.js";
import type { Trace } from "../../src/trace/trace.js";
import { deviceHeader, hostTables } from "./host-tables.js";
import { SMALL_HEADER } from "./small-trace-header.js";

/** A namespace of a small world of hosts. */
export interface WorldHost {
  readonly name: string;
  readonly kind?: NamespaceHeader["kind"];
  /** The host that it stands in. */
  readonly in?: string;
  readonly devices: readonly (Partial<DeviceHeader> & { readonly name: string })[];
  readonly routes?: readonly string[];
  /** Rules by table and chain, as `iptables-save` writes them without `-A CHAIN`. */
  readonly rules?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** A small world of hosts: who there is, and what joins their devices (`host device`). */
export interface World {
  readonly hosts: readonly WorldHost[];
  readonly cables?: Readonly<Record<string, readonly [string, string]>>;
  readonly lans?: Readonly<Record<string, readonly string[]>>;
}

/** The id of a host of a small world. */
export function hostId({ hosts }: World, name: string): ReturnType<typeof namespaceId> {
  const host = hosts.find((one) => one.name === name);
  return namespaceId(`${host?.kind ?? "host"}/${name}`);
}

/** The header of a small world. */
export function worldHeader(world: World): TraceHeader {
  const segments = segmentsOf(world);
  const texts = world.hosts.flatMap(({ rules = {} }) =>
    Object.values(rules).flatMap((chains) => Object.values(chains).flat()),
  );
  const segmentOf = (host: string, device: string): string | null =>
    segments.find(({ ports }) =>
      ports.some((port) => port.namespace === hostId(world, host) && port.device === device),
    )?.id ?? null;
  return {
    ...SMALL_HEADER,
    title: { en: "A small world", ja: "小さな世界" },
    texts,
    ruleSets: world.hosts.flatMap((host) => ruleSetOf(world, host, texts)),
    services: [],
    segments,
    namespaces: world.hosts.map((host, index): NamespaceHeader => ({
      id: hostId(world, host.name),
      kind: host.kind ?? "host",
      name: host.name,
      kubernetesNamespace: null,
      node: host.in === undefined ? null : hostId(world, host.in),
      tables: hostTables(
        host.devices.map((device, place) =>
          deviceHeader({
            mac: `02:00:00:00:${hex(index)}:${hex(place)}`,
            segment: segmentOf(host.name, device.name),
            ...device,
          }),
        ),
        host.routes ?? [],
      ),
      iptables: "nft",
      servers: [],
      resolver: null,
    })),
  };
}

function ruleSetOf(
  world: World,
  { name, rules }: WorldHost,
  texts: readonly string[],
): readonly RuleSetHeader[] {
  if (rules === undefined) return [];
  const tables = Object.entries(rules).map(([table, chains]) => ({
    name: table,
    chains: Object.entries(chains).map(([chain, lines]) => ({
      name: chain,
      policy: /^(PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING)$/.test(chain)
        ? ("ACCEPT" as const)
        : null,
      rules: lines.map((line) => texts.indexOf(line)),
      owners: lines.map(() => ""),
    })),
  }));
  return [{ namespace: hostId(world, name), family: "ipv4", tables }];
}

/** A packet of a small world. */
export const PING: Packet = {
  family: "ipv4",
  source: address("10.0.1.1"),
  destination: address("10.0.2.2"),
  ttl: 64,
  dontFragment: false,
  fragment: null,
  transport: {
    protocol: "icmp",
    type: 8,
    code: 0,
    identifier: 1,
    sequence: 1,
    mtu: null,
    gateway: null,
    quoted: null,
    payload: { kind: "none" },
  },
};

/** A trace of a small world: a request of a host, a packet of it, and what follows, each at `host`, about packet 1 or another. */
export function worldTrace(
  world: World,
  from: string,
  following: readonly (readonly [string, EventBody] | readonly [string, EventBody, number])[],
): Trace {
  const first = [
    [from, { kind: "chapter-started", chapter: 0 }, 0],
    [from, { kind: "request-started", request: requestId(1), command: "ping -c 1 10.0.2.2" }, 0],
    [from, { kind: "packet-created", headers: PING, program: "ping", parent: null }, 1],
  ] as const;
  return {
    header: worldHeader(world),
    events: [...first, ...following].map(([host, body, packet = 1], index) => ({
      at: index,
      namespace: hostId(world, host),
      packet: packet === 0 ? null : packetId(packet),
      ...body,
    })),
  };
}

/** Over a cable, from one device to the other. */
export function over(
  world: World,
  [from, fromDevice]: readonly [string, string],
  [to, toDevice]: readonly [string, string],
): readonly (readonly [string, EventBody])[] {
  const segment =
    segmentsOf(world).find(({ ports }) =>
      ports.some((port) => port.namespace === hostId(world, from) && port.device === fromDevice),
    )?.id ?? "";
  return [
    [from, { kind: "device-left", device: fromDevice, segment }],
    [
      to,
      {
        kind: "link-crossed",
        segment,
        fromDevice,
        toDevice,
        fromNamespace: hostId(world, from),
      },
    ],
  ];
}

function segmentsOf(world: World): readonly SegmentHeader[] {
  const port = (end: string): SegmentHeader["ports"][number] => {
    const [host = "", device = ""] = end.split(" ");
    return { namespace: hostId(world, host), device };
  };
  return [
    ...Object.entries(world.cables ?? {}).map(([id, ends]): SegmentHeader => ({
      id,
      kind: "veth",
      name: id,
      ports: ends.map(port),
    })),
    ...Object.entries(world.lans ?? {}).map(([id, ends]): SegmentHeader => ({
      id,
      kind: "lan",
      name: id,
      ports: ends.map(port),
    })),
  ];
}

function hex(number: number): string {
  return number.toString(16).padStart(2, "0");
}
