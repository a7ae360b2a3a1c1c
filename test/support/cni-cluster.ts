import { required } from "../../src/base/assert.js";
import type { CniSettings } from "../../src/cluster/cni-settings.js";
import type { Cluster } from "../../src/cluster/cluster.js";
import { loadScenario } from "../../src/language/load.js";

const SPAN = { source: "cni.json", start: 0, end: 0 };

/** Every CNI with every backend, by a name for tests. */
export const CNI_CASES: readonly (readonly [string, CniSettings])[] = [
  ["kindnet", { kind: "kindnet" }],
  ["bridge", { kind: "bridge", config: null }],
  ["ptp", { kind: "ptp", config: null }],
  ["cloud-routes", { kind: "cloud-routes" }],
  ["flannel vxlan", { kind: "flannel", backend: "vxlan" }],
  ["flannel host-gw", { kind: "flannel", backend: "host-gw" }],
  ["calico ipip", { kind: "calico", backend: "ipip" }],
  ["calico bgp", { kind: "calico", backend: "bgp" }],
  ["weave", { kind: "weave" }],
];

/** Shapes of clusters by what is special about them. */
export const CLUSTERS: Readonly<Record<string, string>> = {
  "one node": "node a\npod p on a\npod q on a\n",
  "three nodes":
    "node a\nnode b\nnode c\ndeployment web {\n  replicas 4\n  on b, c\n}\npod p on b\n",
  "two families":
    "cluster {\n  pods 10.244.0.0/16, fd00:10:244::/56\n  services 10.96.0.0/16, fd00:10:96::/112\n  nodes 172.18.0.0/16, fc00:f853:ccd:e793::/64\n}\nnode a\nnode b\npod p on a\npod q on b\n",
  "a node without pods, and one in the host's network":
    "node a\nnode b\npod p on a { host-network true }\n",
  "long names":
    "node the-node-with-a-very-long-name-of-its-own\nnode the-node-with-a-very-long-name-of-another\npod the-pod-with-a-very-long-name-of-its-own on the-node-with-a-very-long-name-of-another\n",
};

/** A cluster of a scenario's text with the CNI. */
export function clusterWith(text: string, cni: CniSettings): Cluster {
  const { scenario, diagnostics } = loadScenario({ name: "test.hop", text: `hopwise 1\n${text}` });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const { cluster } = required(scenario, "a scenario");
  return { ...cluster, settings: { ...cluster.settings, cni } };
}

/** The bridge plugin with this text for its configuration. */
export function bridgeWith(config: unknown): CniSettings {
  return { kind: "bridge", config: { text: JSON.stringify(config), span: SPAN } };
}
