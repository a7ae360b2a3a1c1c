import type { NamespaceHeader, ServiceHeader } from "../../trace/header.js";
import type { Rect } from "../mark/box.js";
import type { Point } from "../mark/polyline.js";

/** Where everything on the stage stands, the same at every step but for the Service in play, which comes first where not all fit. */
export interface StagePlan {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly NodePlan[];
  readonly hiddenNodes: readonly string[];
  readonly lan: LanPlan | null;
  readonly outside: readonly OutsidePlan[];
  readonly services: readonly { readonly service: ServiceHeader; readonly rect: Rect }[];
  readonly hiddenServices: {
    readonly names: readonly string[];
    readonly at: Point;
    readonly room: number;
  } | null;
  /** Where a packet can be, by the key that `spotKey` makes of a place. */
  readonly spots: ReadonlyMap<string, Spot>;
  /** The way along the wires from one spot to a next one, by `from>to`. */
  readonly ways: ReadonlyMap<string, readonly Point[]>;
  /** A fixed place for the packet's tag; null where it goes beside the packet. */
  readonly strip: Rect | null;
}

/** A node's card. */
export interface NodePlan {
  readonly namespace: NamespaceHeader;
  readonly rect: Rect;
  readonly pods: readonly PodPlan[];
  /** Whether the card has little room for its head. */
  readonly isLow: boolean;
  readonly hidden: {
    readonly names: readonly string[];
    readonly at: Point;
    readonly room: number;
  } | null;
  readonly stack: Rect;
  /** Where the words in the stack's box begin, and how wide they may be. */
  readonly stackText: { readonly x: number; readonly y: number; readonly room: number };
  /** The line inside the stack that packets move along. */
  readonly rail: readonly Point[];
  readonly devices: readonly DevicePlan[];
}

/** A pod's box and its wire. */
export interface PodPlan {
  readonly namespace: NamespaceHeader;
  readonly rect: Rect;
  /** A box with its name above its address in the middle; a row with both in one line, or below each other at the left. */
  readonly form: "box" | "row" | "tall-row";
  readonly wire: readonly Point[];
  readonly wireName: string;
}

/** A device of a node that is drawn, and the wire that leaves it. */
export interface DevicePlan {
  readonly name: string;
  readonly rect: Rect;
  readonly wires: readonly (readonly Point[])[];
}

/** The network that joins the nodes. */
export interface LanPlan {
  readonly name: string;
  readonly bars: readonly Rect[];
  readonly label: { readonly at: Point; readonly room: number };
}

/** A host outside the cluster. */
export interface OutsidePlan {
  readonly namespace: NamespaceHeader;
  readonly rect: Rect;
  readonly wire: readonly Point[];
}

/** A place for the packet, and the free room in which its tag may stand. */
export interface Spot {
  readonly point: Point;
  readonly lane: Rect;
}
