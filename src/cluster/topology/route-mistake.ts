import { errorAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { nearest } from "../../base/nearest.js";
import { formatPrefix } from "../../base/prefix.js";
import type { RouteFault } from "./complete-route.js";
import type { RouteDeclaration } from "./route.js";

/** The diagnostic of a route that the kernel refuses on a host with these devices. */
export function routeMistake(
  { destination, span }: Pick<RouteDeclaration, "destination" | "span">,
  { reason, about }: RouteFault,
  on: { readonly name: string; readonly devices: readonly string[] },
): Diagnostic {
  const host = on.name;
  switch (reason) {
    case "unknown-device": {
      const near = nearest(about, on.devices);
      const hint = near === null ? {} : { nearest: near };
      return errorAt(span, "unknown-device", { host, name: about, ...hint });
    }
    case "device-down":
      return errorAt(span, "route-device-down", { host, name: about });
    case "invalid-gateway":
      return errorAt(span, "invalid-gateway", { host, gateway: about });
    case "own-gateway":
      return errorAt(span, "own-gateway", { host, gateway: about });
    case "onlink-needs-device":
      return errorAt(span, "onlink-needs-device", { expected: ["dev DEVICE"] });
    case "host-scope-gateway":
      return errorAt(span, "host-scope-gateway", {});
    case "invalid-source":
      return errorAt(span, "invalid-route-source", { host, address: about });
    case "exists":
      return errorAt(span, "duplicate-route", { host, route: formatPrefix(destination) });
  }
}
