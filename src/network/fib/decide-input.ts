import { contains } from "../../base/prefix.js";
import type { IcmpCause } from "../../packet/icmp-error.js";
import type { Packet } from "../../packet/packet.js";
import type { Disposition, EndReason } from "../../trace/event/network-event.js";
import type { Host } from "../host.js";
import type { Route } from "../route.js";
import type { FibResult } from "./fib.js";
import { incomingFlow } from "./flow.js";
import { ALL_HOSTS, EVERYBODY, GROUPS, LOOPBACK_RANGE, NOBODY } from "./address-type.js";
import { decideIpv6Input } from "./decide-ipv6-input.js";
import { chooseHop, flowKey } from "./multipath.js";
import { routeBy } from "./route-state.js";
import { validateSource } from "./validate-source.js";
import type { CheckedSource } from "./validate-source.js";

/** What the routing decision makes of a packet that came in by a device. */
export type InputDecision =
  | { readonly kind: "local"; readonly route: Route | null; readonly priority: number }
  | {
      readonly kind: "forward";
      readonly route: Route;
      readonly priority: number;
      /** The sender could have taken the next hop itself: it is on the same link, and the packet goes back there. */
      readonly redirects: boolean;
    }
  | InputRefusal;

/** The packet ends at the routing decision. */
export interface InputRefusal {
  readonly kind: "refused";
  readonly disposition: Disposition;
  readonly reason: EndReason;
  /** What the sender is told; null for silence. */
  readonly cause: IcmpCause | null;
  /** The check that refused it, where it was its source or an address that cannot be. */
  readonly check: "reverse-path" | "martian-source" | "martian-destination" | null;
  /** The route that ended it; null where there was none, or another reason. */
  readonly route: Route | null;
  /** Whether the tables were asked. */
  readonly isRouted: boolean;
}

/** A packet at the routing decision. */
export interface InputWish {
  readonly packet: Packet;
  readonly mark: number;
  readonly input: string;
}

/** Routes a packet that came in (linux net/ipv4/route.c: ip_route_input_slow; net/ipv6/route.c: ip6_route_input). */
export function decideInput(host: Host, wish: InputWish): InputDecision {
  return wish.packet.family === "ipv4" ? decideIpv4(host, wish) : decideIpv6Input(host, wish);
}

function decideIpv4(host: Host, wish: InputWish): InputDecision {
  const { packet, input, mark } = wish;
  const { source, destination } = packet;
  const { settings } = host;
  if (contains(GROUPS.ipv4, source) || source === EVERYBODY)
    return martian(input, "martian-source");
  if (destination === EVERYBODY) return broadcast(host, wish);
  // linux net/ipv4/route.c: ip_route_input_rcu. Nobody here joins a group beside the one that all are in.
  if (contains(GROUPS.ipv4, destination)) {
    return destination === ALL_HOSTS
      ? { kind: "local", route: null, priority: 0 }
      : { ...REFUSED, reason: { kind: "not-for-us" } };
  }
  if (source === NOBODY) return martian(input, "martian-source");
  if (destination === NOBODY) return martian(input, "martian-destination");
  const routesLocalnet = settings.either(input, "route_localnet");
  if (!routesLocalnet && contains(LOOPBACK_RANGE.ipv4, destination))
    return martian(input, "martian-destination");
  if (!routesLocalnet && contains(LOOPBACK_RANGE.ipv4, source))
    return martian(input, "martian-source");

  const found = host.fib.lookUp(incomingFlow(packet, input, mark));
  const forwards = settings.ofDevice("ipv4", input, "forwarding") !== 0;
  if (found.kind !== "route") return unroutable(wish, found, forwards);
  const { route, priority } = found;
  if (route.kind === "broadcast") return broadcast(host, wish, found);
  if (route.kind === "local") {
    const checked = validateSource(host, { ...checkedOf(wish), output: null });
    if (checked.kind === "refused") return badSource(input, checked.check);
    return { kind: "local", route, priority };
  }
  if (!forwards) return notForwarding(input);
  if (route.kind !== "unicast") return martian(input, "martian-destination");
  const policy = settings.number("net/ipv4/fib_multipath_hash_policy");
  const hop = chooseHop(found.hops, {
    random: host.random,
    flow: flowKey(packet, String(policy)),
    prefers: () => false,
  });
  const checked = validateSource(host, { ...checkedOf(wish), output: hop.device });
  if (checked.kind === "refused") return badSource(input, checked.check);
  const redirects =
    hop.device === input && checked.isOnLink && settings.either(input, "send_redirects");
  return { kind: "forward", route: routeBy(route, hop), priority, redirects };
}

function checkedOf({ packet, input, mark }: InputWish): Omit<CheckedSource, "output"> {
  return { source: packet.source, destination: packet.destination, input, mark };
}

function broadcast(
  host: Host,
  { packet, input, mark }: InputWish,
  found?: FibResult & { readonly kind: "route" },
): InputDecision {
  if (packet.source !== NOBODY) {
    const { source } = packet;
    const checked = validateSource(host, { source, destination: null, input, output: null, mark });
    if (checked.kind === "refused") return badSource(input, checked.check);
  }
  return { kind: "local", route: found?.route ?? null, priority: found?.priority ?? 0 };
}

// linux net/ipv4/route.c: ip_error. A host that does not forward says nothing at all.
function unroutable(
  { packet, input }: InputWish,
  found: FibResult & { readonly kind: "refused" | "none" },
  forwards: boolean,
): InputRefusal {
  if (!forwards) return notForwarding(input);
  const { destination } = packet;
  const ended = { ...REFUSED, disposition: "unroutable", isRouted: true } as const;
  if (found.kind === "none")
    return { ...ended, reason: { kind: "no-route", destination }, cause: "net-unreachable" };
  const { route } = found;
  const reason = { kind: "refused-by-route", route: found.by, destination } as const;
  switch (found.by) {
    case "blackhole":
      return { ...ended, disposition: "dropped", reason, route };
    case "unreachable":
      return {
        ...ended,
        reason,
        route,
        cause: route === null ? "net-unreachable" : "host-unreachable",
      };
    case "prohibit":
      return { ...ended, reason, route, cause: "administratively-prohibited" };
  }
}

const REFUSED = {
  kind: "refused",
  disposition: "dropped",
  cause: null,
  check: null,
  route: null,
  isRouted: false,
} as const;

/** Forwarding is off on the device that the packet came in by. */
export function notForwarding(device: string): InputRefusal {
  return { ...REFUSED, reason: { kind: "not-forwarding", device } };
}

/** An address that cannot be. */
export function martian(
  device: string,
  check: "martian-source" | "martian-destination",
): InputRefusal {
  return { ...REFUSED, reason: { kind: check, device }, check };
}

function badSource(device: string, check: "reverse-path" | "martian-source"): InputRefusal {
  return { ...REFUSED, reason: { kind: check, device }, check };
}
