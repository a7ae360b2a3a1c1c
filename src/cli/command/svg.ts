import { drawComparison } from "../../draw-comparison.js";
import type { DrawComparisonOptions } from "../../draw-comparison.js";
import { drawStep } from "../../draw-step.js";
import { en } from "../../message/en.js";
import { ja } from "../../message/ja.js";
import { VIEWS } from "../../scene/view/order.js";
import type { View } from "../../scene/view/order.js";
import { DETAILS } from "../../trace/step.js";
import type { Detail, Step } from "../../trace/step.js";
import { stepsOf } from "../../trace/steps.js";
import type { Command } from "../command.js";
import { computedInModes } from "../compare/computed-in-modes.js";
import { computed } from "../computed.js";
import { EXIT, Failure } from "../failure.js";
import type { ExitCode } from "../failure.js";
import {
  choiceOption,
  hasOption,
  numberOption,
  OUTPUT_OPTION,
  RULES_OPTION,
  SEED_OPTION,
  textOption,
} from "../option.js";
import type { Arguments } from "../option.js";
import { printData } from "../session.js";
import type { Session } from "../session.js";

const [story, ...finer] = DETAILS as readonly [Detail, ...Detail[]];
const DEFAULT_SIZE = { width: 960, height: 600 } as const;
const COMPARED_WIDTH = 1280;
const LEAST_SIZE = 200;

/** `hopwise svg`: one step as a picture. */
export const svg: Command = {
  name: "svg",
  words: "FILE…",
  mostWords: Infinity,
  about: "about-svg",
  options: {
    step: { value: "N", about: "option-step" },
    detail: { value: "LEVEL", about: "option-detail" },
    view: { value: "VIEW", about: "option-view" },
    width: { value: "N", about: "option-width" },
    height: { value: "N", about: "option-height" },
    theme: { value: "THEME", about: "option-theme" },
    compare: { about: "option-svg-compare" },
    modes: { value: "MODES", about: "option-modes" },
    ...SEED_OPTION,
    ...RULES_OPTION,
    ...OUTPUT_OPTION,
  },
  run(given, session) {
    const detail = choiceOption(given, "detail", [story, ...finer]);
    const theme = choiceOption(given, "theme", ["light", "dark", "auto"]);
    const givenWidth = numberOption(given, "width", LEAST_SIZE);
    const width = givenWidth ?? DEFAULT_SIZE.width;
    const height = numberOption(given, "height", LEAST_SIZE) ?? DEFAULT_SIZE.height;
    const view = viewNamed(given);
    const catalogue = { en, ja }[session.language];
    const how = { view, height, theme, detail, catalogue };
    if (hasOption(given, "compare"))
      return drawCompared(given, session, { ...how, width: givenWidth ?? COMPARED_WIDTH });
    const { trace, exit } = computed(given, session, { asks: true });
    const step = stepOf(given, stepsOf(trace, detail));
    printData(drawStep(trace, step, { view, width, height, theme, catalogue }), given, session);
    return exit;
  },
};

function drawCompared(
  given: Arguments,
  session: Session,
  how: Omit<DrawComparisonOptions, "step">,
): ExitCode {
  const { compared, exit } = computedInModes(given, session);
  const plays = compared.plays.flatMap(({ mode, played: { trace } }) =>
    trace === null ? [] : [{ mode, trace }],
  );
  const [first] = plays;
  if (first === undefined) throw new Failure("nothing-to-play", {}, EXIT.mistakes);
  const step = stepOf(given, stepsOf(first.trace, how.detail)).index;
  printData(drawComparison(plays, { ...how, step }), given, session);
  return exit;
}

function viewNamed(given: Arguments): View {
  const value = textOption(given, "view") ?? VIEWS[0]?.name;
  const view = VIEWS.find(({ name }) => name === value);
  if (view !== undefined) return view;
  const choices = VIEWS.map(({ name }) => name);
  throw new Failure("bad-choice", { option: "view", choices, value: value ?? "" });
}

function stepOf(given: Arguments, steps: readonly Step[]): Step {
  const number =
    textOption(given, "step") === "last" ? steps.length : (numberOption(given, "step", 1) ?? 1);
  const step = steps[number - 1];
  if (steps.length === 0) throw new Failure("nothing-to-play", {}, EXIT.mistakes);
  if (step === undefined) throw new Failure("no-such-step", { step: number, count: steps.length });
  return step;
}
