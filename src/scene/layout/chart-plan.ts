import type { HookHeader } from "../../trace/header.js";
import type { Rect } from "../mark/box.js";
import type { Point } from "../mark/polyline.js";

/** Where the boxes of the netfilter chart stand. */
export interface ChartPlan {
  readonly height: number;
  readonly groups: readonly GroupPlan[];
  /** Where packets enter, are routed, meet a process, leave. */
  readonly places: Readonly<Record<ChartPlace, Rect>>;
  readonly edges: readonly Edge[];
  /** Null for a host without bridges. */
  readonly bridges: BridgeBand | null;
  /** Room for what is known of the packet's connection; null where there is none. */
  readonly note: Rect | null;
}

/** The places of the chart that are no hooks. */
export type ChartPlace =
  | "input"
  | "ingress"
  | "routing-in"
  | "xfrm-in"
  | "process"
  | "routing-out"
  | "xfrm-out"
  | "qdisc"
  | "output";

/** A hook's box and its stations' boxes. */
export interface GroupPlan {
  readonly hook: string;
  readonly rect: Rect;
  readonly stations: readonly StationPlan[];
}

/** A station's box; a slim one has no room for a sign. */
export interface StationPlan {
  readonly station: string;
  readonly rect: Rect;
  readonly isSlim?: boolean;
}

/** What a host with bridges has on top: the bridges' hooks, and where a bridge decides. */
export interface BridgeBand {
  /** What lies behind them; none on a small screen. */
  readonly areas: readonly Rect[];
  /** Where it is said whether br_netfilter is on; null where there is no room. */
  readonly title: (Point & { readonly room: number }) | null;
  readonly groups: readonly GroupPlan[];
  readonly decision: Rect;
}

/** A line from one box to the next: hooks by their names, places by theirs. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
}

/** What stands in the place of `reroute` where there is little room. */
export const ROUTE = "route";

/** The stations of a hook; none where the chart does not know it. */
export function stationsOf(chart: readonly HookHeader[], hook: string): readonly string[] {
  return chart.find((row) => row.hook === hook)?.stations ?? [];
}
