import { existsSync } from "node:fs";
import { createContext, Script } from "node:vm";
import { corefileTarget } from "./corefile-target.js";
import type { FuzzOutcome, FuzzReport } from "./fuzz-target.js";
import { messageTarget } from "./message-target.js";
import { runFuzz } from "./run-fuzz.js";
import type { FuzzRun } from "./run-fuzz.js";

/** What there is to try; a folder has recordings whose Corefiles are changed, too. */
const TARGETS: Readonly<Record<string, (folder: string | null, run: FuzzRun) => FuzzReport>> = {
  corefile: (folder, run) => runFuzz(corefileTarget(folder), run),
  message: (_, run) => runFuzz(messageTarget(), run),
};

const USAGE = `usage: npm run fuzz -- ${Object.keys(TARGETS).join("|")} [COUNT [SEED [DIR]]]`;

// No input may take so long; what does is told, and not waited for.
const MILLISECONDS = 5_000;

const CALL = new Script("attempt()");
const CALLED: { attempt: (() => FuzzOutcome) | null } = { attempt: null };
const PLACE = createContext(CALLED);

/** Gives a try a time: one that hangs is ended with an error. */
function guard(attempt: () => FuzzOutcome): FuzzOutcome {
  CALLED.attempt = attempt;
  const start = performance.now();
  const outcome = CALL.runInContext(PLACE, { timeout: MILLISECONDS }) as FuzzOutcome;
  slowest = Math.max(slowest, performance.now() - start);
  return outcome;
}

let slowest = 0;

/**
 * `npm run fuzz -- corefile|message [COUNT [SEED [DIR]]]`: tries COUNT changed Corefiles or DNS messages, always the same
 * ones for a seed, and prints what does what none may do: throw, hang, or be refused without a place.
 */
const [name = "", count = "20000", seed = "1", folder = null] = process.argv.slice(2);
const run = TARGETS[name];
if (run === undefined || !/^\d+$/.test(count) || !/^\d+$/.test(seed)) {
  console.error(USAGE);
  process.exit(2);
}
if (folder !== null && !existsSync(folder)) {
  console.error(`${folder}: there is no such folder`);
  process.exit(1);
}
const { taken, refused, findings } = run(folder, {
  count: Number(count),
  seed: Number(seed),
  guard,
  most: 20,
});
for (const { index, reason, input } of findings)
  console.log(`${name} ${index}: ${reason}\n  ${input}`);
const results = `taken ${taken}, refused ${refused}, wrong ${findings.length}`;
console.log(`${name}, seed ${seed}: ${results}; the slowest took ${Math.round(slowest)} ms`);
process.exit(findings.length === 0 ? 0 : 1);
