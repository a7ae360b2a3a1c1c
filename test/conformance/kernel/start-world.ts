import { DEFAULT_PROXY_SETTINGS } from "../../../src/cluster/proxy-settings.js";
import { prefix } from "../../../src/base/prefix.js";
import { createRandom } from "../../../src/base/random.js";
import type { Scenario } from "../../../src/cluster/scenario.js";
import type { Topology } from "../../../src/cluster/topology/topology.js";
import { NOMINAL_TIMES } from "../../../src/simulation/nominal.js";
import { createWorld } from "../../../src/simulation/set-up/create-world.js";
import type { World } from "../../../src/simulation/world.js";

/** A world of declared hosts alone, at time 0. */
export function startWorld(topology: Topology): World {
  const scenario: Scenario = {
    title: { en: "world" },
    seed: 1,
    cluster: {
      settings: {
        version: "1.36",
        podRanges: [prefix("10.244.0.0/16")],
        serviceRanges: [prefix("10.96.0.0/16")],
        nodeRanges: [],
        domain: "cluster.local",
        proxy: DEFAULT_PROXY_SETTINGS,
        cni: { kind: "kindnet" },
      },
      nodes: [],
      pods: [],
      deployments: [],
      lastAddresses: {},
      namespaces: [],
      services: [],
      endpointSlices: [],
      givenSlices: [],
      corefile: "",
    },
    topology,
    upstreams: [],
    play: [],
  };
  const { world, diagnostics } = createWorld(scenario, createRandom(1), NOMINAL_TIMES);
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return world;
}
