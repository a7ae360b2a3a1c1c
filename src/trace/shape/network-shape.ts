import type { Disposition, EndReason, NetworkEvent } from "../event/network-event.js";
import type { PacketId } from "../id.js";
import { addressShape, packetShape } from "./packet-shape.js";
import {
  count,
  list,
  nullable,
  numbered,
  object,
  oneOf,
  text,
  variant,
  type Shape,
} from "./shape.js";

type EventOf<Kind extends NetworkEvent["kind"]> = NetworkEvent & { readonly kind: Kind };

/** How a packet ended. */
export const dispositionShape: Shape<Disposition> = oneOf<Disposition>({
  delivered: 1,
  dropped: 1,
  rejected: 1,
  unroutable: 1,
  expired: 1,
  lost: 1,
  consumed: 1,
});

const reason: Shape<EndReason> = variant<EndReason, "kind">("kind", {
  socket: object({ program: text, port: count }),
  "no-socket": object({ port: count }),
  echo: object({}),
  "icmp-socket": object({ program: text, identifier: count }),
  rule: object({ table: text, chain: text, rule: nullable(count) }),
  "no-route": object({ destination: addressShape }),
  ttl: object({}),
  "no-neighbour": object({ address: addressShape }),
  outside: object({ destination: addressShape }),
  "not-for-us": object({}),
  "not-forwarding": object({ device: text }),
  "reverse-path": object({ device: text }),
  "martian-source": object({ device: text }),
  "martian-destination": object({ device: text }),
  "refused-by-route": object({
    route: oneOf<"blackhole" | "unreachable" | "prohibit">({
      blackhole: 1,
      unreachable: 1,
      prohibit: 1,
    }),
    destination: addressShape,
  }),
  "too-big": object({ mtu: count }),
  "device-down": object({ device: text }),
  "no-port": object({ bridge: text }),
  "not-our-mac": object({ device: text }),
  "bridge-loop": object({ bridge: text }),
  "too-long-for-port": object({ port: text, mtu: count }),
  "outer-lost": object({ outer: numbered<PacketId>() }),
  "no-tunnel-end": object({ device: text }),
  "tunnel-loop": object({ device: text }),
  decapsulated: object({ device: text }),
  reassembled: object({}),
  fragmented: object({}),
  "table-full": object({}),
  "lost-on-link": object({ segment: text }),
  "no-protocol": object({ protocol: text }),
  clash: object({}),
  "redirect-not-translated": object({}),
  "no-real-server": object({}),
  "real-server-gone": object({}),
  "loopback-balanced": object({}),
  "reroute-failed": object({ destination: addressShape }),
  "unknown-match": object({ table: text, chain: text, rule: count }),
  "end-of-play": object({}),
  "play-limit": object({}),
});

/** The events of a packet's way, by kind. */
export const NETWORK_SHAPES: {
  readonly [Kind in NetworkEvent["kind"]]: Shape<Omit<EventOf<Kind>, "kind">>;
} = {
  "packet-created": object({
    headers: packetShape,
    program: text,
    parent: nullable(numbered<PacketId>()),
  }),
  "route-chosen": object({
    destination: addressShape,
    route: nullable(text),
    device: nullable(text),
    gateway: nullable(addressShape),
    decision: oneOf<EventOf<"route-chosen">["decision"]>({
      forward: 1,
      local: 1,
      output: 1,
      none: 1,
    }),
    table: nullable(text),
    priority: nullable(count),
  }),
  "source-refused": object({
    check: oneOf<EventOf<"source-refused">["check"]>({
      "reverse-path": 1,
      "martian-source": 1,
      "martian-destination": 1,
    }),
  }),
  "ttl-decremented": object({ ttl: count }),
  "bridge-decided": object({
    bridge: text,
    decision: oneOf<EventOf<"bridge-decided">["decision"]>({
      forward: 1,
      flood: 1,
      local: 1,
      "local-and-flood": 1,
      none: 1,
    }),
    ports: list(text),
    destination: text,
  }),
  "packet-copied": object({ copy: numbered<PacketId>(), port: text }),
  "packet-encapsulated": object({ device: text, outer: numbered<PacketId>() }),
  "packet-decapsulated": object({ device: text, outer: numbered<PacketId>() }),
  "packet-fragmented": object({
    fragments: list(numbered<PacketId>()),
    mtu: count,
    by: oneOf<EventOf<"packet-fragmented">["by"]>({ link: 1, "longest-piece": 1 }),
  }),
  "packet-reassembled": object({ fragments: list(numbered<PacketId>()) }),
  "neighbour-found": object({ address: addressShape, mac: text, device: text }),
  "device-left": object({ device: text, segment: text }),
  "link-crossed": object({
    segment: text,
    fromDevice: text,
    toDevice: text,
    fromNamespace: text,
  }),
  "device-entered": object({ device: text, segment: text }),
  "packet-ended": object({ disposition: dispositionShape, reason }),
};
