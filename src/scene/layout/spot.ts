import type { NamespaceHeader, TraceHeader } from "../../trace/header.js";
import type { NamespaceId } from "../../trace/id.js";
import type { Place } from "../../trace/state.js";
import type { Rect } from "../mark/box.js";
import type { Point } from "../mark/polyline.js";
import { withoutRepeats } from "../mark/polyline.js";
import type { Spot, StagePlan } from "./stage-plan.js";

/** The key of a place's spot: inside a pod or at its device, at a node's veth or network device, in its stack. */
export function spotKey({ spots }: Pick<StagePlan, "spots">, place: Place): string {
  const { namespace, spot, device } = place;
  const key = spot === "device" && device !== null ? deviceKey(namespace, device) : null;
  // Loopback, processes and the stack of a host are one spot, and so is a device that is not drawn.
  return key !== null && spots.has(key) ? key : insideKey(namespace);
}

/** The spot inside a namespace. */
export function insideKey(namespace: NamespaceId): string {
  return `${namespace}|inside`;
}

/** The spot at a device. */
export function deviceKey(namespace: NamespaceId, device: string): string {
  return `${namespace}|${device}`;
}

/** Collects spots and the ways between them while a plan is made. */
export interface SpotMap {
  readonly spots: Map<string, Spot>;
  readonly ways: Map<string, readonly Point[]>;
  place(key: string, point: Point, lane: Rect): void;
  /** Joins two spots by a way that can be gone in both directions. */
  join(from: string, to: string, between: readonly Point[]): void;
}

/** An empty collection. */
export function createSpotMap(): SpotMap {
  const spots = new Map<string, Spot>();
  const ways = new Map<string, readonly Point[]>();
  return {
    spots,
    ways,
    place: (key, point, lane) => void spots.set(key, { point, lane }),
    join: (from, to, between) => {
      const [start, end] = [spots.get(from)?.point, spots.get(to)?.point];
      if (start === undefined || end === undefined) return;
      const way = withoutRepeats([start, ...between, end]);
      ways.set(`${from}>${to}`, way);
      ways.set(`${to}>${from}`, way.toReversed());
    },
  };
}

/** The way through a list of places; straight where no wire joins two of them, and left out where one is not shown. */
export function wayThrough(
  plan: StagePlan,
  places: readonly Place[],
): readonly (readonly Point[])[] {
  const keys = places.map((place) => spotKey(plan, place));
  return keys.slice(1).flatMap((to, index) => {
    const from = keys[index] ?? to;
    if (from === to) return [];
    const way = plan.ways.get(`${from}>${to}`);
    if (way !== undefined) return [way];
    const [start, end] = [plan.spots.get(from)?.point, plan.spots.get(to)?.point];
    return start === undefined || end === undefined ? [] : [[start, end]];
  });
}

/** A namespace's device on the nodes' network. */
export function lanDeviceOf(header: TraceHeader, namespace: NamespaceHeader): string | null {
  const lans = new Set(header.segments.filter(({ kind }) => kind === "lan").map(({ id }) => id));
  return (
    namespace.tables.devices.find(({ segment }) => segment !== null && lans.has(segment))?.name ??
    null
  );
}

/** A node's end of a pod's veth pair. */
export function nodeEndOf(header: TraceHeader, pod: NamespaceHeader): string | null {
  for (const { segment } of pod.tables.devices) {
    const found = header.segments.find(({ id, kind }) => id === segment && kind === "veth");
    const other = found?.ports.find(({ namespace }) => namespace === pod.node);
    if (other !== undefined) return other.device;
  }
  return null;
}
