import { contains } from "../../base/prefix.js";
import type { Router } from "./router.js";
import type { FibResult } from "./fib.js";
import { incomingFlow } from "./flow.js";
import { ALL_HOSTS, EVERYBODY, GROUPS, LOOPBACK_RANGE, NOBODY } from "./address-type.js";
import { REFUSED, martian, notForwarding } from "./input-decision.js";
import type { InputDecision, InputRefusal, InputWish } from "./input-decision.js";
import { decideIpv6Input } from "./decide-ipv6-input.js";
import { chooseHop, flowKey } from "./multipath.js";
import { routeBy } from "./route-state.js";
import { validateSource } from "./validate-source.js";
import type { CheckedSource } from "./validate-source.js";

/** Routes a packet that came in (linux net/ipv4/route.c: ip_route_input_slow; net/ipv6/route.c: ip6_route_input). */
export function decideInput(host: Router, wish: InputWish): InputDecision {
  return wish.packet.family === "ipv4" ? decideIpv4(host, wish) : decideIpv6Input(host, wish);
}

function decideIpv4(host: Router, wish: InputWish): InputDecision {
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
  host: Router,
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

function badSource(device: string, check: "reverse-path" | "martian-source"): InputRefusal {
  return { ...REFUSED, reason: { kind: check, device }, check };
}
