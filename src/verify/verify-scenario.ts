import type { Scenario } from "../cluster/scenario.js";
import { hostRules, scenarioNetwork } from "../simulation/set-up/scenario-network.js";
import { startCoredns } from "../simulation/set-up/start-coredns.js";
import type { StartingRules } from "../simulation/set-up/scenario-network.js";
import type { StartedCoredns } from "../simulation/set-up/start-coredns.js";
import { simulate } from "../simulation/simulate.js";
import type { NamespaceId } from "../trace/id.js";
import type { Trace } from "../trace/trace.js";
import { explainedProbes } from "./clause/explained.js";
import { scenarioWithRules, withProbes } from "./clause/with-probes.js";
import type { Difference } from "./pass/compare-passes.js";
import { buildLab } from "./lab/lab.js";
import type { Lab } from "./lab/lab.js";
import { compareRequests } from "./compare-requests.js";
import type { RequestReport } from "./compare-requests.js";
import { kernelDraws } from "./kernel-draws.js";
import { ledRandom } from "./play/lead-draws.js";
import type { Feature } from "./machine/feature.js";
import { missingFeatures } from "./machine/feature.js";
import { neededFeatures } from "./machine/needed-features.js";
import { playForReal } from "./play/play-for-real.js";
import { startServers } from "./play/start-servers.js";
import type { Stopped } from "./play/stopped.js";

/** What may be chosen about a verification. */
export interface VerifyOptions {
  /** How long one request may take; what a program still waits for then is not waited for. */
  readonly secondsForRequest?: number;
  /** How long the kernel must be silent before a request counts as over. */
  readonly quietMilliseconds?: number;
}

/** What a verification came to. */
export type Verified =
  /** The machine cannot do what the scenario needs. */
  | { readonly kind: "skipped"; readonly missing: readonly Feature[] }
  | {
      readonly kind: "verified";
      readonly requests: readonly RequestReport[];
      readonly stopped: Stopped | null;
      /** What came of trying the clauses of rules one by one; null where the play changes rules, or no host has any. */
      readonly clauses: ClauseReport | null;
    };

// Behind the third SYN, and behind what a host says of a neighbour that does not answer.
const SECONDS_FOR_REQUEST = 3.5;
const QUIET_MILLISECONDS = 150;

/** Builds a scenario's network on this machine, plays its requests there, and compares what the kernel did with the simulation. */
export async function verifyScenario(
  declared: Scenario,
  options: VerifyOptions = {},
): Promise<Verified> {
  const started = startCoredns(declared, null);
  const { network, rules } = scenarioNetwork(started.scenario);
  const missing = await missingFeatures();
  const needed = neededFeatures(started.scenario, network, rules);
  const lacking = [...needed].filter((feature) => missing.has(feature));
  if (lacking.length > 0) return { kind: "skipped", missing: lacking };
  const lab = await buildLab(network, hostRules(rules));
  try {
    await startServers(started, lab);
    const verified = await verifyInLab(declared, lab, options);
    lab.end();
    return { kind: "verified", ...verified, clauses: await verifyClauses(started) };
  } finally {
    lab.end();
  }
}

/** What was compared when each clause stood alone before its rule. */
export interface ClauseReport {
  /** How often a packet met a clause. */
  readonly clauses: number;
  readonly differences: readonly Difference[];
}

// Whether a clause holds shows at once.
const SECONDS_FOR_CLAUSES = 0.9;

async function verifyClauses(started: StartedCoredns): Promise<ClauseReport | null> {
  const { scenario } = started;
  const changesRules = scenario.play.some(
    (item) => item.kind === "change" && ["rules", "iptables", "build"].includes(item.change.kind),
  );
  const plain = scenarioNetwork(scenario);
  if (changesRules || plain.rules.size === 0) return null;
  const probed = new Map(
    [...plain.rules].map(([id, starting]): [NamespaceId, StartingRules] => {
      const { ipv4, ipv6 } = starting.ruleSets;
      const ruleSets = { ipv4: withProbes(ipv4), ipv6: withProbes(ipv6) };
      return [id, { ...starting, ruleSets }];
    }),
  );
  const declared = scenarioWithRules(scenario, plain.network, probed);
  const { network, rules } = scenarioNetwork(declared);
  const lab = await buildLab(network, hostRules(rules));
  try {
    await startServers({ ...started, scenario: declared }, lab);
    const options = { secondsForRequest: SECONDS_FOR_CLAUSES };
    const { requests, trace } = await verifyInLab(declared, lab, options);
    const explained = explainedProbes(trace.events, rules);
    const differences = [
      ...requests.flatMap((request) => request.differences),
      ...explained.differences,
    ];
    return { clauses: explained.clauses, differences };
  } finally {
    lab.end();
  }
}

/** What came of a play in a network that stands. */
export interface VerifiedPlay {
  readonly requests: readonly RequestReport[];
  readonly stopped: Stopped | null;
  /** The simulation that the kernel was compared with. */
  readonly trace: Trace;
}

/** Plays a scenario in a network that was built for it, where its servers are at work. */
export async function verifyInLab(
  declared: Scenario,
  lab: Lab,
  options: VerifyOptions = {},
): Promise<VerifiedPlay> {
  const { secondsForRequest = SECONDS_FOR_REQUEST, quietMilliseconds = QUIET_MILLISECONDS } =
    options;
  const started = startCoredns(declared, null);
  const { rules } = scenarioNetwork(started.scenario);
  const { trace: first } = simulate(declared);
  const times = { secondsForRequest, quietMilliseconds };
  const played = await playForReal({ declared, started, lab, trace: first, ...times });
  const draws = kernelDraws(played.requests, lab, rules);
  const { trace } = simulate(declared, { random: ledRandom(declared.seed, draws) });
  const limit = secondsForRequest * 1_000_000;
  const requests = compareRequests(played.requests, lab, trace, limit);
  return { requests, stopped: played.stopped, trace };
}
