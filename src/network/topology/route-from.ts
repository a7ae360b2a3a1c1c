import { completeRoute } from "../../cluster/topology/complete-route.js";
import type { CompletedRoute, RouteFault } from "../../cluster/topology/complete-route.js";
import type { RouteDeclaration } from "../../cluster/topology/route.js";
import type { Namespace } from "../namespace.js";
import type { Route } from "../route.js";

/** The route that a namespace has after `ip route add`, or why the kernel refuses it. */
export function routeFrom(
  said: RouteDeclaration,
  { devices, routes }: Pick<Namespace, "devices" | "routes">,
): { readonly route: Route } | { readonly fault: RouteFault } {
  return routeAmong(said, devices, [...routes.ipv4, ...routes.ipv6]);
}

/** The same with the routes of both families in one list, in any order. */
export function routeAmong(
  said: RouteDeclaration,
  devices: Namespace["devices"],
  routes: readonly Route[],
): { readonly route: Route } | { readonly fault: RouteFault } {
  const completed = completeRoute(said, { devices, routes });
  return "fault" in completed ? completed : { route: routeOf(completed.route) };
}

function routeOf({ hops, ...fields }: CompletedRoute): Route {
  const [only, ...others] = hops;
  const isOne = only !== undefined && others.length === 0;
  return {
    ...fields,
    gateway: isOne ? only.gateway : null,
    device: isOne ? only.device : null,
    onlink: isOne && only.onlink,
    hops: isOne ? [] : hops,
  };
}

/** What the kernel says, by `ip`, of a route that it refuses (linux net/ipv4/fib_semantics.c, net/ipv6/route.c; iproute2). */
export function refusalText({ reason, about }: RouteFault): string {
  const isIpv6 = about.includes(":");
  switch (reason) {
    case "unknown-device":
      return `Cannot find device "${about}"`;
    case "device-down":
      return "Error: Device for nexthop is not up.";
    case "invalid-gateway":
      return isIpv6 ? "RTNETLINK answers: No route to host" : "Error: Nexthop has invalid gateway.";
    case "own-gateway":
      return "Error: Gateway can not be a local address.";
    case "onlink-needs-device":
      return "Error: Nexthop device required for onlink.";
    case "host-scope-gateway":
      return "Error: Route with host scope can not have a gateway.";
    case "invalid-source":
      return isIpv6 ? "Error: Invalid source address." : "Error: Invalid prefsrc address.";
    case "exists":
      return "RTNETLINK answers: File exists";
  }
}
