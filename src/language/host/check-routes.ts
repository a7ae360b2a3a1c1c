import type { Report } from "../../base/diagnostic.js";
import { completeRoute, connectedRoutes } from "../../cluster/topology/complete-route.js";
import type {
  CompletedRoute,
  KnownRoute,
  RoutedDevice,
} from "../../cluster/topology/complete-route.js";
import { LOOPBACK_ADDRESSES } from "../../cluster/topology/loopback.js";
import { routeMistake } from "../../cluster/topology/route-mistake.js";
import type { RouteDeclaration } from "../../cluster/topology/route.js";
import type { HostDraft } from "./host-draft.js";

/** How many names a mistyped one is compared with. */
const MOST_NAMES = 500;

/** Reports routes that the kernel would not take, and leaves them out. Those of nodes depend on their CNI, and are checked when the network is built. */
export function checkRoutes(host: HostDraft, report: Report): readonly RouteDeclaration[] {
  if (host.kind === "node") return host.routes;
  const devices = routedDevices(host);
  const known: KnownRoute[] = [...connectedRoutes(devices)];
  return host.routes.filter((said) => {
    const completed = completeRoute(said, { devices, routes: known });
    if ("fault" in completed) {
      const names = [...host.devices.keys()].slice(0, MOST_NAMES);
      report(routeMistake(said, completed.fault, { name: host.name.value, devices: names }));
      return false;
    }
    known.push(knownRoute(completed.route));
    return true;
  });
}

function knownRoute({ hops, ...route }: CompletedRoute): KnownRoute {
  const [only] = hops.length === 1 ? hops : [];
  return { ...route, gateway: only?.gateway ?? null, device: only?.device ?? null };
}

function routedDevices({ devices }: HostDraft): readonly RoutedDevice[] {
  const own = [...devices.values()].map(({ name, up, addresses }) => ({
    name,
    up,
    addresses: addresses.map(({ value }) => value),
  }));
  const lo = own.find(({ name }) => name === "lo");
  const others = own.filter(({ name }) => name !== "lo");
  const addresses = [...LOOPBACK_ADDRESSES, ...(lo?.addresses ?? [])];
  return [{ name: "lo", up: lo?.up ?? true, addresses }, ...others];
}
