import type { Scenario } from "../cluster/scenario.js";
import { hostRules, scenarioNetwork } from "../simulation/set-up/scenario-network.js";
import { startCoredns } from "../simulation/set-up/start-coredns.js";
import { simulate } from "../simulation/simulate.js";
import { buildLab } from "./lab/lab.js";
import type { Lab } from "./lab/lab.js";
import { compareRequests } from "./compare-requests.js";
import type { RequestReport } from "./compare-requests.js";
import { kernelDraws } from "./kernel-draws.js";
import { ledRandom } from "./play/lead-draws.js";
import type { Feature } from "./machine/feature.js";
import { missingFeatures } from "./machine/feature.js";
import { neededFeatures } from "./machine/needed-features.js";
import { playForReal, startServers } from "./play/play-for-real.js";
import type { Stopped } from "./play/play-for-real.js";

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
    return await verifyInLab(declared, lab, options);
  } finally {
    lab.end();
  }
}

/** Plays a scenario in a network that was built for it, where its servers are at work. */
export async function verifyInLab(
  declared: Scenario,
  lab: Lab,
  options: VerifyOptions = {},
): Promise<Verified & { readonly kind: "verified" }> {
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
  return { kind: "verified", requests, stopped: played.stopped };
}
