import type { ServiceHeader } from "../../trace/header.js";
import type { Trace } from "../../trace/trace.js";
import type { Rect } from "../mark/box.js";
import { shownOutside, shownServices } from "./actors.js";
import type { LanPort } from "./join-lan.js";
import { deviceKey, insideKey, lanDeviceOf } from "./spot.js";
import type { SpotMap } from "./spot.js";
import type { OutsidePlan, StagePlan } from "./stage-plan.js";

/** The height of the row below the nodes' network. */
export const FOOT_HEIGHT = 50;

const OUTSIDE_WIDTH = 150;
const NARROWEST_SERVICE = 150;
const WIDEST_SERVICE = 250;
const GAP = 12;
const MORE = 130;

/** What stands below the nodes' network: Services, wired to nothing, and hosts outside the cluster, wired to the network. */
export function footPlan(
  trace: Trace,
  given: {
    readonly rect: Rect;
    readonly inPlay: ServiceHeader | null;
    readonly bar: Rect | null;
    readonly lane: Rect;
    readonly map: SpotMap;
    readonly ports: LanPort[];
  },
): Pick<StagePlan, "outside" | "services" | "hiddenServices"> & { readonly firstWire: number } {
  const { rect } = given;
  const hosts = shownOutside(trace);
  const right = rect.x + rect.width;
  const outside = hosts.map((namespace, index): OutsidePlan => {
    const x = right - (hosts.length - index) * (OUTSIDE_WIDTH + GAP) + GAP;
    const box = { x, y: rect.y, width: OUTSIDE_WIDTH, height: rect.height };
    return { namespace, rect: box, wire: wireUp(trace, namespace, box, given) };
  });
  const room = (outside[0]?.rect.x ?? right + GAP) - GAP - rect.x;
  return {
    outside,
    ...servicesPlan(trace, { ...rect, width: room }, given.inPlay),
    firstWire: outside[0]?.wire[0]?.x ?? right,
  };
}

/** Services side by side, as many as fit; the one in play is never left out. */
export function servicesPlan(
  trace: Trace,
  rect: Rect,
  inPlay: ServiceHeader | null,
): Pick<StagePlan, "services" | "hiddenServices"> {
  const all = trace.header.services.length;
  const fitting = Math.max(1, Math.floor((rect.width + GAP) / (NARROWEST_SERVICE + GAP)));
  const limit =
    all <= fitting ? all : Math.max(1, Math.floor((rect.width - MORE) / (NARROWEST_SERVICE + GAP)));
  const { shown, hidden } = shownServices(trace, limit, inPlay);
  const free = rect.width - (hidden.length > 0 ? MORE : 0);
  const width = Math.min(
    WIDEST_SERVICE,
    (free - GAP * (shown.length - 1)) / Math.max(1, shown.length),
  );
  const services = shown.map((service, index) => ({
    service,
    rect: { x: rect.x + index * (width + GAP), y: rect.y, width, height: rect.height },
  }));
  const end = rect.x + shown.length * (width + GAP);
  const hiddenServices =
    hidden.length === 0
      ? null
      : {
          names: hidden,
          at: { x: end, y: rect.y + rect.height / 2 + 4 },
          room: rect.x + rect.width - end,
        };
  return { services, hiddenServices };
}

function wireUp(
  { header }: Trace,
  namespace: Trace["header"]["namespaces"][number],
  box: Rect,
  { bar, lane, map, ports }: Parameters<typeof footPlan>[1],
): OutsidePlan["wire"] {
  const x = box.x + box.width / 2;
  map.place(insideKey(namespace.id), { x, y: box.y }, lane);
  const device = lanDeviceOf(header, namespace);
  if (device === null || bar === null) return [];
  const key = deviceKey(namespace.id, device);
  map.place(key, { x, y: box.y - 11 }, lane);
  map.join(insideKey(namespace.id), key, []);
  const at = { x, y: bar.y + bar.height / 2 };
  ports.push({ key, at });
  return [at, { x, y: box.y }];
}
