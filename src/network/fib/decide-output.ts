import { address, familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { contains, hostPrefix, prefix } from "../../base/prefix.js";
import { LOOPBACK } from "../device.js";
import type { Router } from "./router.js";
import { route } from "../route.js";
import type { NextHop, Route } from "../route.js";
import { EVERYBODY, GROUPS, LOOPBACK_RANGE, NOBODY } from "./address-type.js";
import type { FibResult } from "./fib.js";
import { outgoingFlow } from "./flow.js";
import type { Flow } from "./flow.js";
import { addressKey, chooseHop } from "./multipath.js";
import { routeBy } from "./route-state.js";
import { selectSource } from "./select-source.js";

const LOOPBACK_ADDRESS = address("127.0.0.1");
// 224.0.0.0/24 (RFC 5771 4).
const LOCAL_GROUPS = prefix("224.0.0.0/24");

/** Where a packet of the host's own goes, and with which source address. */
export type OutputDecision =
  | {
      readonly kind: "route";
      readonly route: Route;
      readonly priority: number;
      /** The one that was asked for, or else the one that the route prefers; null where the host has no address. */
      readonly source: Address | null;
      /** What the address is: a socket must be allowed to send to a broadcast address. */
      readonly type: "unicast" | "local" | "broadcast" | "multicast";
    }
  /** The error that a program gets. */
  | { readonly kind: "refused"; readonly error: OutputError; readonly found: FibResult | null };

/** Why a program cannot send, by the names of errno(3). */
export type OutputError = "ENETUNREACH" | "EHOSTUNREACH" | "EACCES" | "EINVAL" | "ENODEV";

/** What a program or the kernel wants to send. */
export type OutputWish = Pick<Flow, "destination"> &
  Partial<Pick<Flow, "source" | "mark" | "output">> & {
    /** What tells the packet's flow from others, where a route has several ways; its addresses if nothing is said. */
    readonly flow?: string;
  };

/** Routes a packet that the host makes (linux net/ipv4/route.c: ip_route_output_key_hash_rcu; net/ipv6/route.c: ip6_route_output_flags). */
export function decideOutput(host: Router, wish: OutputWish): OutputDecision {
  const flow = outgoingFlow(wish);
  const { destination, output, source } = flow;
  if (output !== null) {
    const device = host.namespace.devices.find(({ name }) => name === output);
    if (device === undefined) return { kind: "refused", error: "ENODEV", found: null };
    if (!device.up) return { kind: "refused", error: "ENETUNREACH", found: null };
  }
  if (destination === NOBODY) return toItself(host, flow);
  // linux: who names the device needs no route for what never leaves its link.
  const staysOnLink = contains(LOCAL_GROUPS, destination) || destination === EVERYBODY;
  if (output !== null && staysOnLink) return onLink(host, flow, output);
  const isGroup = contains(GROUPS[familyOf(destination)], destination);
  if (output === null && source !== null && (isGroup || destination === EVERYBODY)) {
    // linux: a group is reached by the device that the source address is of.
    const owner = host.namespace.devices.find(({ addresses }) =>
      addresses.some(({ address }) => address === source),
    );
    if (owner !== undefined) return decideOutput(host, { ...wish, output: owner.name });
  }
  const found = host.fib.lookUp(flow);
  if (found.kind === "route") return routed(host, wish, flow, found);
  // linux: the tables may be wrong; a device that was named has the destination on its link.
  if (output !== null && familyOf(destination) === "ipv4") return onLink(host, flow, output);
  return { kind: "refused", error: errorOf(found), found };
}

// linux: nobody's address stands for the host itself, which is then also where the packet comes from.
function toItself({ namespace, settings }: Router, flow: Flow): OutputDecision {
  const { destination, source, output } = flow;
  const own =
    source ??
    (output === null
      ? LOOPBACK_ADDRESS
      : selectSource(namespace.devices, {
          device: output,
          towards: null,
          family: "ipv4",
          scope: "host",
          routesLocalnet: settings.either(output, "route_localnet"),
        }));
  const made = route({
    kind: "local",
    destination: hostPrefix(destination),
    device: LOOPBACK,
    table: "local",
  });
  return { kind: "route", route: made, priority: 0, source: own, type: "local" };
}

/** The host's own error about a destination that it has no route to. */
function errorOf(found: FibResult): OutputError {
  if (found.kind !== "refused") return "ENETUNREACH";
  switch (found.by) {
    case "unreachable":
      // A rule says that the network is unreachable, a route that the host is.
      return found.route === null ? "ENETUNREACH" : "EHOSTUNREACH";
    case "prohibit":
      return "EACCES";
    case "blackhole":
      return "EINVAL";
  }
}

function routed(
  host: Router,
  wish: OutputWish,
  flow: Flow,
  found: FibResult & { readonly kind: "route" },
): OutputDecision {
  const { priority } = found;
  const { destination } = flow;
  if (found.route.kind === "local") {
    const source = flow.source ?? found.route.source ?? destination;
    return { kind: "route", route: found.route, priority, source, type: "local" };
  }
  const hop = chooseHop(found.hops, {
    random: host.random,
    flow: wish.flow ?? addressKey(flow.source, destination),
    prefers: (candidate) =>
      flow.source !== null && sourceBy(host, found.route, candidate, destination) === flow.source,
  });
  const type = typeOf(found.route, destination);
  const chosen = withoutGateway(routeBy(found.route, hop), type);
  return sentBy(host, found, {
    kind: "route",
    route: host.learned.route(chosen, destination),
    priority,
    source: flow.source ?? sourceBy(host, found.route, hop, destination),
    type,
  });
}

// linux net/ipv4/route.c: __mkroute_output. What has a loopback address stays inside, unless somebody lets it out.
function sentBy(
  { settings }: Router,
  found: FibResult | null,
  decision: OutputDecision & { readonly kind: "route" },
): OutputDecision {
  const { source, route: chosen } = decision;
  const device = chosen.device ?? LOOPBACK;
  const isKeptIn =
    source !== null &&
    familyOf(source) === "ipv4" &&
    contains(LOOPBACK_RANGE.ipv4, source) &&
    device !== LOOPBACK &&
    !settings.either(device, "route_localnet");
  return isKeptIn ? { kind: "refused", error: "EINVAL", found } : decision;
}

// The same: a broadcast needs no gateway, nor does a group that only a default route or the like leads to.
function withoutGateway(chosen: Route, type: "unicast" | "broadcast" | "multicast"): Route {
  const isShort = chosen.destination.family === "ipv4" && chosen.destination.length < 4;
  const isDirect = type === "broadcast" || (type === "multicast" && isShort);
  return isDirect && chosen.gateway !== null ? { ...chosen, gateway: null } : chosen;
}

function typeOf(found: Route, destination: Address): "unicast" | "broadcast" | "multicast" {
  if (destination === EVERYBODY || found.kind === "broadcast") return "broadcast";
  return contains(GROUPS[familyOf(destination)], destination) ? "multicast" : "unicast";
}

function sourceBy(host: Router, found: Route, hop: NextHop, destination: Address): Address | null {
  const family = familyOf(destination);
  return (
    found.source ??
    selectSource(host.namespace.devices, {
      device: hop.device,
      towards: family === "ipv6" ? destination : hop.gateway,
      family,
      scope: found.scope,
      routesLocalnet: host.settings.either(hop.device, "route_localnet"),
    })
  );
}

function onLink(host: Router, flow: Flow, device: string): OutputDecision {
  const { destination } = flow;
  const made = route({ destination: hostPrefix(destination), device, table: "main" });
  const source =
    flow.source ??
    selectSource(host.namespace.devices, {
      device,
      towards: null,
      family: "ipv4",
      scope: "link",
      routesLocalnet: host.settings.either(device, "route_localnet"),
    });
  const type = typeOf(made, destination);
  return sentBy(host, null, { kind: "route", route: made, priority: 0, source, type });
}
