import { contains } from "../../base/prefix.js";
import { LOOPBACK } from "../device.js";
import type { Router } from "./router.js";
import { GROUPS, LOOPBACK_RANGE } from "./address-type.js";
import { REFUSED, notForwarding } from "./input-decision.js";
import type { InputDecision, InputWish } from "./input-decision.js";
import { incomingFlow } from "./flow.js";
import { chooseHop, flowKey } from "./multipath.js";
import { routeBy } from "./route-state.js";

/** Routes an IPv6 packet that came in; there is no reverse path filter (linux net/ipv6/ip6_output.c: ip6_forward). */
export function decideIpv6Input(host: Router, { packet, input, mark }: InputWish): InputDecision {
  const { source, destination } = packet;
  const isLoopback = [source, destination].some((end) => contains(LOOPBACK_RANGE.ipv6, end));
  if (contains(GROUPS.ipv6, source) || (isLoopback && input !== LOOPBACK)) {
    const check = contains(LOOPBACK_RANGE.ipv6, destination)
      ? ("martian-destination" as const)
      : ("martian-source" as const);
    return { ...REFUSED, check, reason: { kind: check, device: input } };
  }
  if (contains(GROUPS.ipv6, destination)) return { kind: "local", route: null, priority: 0 };
  const found = host.fib.lookUp(incomingFlow(packet, input, mark));
  const unroutable = { ...REFUSED, disposition: "unroutable", isRouted: true } as const;
  if (found.kind === "none") {
    const reason = { kind: "no-route", destination } as const;
    return { ...unroutable, reason, cause: "net-unreachable" };
  }
  if (found.kind === "refused") {
    const reason = { kind: "refused-by-route", route: found.by, destination } as const;
    const { route } = found;
    switch (found.by) {
      case "blackhole":
        return { ...unroutable, disposition: "dropped", reason, route };
      case "unreachable":
        return { ...unroutable, reason, route, cause: "net-unreachable" };
      case "prohibit":
        return { ...unroutable, reason, route, cause: "administratively-prohibited" };
    }
  }
  const { route, priority } = found;
  if (route.kind === "local") return { kind: "local", route, priority };
  const { settings } = host;
  const forwards =
    settings.ofDevice("ipv6", "all", "forwarding") !== 0 ||
    settings.ofDevice("ipv6", input, "force_forwarding") !== 0;
  if (!forwards) return notForwarding(input);
  const policy = settings.number("net/ipv6/fib_multipath_hash_policy");
  const hop = chooseHop(found.hops, {
    random: host.random,
    flow: flowKey(packet, String(policy)),
    prefers: () => false,
  });
  return { kind: "forward", route: routeBy(route, hop), priority, redirects: hop.device === input };
}
