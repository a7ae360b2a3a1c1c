import { prefix } from "../../../src/base/prefix.js";
import type { Cluster } from "../../../src/cluster/cluster.js";

/** No cluster at all. */
export const EMPTY_CLUSTER: Cluster = {
  settings: {
    version: "1.36",
    podRanges: [prefix("10.244.0.0/16")],
    serviceRanges: [prefix("10.96.0.0/16")],
    nodeRanges: [],
    domain: "cluster.local",
    proxyMode: "iptables",
    cni: { kind: "kindnet" },
  },
  nodes: [],
  pods: [],
  namespaces: [],
  services: [],
  endpointSlices: [],
  corefile: "",
};
