import type { HookHeader } from "../../../trace/header.js";
import type { Rect } from "../../mark/box.js";
import type { GroupPlan } from "../chart-plan.js";
import { stationsOf } from "../chart-plan.js";

/** The heights of a hook's name and of its stages. */
export interface HookDensity {
  readonly label: number;
  readonly chip: number;
}

/** A bridge's hooks with the stages of ebtables, and the hooks of IP that br_netfilter calls inside them. */
export const BRIDGE_HOOKS: readonly HookHeader[] = [
  { hook: "bridge PREROUTING", stations: ["broute", "nat", "ip PREROUTING"] },
  { hook: "bridge INPUT", stations: ["filter"] },
  { hook: "bridge FORWARD", stations: ["filter", "ip FORWARD"] },
  { hook: "bridge OUTPUT", stations: ["nat", "filter"] },
  { hook: "bridge POSTROUTING", stations: ["nat", "ip POSTROUTING"] },
];

const CHIP_GAP = 1;
const PAD = 5;

/** A bridge's hook at a place: its own stages side by side, below them the hook of IP that is called there. */
export function bridgeGroup(
  hook: string,
  { x, width }: Pick<Rect, "x" | "width">,
  y: number,
  { label, chip }: HookDensity,
): GroupPlan {
  const stations = stationsOf(BRIDGE_HOOKS, hook);
  const own = stations.filter((station) => !station.startsWith("ip "));
  const nested = stations.filter((station) => station.startsWith("ip "));
  const inner = { x: x + PAD, width: width - 2 * PAD };
  const share = (inner.width - (own.length - 1) * 2) / own.length;
  const top = y + label;
  return {
    hook,
    rect: { x, y, width, height: hookHeight(hook, { label, chip }) },
    stations: [
      ...own.map((station, index) => ({
        station,
        rect: { x: inner.x + index * (share + 2), y: top, width: share, height: chip },
        isSlim: true,
      })),
      ...nested.map((station) => ({
        station,
        rect: { ...inner, y: top + chip + CHIP_GAP, height: chip },
        isSlim: true,
      })),
    ],
  };
}

/** The height of a bridge's hook. */
export function hookHeight(hook: string, { label, chip }: HookDensity): number {
  const hasNested = stationsOf(BRIDGE_HOOKS, hook).some((station) => station.startsWith("ip "));
  return label + (hasNested ? 2 : 1) * (chip + CHIP_GAP) + PAD;
}
