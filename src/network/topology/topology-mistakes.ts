import { errorAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { nearest } from "../../base/nearest.js";
import { required } from "../../base/assert.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { Actor } from "../../cluster/actor.js";
import type { Scenario } from "../../cluster/scenario.js";
import { routeMistake } from "../../cluster/topology/route-mistake.js";
import { buildNetwork } from "../cni/build-network.js";
import { addContainers } from "../docker/add-containers.js";
import type { Namespace } from "../namespace.js";
import type { Network } from "../network.js";
import { sysctlNames } from "../sysctl/sysctl-name.js";
import { writeSysctl } from "../sysctl/write-sysctl.js";
import { buildTopology } from "./build-topology.js";

/** What is wrong with a scenario's hosts that only the network knows: settings of the kernel, and routes of nodes. */
export function topologyMistakes(scenario: Scenario): readonly Diagnostic[] {
  const { topology } = scenario;
  const settings = settingsIn(scenario);
  const ofNodes = topology.nodes.some(({ routes }) => routes.length > 0);
  if (settings.length === 0 && !ofNodes) return [];
  // The cluster's network is only built where something is said of its namespaces.
  const isCluster = ofNodes || settings.some(({ on }) => on.kind === "node" || on.kind === "pod");
  const cluster = isCluster ? buildNetwork(scenario.cluster, []) : NO_NETWORK;
  const { network, refused } = buildTopology(topology, cluster);
  const named = new Map(
    addContainers(network, topology.containers).namespaces.map((known) => [known.id, known]),
  );
  const routes = refused.map(({ namespace, span, ...route }) => {
    const { name, devices } = required(named.get(namespace), "the namespace of a route");
    return routeMistake({ ...route, span }, route.fault, { name, devices: namesOf(devices) });
  });
  return [...routes, ...settings.flatMap((setting) => settingMistake(setting, named))];
}

const NO_NETWORK: Network = { namespaces: [], segments: [] };

interface Setting {
  readonly on: Actor;
  readonly name: string;
  readonly written?: string;
  readonly value: string;
  readonly span: SourceSpan;
}

function settingsIn({ topology, play }: Scenario): readonly Setting[] {
  const declared = [...topology.hosts, ...topology.nodes].flatMap(({ name, kind, sysctls }) =>
    sysctls.map((setting): Setting => ({
      ...setting,
      on: { kind: kind === "node" ? "node" : "host", name },
    })),
  );
  const played = play.flatMap((item): readonly Setting[] =>
    item.kind === "change" && item.change.kind === "sysctl"
      ? [{ ...item.change, span: item.span }]
      : [],
  );
  return [...declared, ...played];
}

function settingMistake(
  { on, name, written: spoken = name, value, span }: Setting,
  named: ReadonlyMap<string, Namespace>,
): readonly Diagnostic[] {
  const place = named.get(`${on.kind}/${on.name}`);
  // A pod or a container in its host's network has that one's settings, which its own lines check.
  if (place === undefined) return [];
  const devices = namesOf(place.devices);
  const written = writeSysctl({}, devices, { name, value });
  const host = on.name;
  switch (written.kind) {
    case "written":
      return [];
    case "unknown": {
      const near = nearest(name, sysctlNames(devices));
      const hint = near === null ? {} : { nearest: likeWritten(near, spoken) };
      return [errorAt(span, "unknown-sysctl", { name: spoken, ...hint })];
    }
    case "no-device": {
      const near = nearest(written.device, devices);
      const hint = near === null ? {} : { nearest: near };
      return [errorAt(span, "unknown-device", { name: written.device, host, ...hint })];
    }
    case "invalid": {
      const expected = written.range === null ? [] : [`${written.range[0]}-${written.range[1]}`];
      const hint = expected.length === 0 ? {} : { expected };
      return [errorAt(span, "bad-sysctl-value", { name: spoken, value, ...hint })];
    }
  }
}

// A name is suggested with the separators of the one written: dots, and slashes inside a device's name, or the reverse.
function likeWritten(path: string, written: string): string {
  if (/[./]/.exec(written)?.[0] !== ".") return path;
  return path.replace(/[./]/g, (separator) => (separator === "." ? "/" : "."));
}

function namesOf(devices: Namespace["devices"]): readonly string[] {
  return devices.map(({ name }) => name);
}
