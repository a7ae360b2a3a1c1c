import type { Cluster } from "../../cluster/cluster.js";
import type { Pod } from "../../cluster/pod.js";
import { podKey } from "../../cluster/pod.js";
import type { Command as Program, Scenario } from "../../cluster/scenario.js";
import { loadScenario } from "../../language/load.js";
import { podNamed, shortKey } from "../../language/play/context.js";
import { digCommand } from "../../language/play/dig.js";
import { simulate } from "../../simulation/simulate.js";
import type { Simulated } from "../../simulation/play-once.js";
import type { Trace } from "../../trace/trace.js";
import type { Command } from "../command.js";
import { chainText } from "../dig/chain-text.js";
import { startedText } from "../dig/started-text.js";
import { EXIT, Failure } from "../failure.js";
import { restWords } from "../further-files.js";
import { givenOptions } from "../given-options.js";
import { OUTPUT_OPTION, RULES_OPTION, SEED_OPTION, hasOption, textOption } from "../option.js";
import { reportProblems } from "../report-problems.js";
import { printData, readSource } from "../session.js";

/** `hopwise dig`: one question from a pod to the cluster's DNS, in the place of the scenario's own play. */
export const dig: Command = {
  name: "dig",
  words: "FILE NAME [TYPE] [@SERVER] [+OPTION…]",
  mostWords: Infinity,
  about: "about-dig",
  options: {
    from: { value: "POD", about: "option-from" },
    trace: { about: "option-dig-trace" },
    ...SEED_OPTION,
    ...RULES_OPTION,
    ...OUTPUT_OPTION,
  },
  run(given, session) {
    const source = readSource(given, session);
    const { options } = givenOptions(given, session);
    const words = restWords(given);
    const line = { name: "dig", text: words.join(" ") };
    const read = digCommand(words, line.name);
    if (reportProblems(read.diagnostics, [line], session) !== EXIT.done) return EXIT.usage;
    const { command } = read;
    if (command === null) throw new Failure("missing-name");
    const { scenario, diagnostics, sources } = loadScenario(source, options);
    const exit = reportProblems(diagnostics, sources, session);
    if (scenario === null) throw new Failure("nothing-to-play", {}, EXIT.mistakes);
    const pod = podKey(podWanted(textOption(given, "from"), scenario.cluster));
    const { trace } = asked(scenario, pod, command);
    const chain = hasOption(given, "trace") ? wayOf(trace, session.language) : "";
    printData(`${outputOf(trace)}\n${chain}`, given, session);
    return exit;
  },
};

function asked(scenario: Scenario, pod: string, command: Program): Simulated {
  const span = { source: "", start: 0, end: 0 };
  const client = { kind: "pod", name: pod } as const;
  const item = { kind: "request", client, command, times: 1, span } as const;
  return simulate({ ...scenario, play: [item] });
}

// What the server printed when it started, and what it did.
function wayOf(trace: Trace, language: "en" | "ja"): string {
  return `\n${startedText(trace.header.dns)}\n${chainText(trace, language)}`;
}

function outputOf(trace: Trace): string {
  const ended = trace.events.find((event) => event.kind === "request-ended");
  return ended?.output.trimEnd() ?? "";
}

function podWanted(name: string | null, cluster: Cluster): Pod {
  const known = cluster.pods.map(shortKey);
  if (name === null) throw new Failure("missing-pod", { known });
  const found = podNamed(cluster, name);
  if (found === null) throw new Failure("unknown-pod", { name, known });
  return found;
}
