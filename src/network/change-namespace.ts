import { familyOf } from "../base/address.js";
import type { Prefix } from "../base/prefix.js";
import { LOOPBACK } from "./device.js";
import type { Device } from "./device.js";
import { hopsOf, isKept } from "./fib/route-state.js";
import { rulesInOrder } from "./fib/routing-rule.js";
import type { Namespace, RoutingRule } from "./namespace.js";
import { mainTables } from "./network.js";
import type { Route } from "./route.js";
import { kernelRoutes } from "./set-up/kernel-route.js";

/** The namespace with one route more (`ip route add`); who calls has checked that the kernel takes it. */
export function withRoute(namespace: Namespace, added: Route): Namespace {
  return withRoutes(namespace, [...allRoutes(namespace), added]);
}

/** What tells the route that `ip route del` means; what is absent is not looked at. */
export interface RouteChoice extends Partial<Pick<Route, "gateway" | "device" | "metric">> {
  readonly destination: Prefix;
  readonly table: string;
}

/** The namespace without a route, the first one that fits (`ip route del`); null where there is none: "No such process". */
export function withoutRoute(namespace: Namespace, chosen: RouteChoice): Namespace | null {
  const { destination, table, gateway, device, metric } = chosen;
  const routes = allRoutes(namespace);
  const gone = routes.find(
    (route) =>
      route.table === table &&
      isSamePrefix(route.destination, destination) &&
      (gateway === undefined || route.gateway === gateway) &&
      (device === undefined || route.device === device) &&
      (metric === undefined || route.metric === metric),
  );
  if (gone === undefined) return null;
  return withRoutes(
    namespace,
    routes.filter((route) => route !== gone),
  );
}

/** The namespace with one rule more (`ip rule add`). */
export function withRule(namespace: Namespace, added: RoutingRule): Namespace {
  const routingRules = [...namespace.routingRules, added];
  return { ...namespace, routingRules: routingRules.sort((a, b) => a.priority - b.priority) };
}

/** The namespace without the first rule that fits (`ip rule del`), which may be one that it began with; null where there is none. */
export function withoutRule(
  namespace: Namespace,
  fits: (rule: RoutingRule) => boolean,
): Namespace | null {
  const gone = [...rulesInOrder(namespace, "ipv4"), ...rulesInOrder(namespace, "ipv6")].find(fits);
  if (gone === undefined) return null;
  const { routingRules, rulesGone } = namespace;
  return routingRules.includes(gone)
    ? { ...namespace, routingRules: routingRules.filter((rule) => rule !== gone) }
    : { ...namespace, rulesGone: [...rulesGone, { family: gone.family, priority: gone.priority }] };
}

/**
 * The namespace after `ip link set DEVICE up|down`. Going down takes the routes by the device along, and its IPv6
 * addresses; coming up brings back only what the kernel makes by itself (linux net/ipv4/fib_frontend.c: fib_netdev_event;
 * net/ipv6/addrconf.c: addrconf_ifdown).
 */
export function withLink(namespace: Namespace, name: string, up: boolean): Namespace {
  const before = namespace.devices.find((device) => device.name === name);
  if (before === undefined || before.up === up) return namespace;
  const isIpv4 = ({ address }: Device["addresses"][number]): boolean =>
    familyOf(address) === "ipv4";
  // The loopback device keeps its own.
  const keepsAll = up || name === LOOPBACK;
  const after = {
    ...before,
    up,
    addresses: keepsAll ? before.addresses : before.addresses.filter(isIpv4),
  };
  const devices = namespace.devices.map((device) => (device === before ? after : device));
  const isUp = new Set(devices.filter((device) => device.up).map((device) => device.name));
  const left = allRoutes(namespace).filter((route) => {
    const hops = hopsOf(route);
    return hops.length === 0 || isKept(route) || hops.some(({ device }) => isUp.has(device));
  });
  return withRoutes({ ...namespace, devices }, [...left, ...(up ? kernelRoutes(after) : [])]);
}

function isSamePrefix(a: Prefix, b: Prefix): boolean {
  return a.family === b.family && a.base === b.base && a.length === b.length;
}

function allRoutes({ routes }: Namespace): readonly Route[] {
  return [...routes.ipv4, ...routes.ipv6];
}

function withRoutes(namespace: Namespace, routes: readonly Route[]): Namespace {
  return { ...namespace, routes: mainTables(routes) };
}
