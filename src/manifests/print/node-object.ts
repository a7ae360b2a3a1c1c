import { formatPrefix } from "../../base/prefix.js";
import type { Node } from "../../cluster/node.js";
import { labelsOrNothing, listOrNothing } from "./part.js";
import type { Printable } from "./print-yaml.js";

/** A Node as the API server would return it, as far as its network goes. */
export function nodeObject({ name, labels, addresses, podRanges, cordoned }: Node): Printable {
  const ranges = podRanges.map(formatPrefix);
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { labels: labelsOrNothing(labels), name },
    spec: {
      podCIDR: ranges[0],
      podCIDRs: listOrNothing(ranges),
      unschedulable: cordoned || undefined,
    },
    status: {
      addresses: [
        ...addresses.map((address) => ({ address, type: "InternalIP" })),
        { address: name, type: "Hostname" },
      ],
    },
  };
}
