import type { DeviceHeader } from "../../../trace/host-tables.js";
import type { NamespaceId } from "../../../trace/id.js";
import type { NamespaceHeader, SegmentHeader } from "../../../trace/header.js";
import type { Rect } from "../../mark/box.js";
import type { Point } from "../../mark/polyline.js";
import type { NodePlan, PodPlan, StagePlan } from "../stage-plan.js";

/** Where everything stands on a stage of hosts. */
export interface HostStagePlan extends StagePlan {
  readonly hosts: readonly HostPlan[];
  readonly cables: readonly CablePlan[];
  readonly hiddenHosts: {
    readonly names: readonly string[];
    readonly at: Point;
    readonly room: number;
  } | null;
}

/** A host's card: what it bridges with at the left or above, its stack at the right or below, who is inside above, its devices below. */
export interface HostPlan {
  readonly namespace: NamespaceHeader;
  readonly rect: Rect;
  readonly headY: number;
  readonly inner: readonly PodPlan[];
  readonly hidden: readonly NonNullable<NodePlan["hidden"]>[];
  readonly bridges: readonly BridgePlan[];
  /** Null for what only bridges. */
  readonly stack: Rect | null;
  readonly stackText: Point & { readonly room: number };
  readonly pills: readonly PillPlan[];
  /** The lines inside the card. */
  readonly wires: readonly InnerWire[];
}

/** A line inside a card. */
export interface InnerWire {
  readonly points: readonly Point[];
  /** Whose wires come to it, and where: it begins at the first of those that are there. Null for a line of the card's own. */
  readonly ends: readonly { readonly namespace: NamespaceId; readonly x: number }[] | null;
}

/** A bridge's box. */
export interface BridgePlan {
  readonly device: DeviceHeader;
  readonly rect: Rect;
}

/** A device at the lower edge of a card. */
export interface PillPlan {
  readonly device: DeviceHeader;
  /** Its name, as far as there is room for it. */
  readonly label: string;
  readonly rect: Rect;
  /** Whether it is a tunnel, or made on another device: no cable leaves it. */
  readonly isVirtual: boolean;
}

/** A cable or a network between hosts. */
export interface CablePlan {
  readonly segment: SegmentHeader;
  /** Its name with its prefixes. */
  readonly name: string;
  readonly lines: readonly (readonly Point[])[];
  /** Where its name stands; null where there is no room. */
  readonly label: (Point & { readonly room: number; readonly anchor: "start" | "end" }) | null;
}
