import { FAMILIES } from "../base/address.js";
import type { Namespace } from "./namespace.js";
import { inListOrder } from "./route.js";
import type { Route } from "./route.js";
import type { Segment } from "./segment.js";

/** All namespaces of a scenario and what joins them. */
export interface Network {
  readonly namespaces: readonly Namespace[];
  readonly segments: readonly Segment[];
}

/** A segment before anything is plugged in. */
export type SegmentPlan = Omit<Segment, "ports">;

/** The network of these namespaces: each device is plugged into the segment that it names. */
export function joinNetwork(
  namespaces: readonly Namespace[],
  plans: readonly SegmentPlan[],
): Network {
  const ports = new Map<string, Segment["ports"][number][]>(plans.map(({ id }) => [id, []]));
  for (const { id, devices } of namespaces) {
    for (const { name, mac, addresses, segment } of devices) {
      const owned = addresses.map(({ address }) => address);
      ports.get(segment ?? "")?.push({ namespace: id, device: name, mac, addresses: owned });
    }
  }
  return {
    namespaces,
    segments: plans.map((plan) => ({ ...plan, ports: ports.get(plan.id) ?? [] })),
  };
}

/** Routes of both families, sorted into a namespace's main tables. */
export function mainTables(routes: readonly Route[]): Namespace["routes"] {
  const [ipv4 = [], ipv6 = []] = FAMILIES.map((family) =>
    inListOrder(routes.filter(({ destination }) => destination.family === family)),
  );
  return { ipv4, ipv6 };
}
