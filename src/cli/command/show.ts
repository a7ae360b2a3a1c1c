import { textIn } from "../../base/localized-text.js";
import { nearest } from "../../base/nearest.js";
import { fill } from "../../message/fill.js";
import { en } from "../../message/terminal/en.js";
import { ja } from "../../message/terminal/ja.js";
import { hostName, hostNamed } from "../../terminal/host-named.js";
import { isSameEverywhere, runCommand, runWords } from "../../terminal/run-command.js";
import { suggestions } from "../../terminal/suggestions.js";
import { momentsOf } from "../../terminal/terminal.js";
import { chaptersOf } from "../../trace/chapters.js";
import type { NamespaceHeader, TraceHeader } from "../../trace/header.js";
import { stepsOf } from "../../trace/steps.js";
import type { Trace } from "../../trace/trace.js";
import { restWords } from "../further-files.js";
import type { Command } from "../command.js";
import { computed } from "../computed.js";
import { EXIT, Failure } from "../failure.js";
import { OUTPUT_OPTION, RULES_OPTION, SEED_OPTION, textOption } from "../option.js";
import { printData } from "../session.js";

const TEXTS = { en, ja } as const;

/** `hopwise show`: what a tool would print on a host at a step; without a command, what can be asked. */
export const show: Command = {
  name: "show",
  words: "FILE --on HOST [-- COMMAND]",
  // The command behind `--` is all of words; it has a limit of its own.
  mostWords: Infinity,
  about: "about-show",
  options: {
    on: { value: "HOST", about: "option-show-on" },
    at: { value: "STEP", about: "option-at" },
    ...SEED_OPTION,
    ...RULES_OPTION,
    ...OUTPUT_OPTION,
  },
  run(given, session) {
    const { trace, exit } = computed(given, session, {
      more: true,
      wholeRules: true,
      host: textOption(given, "on"),
    });
    const words = restWords(given);
    const host = hostFor(textOption(given, "on"), words, trace.header);
    const index = indexAt(textOption(given, "at"), trace);
    const moment = momentsOf(trace)(host, index);
    const [line] = words;
    if (line === undefined) {
      printData(
        suggestions(moment)
          .map((command) => `${command}\n`)
          .join(""),
        given,
        session,
      );
      return exit;
    }
    const answer = words.length === 1 ? runCommand(line, moment) : runWords(words, moment);
    if (answer.kind === "declined") {
      session.world.err(`${fill(TEXTS[session.language][answer.key], answer.parameters)}\n`);
      return EXIT.usage;
    }
    if (answer.output !== "" || answer.error === "") printData(answer.output, given, session);
    session.world.err(answer.error);
    return answer.status === 0 ? exit : EXIT.usage;
  },
};

function hostFor(
  name: string | null,
  words: readonly string[],
  header: TraceHeader,
): NamespaceHeader {
  const [first] = header.namespaces;
  if (name === null && first !== undefined && isSameEverywhere(words)) return first;
  if (name === null) throw new Failure("missing-host", { known: header.namespaces.map(hostName) });
  const search = hostNamed(name, header);
  if (search.kind === "found") return search.host;
  const { known, nearest: near } = search;
  throw near === null
    ? new Failure("unknown-host", { name, known })
    : new Failure("unknown-host-near", { name, known, nearest: near });
}

/** How many events have happened at a step of the hooks level, from 1, or at the end of a chapter, by its title or its beginning, or `chapter 2`. */
function indexAt(at: string | null, trace: Trace): number {
  const { events, header } = trace;
  if (at === null || at === "last") return events.length;
  const steps = stepsOf(trace, "hooks");
  if (/^\d{1,9}$/.test(at)) {
    const step = steps[Number(at) - 1];
    if (step === undefined) throw new Failure("no-such-step", { step: at, count: steps.length });
    return step.to;
  }
  const titles = header.chapters.map((title) => [textIn(title, "en"), textIn(title, "ja")]);
  const numbered = /^chapter (\d{1,6})$/i.exec(at)?.[1];
  const isNamed = (names: readonly string[]): boolean =>
    names.some((name) => name.toLowerCase() === at.toLowerCase());
  const chapter = numbered === undefined ? titles.findIndex(isNamed) : Number(numbered) - 1;
  const range = chaptersOf(steps).find((one) => one.chapter === chapter);
  const last = range === undefined ? undefined : steps[range.to - 1];
  if (last !== undefined) return last.to;
  const known = header.chapters.map((_, index) => `chapter ${index + 1}`);
  const near = nearest(at, [...titles.flat(), ...known]);
  throw new Failure("no-such-moment", {
    at,
    known: near === null ? known : [near, ...known.filter((name) => name !== near)],
  });
}
