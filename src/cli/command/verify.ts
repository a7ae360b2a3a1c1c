import { fill } from "../../message/fill.js";
import type { Parameters } from "../../message/fill.js";
import type { CommandKey } from "../../message/command/en.js";
import { loadScenario } from "../../language/load.js";
import type { RequestReport } from "../../verify/compare-requests.js";
import type { Feature } from "../../verify/machine/feature.js";
import { verifyScenario } from "../../verify/verify-scenario.js";
import type { Difference } from "../../verify/pass/compare-passes.js";
import type { Verified } from "../../verify/verify-scenario.js";
import type { Command } from "../command.js";
import { EXIT, Failure } from "../failure.js";
import type { ExitCode } from "../failure.js";
import { refuseMore } from "../further-files.js";
import { givenOptions } from "../given-options.js";
import { numberOption, RULES_OPTION, SEED_OPTION } from "../option.js";
import { reportProblems } from "../report-problems.js";
import { readSource } from "../session.js";
import type { Session } from "../session.js";

/** `hopwise verify`: plays a scenario on this machine's kernel, and says what agrees with the simulation. */
export const verify: Command = {
  name: "verify",
  words: "FILE…",
  mostWords: Infinity,
  about: "about-verify",
  options: {
    seconds: { value: "N", about: "option-seconds" },
    ...SEED_OPTION,
    ...RULES_OPTION,
  },
  async run(given, session) {
    refuseMore(given);
    const source = readSource(given, session);
    const { options } = givenOptions(given, session);
    const seconds = numberOption(given, "seconds", 1);
    const { scenario, diagnostics, sources } = loadScenario(source, options);
    const mistakes = reportProblems(diagnostics, sources, session);
    if (scenario === null) throw new Failure("nothing-to-play", {}, EXIT.mistakes);
    const limits = seconds === null ? {} : { secondsForRequest: seconds };
    try {
      const exit = print(await verifyScenario(scenario, limits), source.name, session);
      return exit === EXIT.done ? mistakes : exit;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Failure("verify-failed", { file: source.name, reason }, EXIT.outside);
    }
  },
};

function print(verified: Verified, file: string, session: Session): ExitCode {
  const line = (key: CommandKey, parameters: Parameters): void => {
    session.world.out(`${fill(session.texts[key], parameters)}\n`);
  };
  if (verified.kind === "skipped") {
    line(skipKey(verified.missing), { file, missing: verified.missing });
    return EXIT.outside;
  }
  const { requests, stopped, clauses } = verified;
  for (const [index, report] of requests.entries()) printRequest(report, index + 1, session, line);
  if (stopped?.kind === "cluster-change") line("verify-cluster-change", {});
  if (stopped?.kind === "race") line("verify-race", {});
  if (stopped?.kind === "kept-connection") line("verify-kept-connection", {});
  if (stopped?.kind === "long-wait") line("verify-long-wait", { seconds: stopped.seconds });
  if (stopped?.kind === "command-failed") {
    const { command, reason } = stopped;
    line("verify-command-failed", { command, reason });
  }
  if (clauses !== null) {
    const { differences } = clauses;
    line("verify-clauses", { clauses: clauses.clauses, differing: differences.length });
    printDifferences(differences, session, line);
  }
  const agreed = requests.reduce((sum, report) => sum + report.agreed, 0);
  const inRequests = requests.reduce((sum, { differences }) => sum + differences.length, 0);
  const differing = inRequests + (clauses?.differences.length ?? 0);
  line("verify-total", { requests: requests.length, agreed, differing });
  return differing === 0 ? EXIT.done : EXIT.mistakes;
}

function printRequest(
  report: RequestReport,
  number: number,
  session: Session,
  line: (key: CommandKey, parameters: Parameters) => void,
): void {
  const { client, command, agreed, differences } = report;
  const outcome = report.outcome ?? session.texts["verify-waiting"];
  const differing = differences.length;
  const key = differing === 0 ? "verify-request" : "verify-request-differs";
  line(key, { number, client, command, outcome, agreed, differing });
  printDifferences(differences, session, line);
}

function printDifferences(
  differences: readonly Difference[],
  { texts }: Session,
  line: (key: CommandKey, parameters: Parameters) => void,
): void {
  const nothing = texts["verify-nothing"];
  for (const { where, kernel, simulated } of differences)
    line("verify-difference", {
      where,
      kernel: kernel ?? nothing,
      simulated: simulated ?? nothing,
    });
}

function skipKey(missing: readonly Feature[]): CommandKey {
  if (missing.includes("linux")) return "verify-linux";
  return missing.includes("root") ? "verify-root" : "verify-missing";
}
