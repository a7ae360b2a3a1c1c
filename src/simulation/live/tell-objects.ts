import type { Cluster } from "../../cluster/cluster.js";
import { objectKey } from "../../trace/api-object.js";
import type { ApiObject } from "../../trace/api-object.js";
import { apiObjects } from "../header/api-objects.js";
import type { LivePlace } from "./live-place.js";

/** Tells what the API server holds differently from when it was told last; nothing where nothing differs. */
export function tellObjects({ world, live }: LivePlace, next: Cluster): void {
  const before = live.told;
  live.told = next;
  const was = apiObjects(onlyChanged(before, next));
  const is = apiObjects(onlyChanged(next, before));
  const old = new Map(was.map((one) => [objectKey(one), one]));
  const objects = is.filter((one) => !isSame(one, old.get(objectKey(one))));
  const keys = new Set(is.map(objectKey));
  const removed = [...old.keys()].filter((key) => !keys.has(key));
  if (objects.length + removed.length === 0) return;
  world.recorder.emit(null, null, { kind: "objects-written", objects, removed });
}

// A list that is the same has nothing to tell, however long it is.
function onlyChanged(
  one: Cluster,
  other: Cluster,
): Pick<Cluster, "nodes" | "services" | "endpointSlices" | "pods"> {
  const { nodes, services, endpointSlices, pods } = one;
  return {
    nodes: nodes === other.nodes ? [] : nodes,
    services: services === other.services ? [] : services,
    endpointSlices: endpointSlices === other.endpointSlices ? [] : endpointSlices,
    pods: pods === other.pods ? [] : pods,
  };
}

function isSame({ object }: ApiObject, old: ApiObject | undefined): boolean {
  if (old === undefined) return false;
  return old.object === object || JSON.stringify(old.object) === JSON.stringify(object);
}
