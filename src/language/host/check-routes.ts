import { errorAt } from "../../base/diagnostic.js";
import type { Diagnostic, Report } from "../../base/diagnostic.js";
import { formatPrefix } from "../../base/prefix.js";
import { completeRoute, connectedRoutes } from "../../cluster/topology/complete-route.js";
import type {
  CompletedRoute,
  KnownRoute,
  RouteFault,
  RoutedDevice,
} from "../../cluster/topology/complete-route.js";
import { LOOPBACK_ADDRESSES } from "../../cluster/topology/loopback.js";
import type { RouteDeclaration } from "../../cluster/topology/route.js";
import { nearParameters } from "../value/name.js";
import type { HostDraft } from "./host-draft.js";

/** Reports routes that the kernel would not take, and leaves them out. Those of nodes depend on their CNI, and are checked when the network is built. */
export function checkRoutes(host: HostDraft, report: Report): readonly RouteDeclaration[] {
  if (host.kind === "node") return host.routes;
  const devices = routedDevices(host);
  let known: readonly KnownRoute[] = connectedRoutes(devices);
  return host.routes.filter((said) => {
    const completed = completeRoute(said, { devices, routes: known });
    if ("fault" in completed) {
      report(routeMistake(said, completed.fault, host));
      return false;
    }
    known = [...known, knownRoute(completed.route)];
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

/** The diagnostic of a route that the kernel refuses. */
export function routeMistake(
  { destination, span }: RouteDeclaration,
  { reason, about }: RouteFault,
  host: {
    readonly name: { readonly value: string };
    readonly devices: Iterable<readonly [string, unknown]>;
  },
): Diagnostic {
  const shared = { host: host.name.value };
  switch (reason) {
    case "unknown-device": {
      const near = nearParameters(
        about,
        [...host.devices].map(([name]) => name),
      );
      return errorAt(span, "unknown-device", { ...shared, name: about, ...near });
    }
    case "device-down":
      return errorAt(span, "route-device-down", { ...shared, name: about });
    case "invalid-gateway":
      return errorAt(span, "invalid-gateway", { ...shared, gateway: about });
    case "own-gateway":
      return errorAt(span, "own-gateway", { ...shared, gateway: about });
    case "onlink-needs-device":
      return errorAt(span, "onlink-needs-device", { expected: ["dev DEVICE"] });
    case "host-scope-gateway":
      return errorAt(span, "host-scope-gateway", {});
    case "invalid-source":
      return errorAt(span, "invalid-route-source", { ...shared, address: about });
    case "exists":
      return errorAt(span, "duplicate-route", { ...shared, route: formatPrefix(destination) });
  }
}
