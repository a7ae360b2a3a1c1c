import { gatewayOf } from "../cluster/address-pool.js";
import type { Upstream } from "../cluster/scenario.js";
import type { Draft } from "./draft.js";
import { hasCluster } from "./host/has-cluster.js";

/** The upstreams; without any, the gateway of the nodes' network is one that knows no name, as docker's resolver without Internet. */
export function upstreamsOf({ document, upstreams, settings }: Draft): readonly Upstream[] {
  if (!hasCluster(document) && upstreams.length === 0) return [];
  const [range] = settings.nodeRanges;
  const gateway = range === undefined ? null : gatewayOf(range);
  const said = upstreams.length > 0 ? upstreams : [{ address: null, records: [] }];
  return said.flatMap(({ address, records }) => {
    const place = address ?? gateway;
    return place === null ? [] : [{ address: place, records }];
  });
}
