import type { Device } from "../device.js";
import type { NextHop, Route } from "../route.js";

/** The ways out of a route; a route that ends packets has none. */
export function hopsOf(route: Route): readonly NextHop[] {
  if (route.hops.length > 0) return route.hops;
  const { device, gateway, onlink } = route;
  return device === null ? [] : [{ device, gateway, onlink, weight: 1 }];
}

/** The route by one of its ways out; it goes on naming all of them, as it is listed. */
export function routeBy(route: Route, { device, gateway, onlink }: NextHop): Route {
  const isSame = route.device === device && route.gateway === gateway && route.onlink === onlink;
  return isSame ? route : { ...route, device, gateway, onlink };
}

/**
 * The routes that are left with these devices: those by a device that is down are gone (linux net/ipv4/fib_semantics.c:
 * fib_sync_down_dev; net/ipv6/route.c: rt6_sync_down_dev). IPv4 keeps what has the scope host, so that an address of
 * a device that is down still answers.
 */
export function routesLeft(routes: readonly Route[], devices: readonly Device[]): readonly Route[] {
  const isUp = new Map(devices.map(({ name, up }) => [name, up]));
  return routes.filter((route) => {
    if (isKept(route)) return true;
    const hops = hopsOf(route);
    return hops.length === 0 || hops.some(({ device }) => isUp.get(device) ?? false);
  });
}

/** Whether an IPv4 route stays when its device goes down: its next hop has the scope nowhere. */
export function isKept({ destination, scope, gateway, hops }: Route): boolean {
  return destination.family === "ipv4" && scope === "host" && gateway === null && hops.length === 0;
}
