import { contains, prefix } from "../../base/prefix.js";
import type { Namespace } from "../namespace.js";
import type { NextHop, Route } from "../route.js";
import { kernelRoutes } from "./kernel-route.js";
import type { Place } from "./set-up-step.js";
import { hasDeviceUp } from "./task.js";
import type { Task } from "./task.js";

const LINK_LOCAL = prefix("fe80::/10");

/** The routes of a namespace: what the kernel makes with an address stays or goes, the others are added. */
export function routeTasks(namespace: Namespace, at: Place): readonly Task[] {
  const goal = [...namespace.routes.ipv4, ...namespace.routes.ipv6];
  const made = namespace.devices.flatMap(kernelRoutes);
  const kept = new Set(made.map(textOf));
  const wanted = new Set(goal.map(textOf));
  return [
    ...made.filter((route) => !wanted.has(textOf(route))).map((route) => deleting(route, at)),
    ...goal.filter((route) => !kept.has(textOf(route))).map((route) => adding(route, at)),
  ];
}

function deleting({ destination, device }: Route, at: Place): Task {
  const name = device ?? "";
  return {
    isReady: (state) => hasDeviceUp(state, name),
    steps: [{ kind: "delete-route", at, destination, device: name }],
  };
}

function adding(route: Route, at: Place): Task {
  const { device, gateway, onlink, hops } = route;
  const ways = device === null ? hops : [{ device, gateway, onlink }];
  return {
    isReady: (state) => hasSource(state, route) && ways.every((way) => isThere(way, state, route)),
    steps: [{ kind: "add-route", at, route }],
  };
}

// The kernel takes a gateway only where a route without one leads to it (linux net/ipv4/fib_semantics.c: fib_check_nh).
function isThere(
  { device, gateway, onlink }: Pick<NextHop, "device" | "gateway" | "onlink">,
  state: Namespace,
  { destination }: Route,
): boolean {
  if (!hasDeviceUp(state, device)) return false;
  if (gateway === null || onlink || contains(LINK_LOCAL, gateway)) return true;
  return state.routes[destination.family].some(
    (known) =>
      known.gateway === null &&
      known.device === device &&
      known.kind === "unicast" &&
      known.destination.length > 0 &&
      contains(known.destination, gateway),
  );
}

function hasSource(state: Namespace, { source }: Route): boolean {
  return (
    source === null ||
    state.devices.some(({ addresses }) => addresses.some(({ address }) => address === source))
  );
}

function textOf(route: Route): string {
  return JSON.stringify(Object.entries(route).sort(([a], [b]) => (a < b ? -1 : 1)));
}
