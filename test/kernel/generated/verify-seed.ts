import { loadScenario } from "../../../src/language/load.js";
import type { Scenario } from "../../../src/cluster/scenario.js";
import { hostRules, scenarioNetwork } from "../../../src/simulation/set-up/scenario-network.js";
import { startCoredns } from "../../../src/simulation/set-up/start-coredns.js";
import { buildLab } from "../../../src/verify/lab/lab.js";
import type { Lab } from "../../../src/verify/lab/lab.js";
import { reloadLab } from "../../../src/verify/lab/reload-lab.js";
import { startServers } from "../../../src/verify/play/start-servers.js";
import { verifyInLab } from "../../../src/verify/verify-scenario.js";
import { worldOfSeed } from "./arbitrary-world.js";
import { PLAIN_WORLD, worldText } from "./world-text.js";

// Below the first retransmission.
const SECONDS_FOR_REQUEST = 0.7;
const QUIET_MILLISECONDS = 60;

/** The namespaces that all generated worlds are played in. */
export async function buildGeneratedLab(): Promise<Lab> {
  const started = startCoredns(scenarioOf(worldText(PLAIN_WORLD)), null);
  const { network } = scenarioNetwork(started.scenario);
  // Whatever rules come later, every hook is watched from the start.
  const rules = network.namespaces.map(({ id }) => ({
    namespace: id,
    ruleSets: [],
    nftables: "",
    ipsets: [],
    ipvs: "",
  }));
  const lab = await buildLab(network, rules);
  await startServers(started, lab);
  return lab;
}

/** What is not the same on the machine and in the simulation in the world of a seed, with the world's text; nothing where they agree. */
export async function verifySeed(lab: Lab, seed: number): Promise<SeedReport> {
  const text = worldText(worldOfSeed(seed), seed);
  const scenario = scenarioOf(text);
  const { network, rules } = scenarioNetwork(scenario);
  const loaded = await reloadLab(lab, network, hostRules(rules));
  const { requests, trace } = await verifyInLab(scenario, loaded, {
    secondsForRequest: SECONDS_FOR_REQUEST,
    quietMilliseconds: QUIET_MILLISECONDS,
  });
  const agreed = requests.reduce((sum, report) => sum + report.agreed, 0);
  const differences = requests.flatMap(({ client, command, differences: all }) =>
    all.map(
      ({ where, kernel, simulated }) =>
        `${client} ${command}: ${where}:\n  kernel    ${kernel ?? "-"}\n  simulated ${simulated ?? "-"}`,
    ),
  );
  const hits = trace.events.filter(({ kind }) => kind === "rule-hit").length;
  return { seed, text, agreed, hits, differences };
}

/** What came of a seed. */
export interface SeedReport {
  readonly seed: number;
  readonly text: string;
  readonly agreed: number;
  /** How often a rule was met. */
  readonly hits: number;
  readonly differences: readonly string[];
}

function scenarioOf(text: string): Scenario {
  const { scenario, diagnostics } = loadScenario({ name: "generated", text });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (scenario === null || errors.length > 0) throw new Error(`${JSON.stringify(errors)}\n${text}`);
  return scenario;
}
