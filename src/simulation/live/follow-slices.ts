import type { Cluster } from "../../cluster/cluster.js";
import { followedSlices } from "../../cluster/control/follow-slices.js";
import type { EndpointSlice } from "../../cluster/endpoint-slice.js";
import { podKey } from "../../cluster/pod.js";
import { serviceKey } from "../../cluster/service.js";
import type { Service } from "../../cluster/service.js";
import type { EndpointChange } from "../../trace/event/cluster-event.js";
import { serviceHeader } from "../header/service-header.js";
import type { LivePlace } from "./live-place.js";
import { CLUSTER_TIMES } from "./nominal-cluster.js";
import { tellObjects } from "./tell-objects.js";

/** The EndpointSlice controller hears of a change, and writes soon after; `watched` hears when it has. */
export function planSlices(place: LivePlace, watched: () => void): void {
  const { world, live } = place;
  if (live.sliceTimer !== null) return;
  live.sliceTimer = world.scheduler.timer(CLUSTER_TIMES.endpointSlices, () => {
    live.sliceTimer = null;
    const before = live.now;
    const endpointSlices = followedSlices(live.sliced, live.now);
    live.now = { ...live.now, endpointSlices };
    live.sliced = live.now;
    if (endpointSlices === before.endpointSlices) return;
    tellObjects(place, live.now);
    noteSlices(place, before, live.now);
    watched();
  });
}

function noteSlices({ world }: LivePlace, before: Cluster, after: Cluster): void {
  for (const service of after.services) {
    const [was, is] = [before, after].map(({ endpointSlices }) =>
      listedIn(endpointSlices, service),
    );
    const changes = changesFrom(was ?? new Map(), is ?? new Map());
    if (changes.length === 0) continue;
    world.recorder.emit(null, null, {
      kind: "endpoints-changed",
      service: serviceHeader(service, after.endpointSlices),
      changes,
    });
  }
}

type Listed = ReadonlyMap<
  string,
  Omit<EndpointChange, "change"> & { readonly state: EndpointState }
>;
type EndpointState = Exclude<EndpointChange["change"], "removed">;

function listedIn(slices: readonly EndpointSlice[], service: Service): Listed {
  const own = slices.filter(
    (slice) =>
      serviceKey({ namespace: slice.namespace, name: slice.service ?? "" }) === serviceKey(service),
  );
  return new Map(
    own.flatMap(({ namespace, endpoints, ports }) =>
      endpoints.flatMap((endpoint) => {
        const state: EndpointState =
          endpoint.terminating === true
            ? "terminating"
            : endpoint.ready === false
              ? "unready"
              : "ready";
        const pod = endpoint.pod === null ? null : podKey({ namespace, name: endpoint.pod });
        return endpoint.addresses.flatMap((address) =>
          ports.map(({ port }) => [`${address} ${port}`, { address, port, pod, state }] as const),
        );
      }),
    ),
  );
}

function changesFrom(was: Listed, is: Listed): readonly EndpointChange[] {
  const now = [...is].flatMap(([key, { state, ...endpoint }]): readonly EndpointChange[] =>
    was.get(key)?.state === state ? [] : [{ ...endpoint, change: state }],
  );
  const gone = [...was].flatMap(([key, { address, port, pod }]): readonly EndpointChange[] =>
    is.has(key) ? [] : [{ address, port, pod, change: "removed" }],
  );
  return [...now, ...gone];
}
