import type { HostEvent } from "../event/host-event.js";
import type {
  DeviceHeader,
  ForwardingEntry,
  HostTables,
  NeighbourEntry,
  RouteLine,
  RoutingRuleLine,
} from "../host-tables.js";
import { addressShape, familyShape } from "./packet-shape.js";
import { virtualServerShape } from "./ipvs-shape.js";
import { nftablesShape } from "./nftables-shape.js";
import { ruleSetShape } from "./rule-set-shape.js";
import {
  count,
  flag,
  list,
  nullable,
  object,
  oneOf,
  optional,
  partial,
  record,
  text,
  type Shape,
} from "./shape.js";

type EventOf<Kind extends HostEvent["kind"]> = HostEvent & { readonly kind: Kind };

const device: Shape<DeviceHeader> = object<DeviceHeader>({
  name: text,
  mac: text,
  addresses: list(text),
  segment: nullable(text),
  kind: text,
  details: text,
  mtu: count,
  up: flag,
  master: nullable(text),
  lower: optional(text),
  hairpin: flag,
  promiscuous: flag,
});

const neighbour: Shape<NeighbourEntry> = object<NeighbourEntry>({
  address: addressShape,
  device: text,
  mac: nullable(text),
  state: oneOf<NeighbourEntry["state"]>({
    PERMANENT: 1,
    REACHABLE: 1,
    STALE: 1,
    DELAY: 1,
    INCOMPLETE: 1,
    FAILED: 1,
  }),
});

const forwarding: Shape<ForwardingEntry> = object<ForwardingEntry>({
  mac: text,
  device: text,
  master: nullable(text),
  destination: nullable(addressShape),
  permanent: flag,
});

const TABLES: { readonly [Name in keyof HostTables]-?: Shape<HostTables[Name]> } = {
  devices: list(device),
  routes: list(object<RouteLine>({ family: familyShape, table: text, text })),
  routingRules: list(object<RoutingRuleLine>({ family: familyShape, text })),
  neighbours: list(neighbour),
  forwardings: list(forwarding),
  sysctls: record(text),
  ipsets: list(text),
  virtualServers: optional(list(virtualServerShape)),
};

/** What a namespace's tools list. */
export const hostTablesShape: Shape<HostTables> = object<HostTables>(TABLES);

/** The events of hosts, by kind. */
export const HOST_SHAPES: {
  readonly [Kind in HostEvent["kind"]]: Shape<Omit<EventOf<Kind>, "kind">>;
} = {
  "command-run": object({ command: text }),
  "neighbour-asked": object({ address: text, device: text }),
  "neighbour-changed": object({ entry: neighbour }),
  "neighbour-removed": object({ address: text, device: text }),
  "forwarding-learned": object({ entry: forwarding }),
  "forwarding-removed": object({ mac: text, device: text }),
  "tables-changed": object({ tables: partial<HostTables>(TABLES) }),
  "rules-changed": object({ ruleSet: ruleSetShape }),
  "nftables-changed": object({ nftables: nftablesShape }),
};
