import type { IpvsEvent, ScheduleChoice, ServerLoad } from "../event/ipvs-event.js";
import type { IpvsConnectionId } from "../id.js";
import type {
  IpvsConnectionEntry,
  RealServer,
  VirtualProtocol,
  VirtualServer,
  VirtualServerAddress,
  VirtualServerFlag,
} from "../virtual-server.js";
import { addressShape, familyShape } from "./packet-shape.js";
import {
  count,
  list,
  nullable,
  number,
  numbered,
  object,
  oneOf,
  text,
  variant,
  type Shape,
} from "./shape.js";

type EventOf<Kind extends IpvsEvent["kind"]> = IpvsEvent & { readonly kind: Kind };

const protocol: Shape<VirtualProtocol> = oneOf<VirtualProtocol>({ tcp: 1, udp: 1, sctp: 1 });

/** A virtual server, as tables list it. */
export const virtualServerShape: Shape<VirtualServer> = object<VirtualServer>({
  of: variant<VirtualServerAddress, "kind">("kind", {
    address: object({ protocol, address: addressShape, port: count }),
    mark: object({ mark: count, family: familyShape }),
  }),
  scheduler: text,
  persistentSeconds: nullable(count),
  maskBits: nullable(count),
  flags: list(oneOf<VirtualServerFlag>({ "one-packet": 1, "flag-1": 1, "flag-2": 1, "flag-3": 1 })),
  realServers: list(
    object<RealServer>({
      address: addressShape,
      port: count,
      method: oneOf<RealServer["method"]>({ masq: 1, route: 1, tunnel: 1 }),
      weight: count,
    }),
  ),
});

const connection = numbered<IpvsConnectionId>();

const entry: Shape<IpvsConnectionEntry> = object<IpvsConnectionEntry>({
  protocol: oneOf<IpvsConnectionEntry["protocol"]>({ tcp: 1, udp: 1, sctp: 1, ip: 1 }),
  server: text,
  client: text,
  virtual: text,
  real: text,
  state: text,
  counts: oneOf<IpvsConnectionEntry["counts"]>({ active: 1, inactive: 1, template: 1 }),
  expiresAt: number,
});

const loads = list(
  object<ServerLoad>({
    realServer: text,
    weight: count,
    active: count,
    inactive: count,
    load: count,
  }),
);

const choice: Shape<ScheduleChoice> = variant<ScheduleChoice, "kind">("kind", {
  next: object({ scheduler: oneOf<"rr">({ rr: 1 }), after: nullable(text) }),
  "next-of-weight": object({
    scheduler: oneOf<"wrr">({ wrr: 1 }),
    after: nullable(text),
    weight: count,
  }),
  least: object({
    scheduler: oneOf<"lc" | "wlc" | "sed" | "nq">({ lc: 1, wlc: 1, sed: 1, nq: 1 }),
    loads,
  }),
  idle: object({ scheduler: oneOf<"nq">({ nq: 1 }), loads }),
  hash: object({
    scheduler: oneOf<"sh" | "dh" | "mh">({ sh: 1, dh: 1, mh: 1 }),
    of: text,
    place: count,
    size: count,
  }),
  persistent: object({ template: connection }),
  none: object({}),
});

/** The events of IPVS, by kind. */
export const IPVS_SHAPES: {
  readonly [Kind in IpvsEvent["kind"]]: Shape<Omit<EventOf<Kind>, "kind">>;
} = {
  "virtual-server-found": object({ hook: text, server: text, scheduler: text }),
  "real-server-scheduled": object({
    hook: text,
    server: text,
    realServer: nullable(text),
    choice,
  }),
  "ipvs-connection-created": object({ connection, entry }),
  "ipvs-connection-updated": object({ connection, entry }),
  "ipvs-connection-expired": object({
    connection,
    reason: oneOf<EventOf<"ipvs-connection-expired">["reason"]>({
      expired: 1,
      "no-real-server": 1,
      reused: 1,
    }),
  }),
  "ipvs-connection-found": object({
    hook: text,
    connection,
    direction: oneOf<"in" | "out">({ in: 1, out: 1 }),
  }),
};
