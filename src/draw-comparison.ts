import type { Catalogue } from "./message/catalogue.js";
import { compareTexts } from "./message/compare/texts.js";
import { textIn } from "./base/localized-text.js";
import { renderSvgText } from "./render/svg-text.js";
import type { SvgTextOptions } from "./render/svg-text.js";
import { compareScene, GAP, HEAD_HEIGHT } from "./scene/compare/compare-scene.js";
import { lookAt } from "./scene/look.js";
import type { View } from "./scene/view/order.js";
import { alignCues } from "./trace/align-cues.js";
import { createHistory } from "./trace/history.js";
import { requestCosts } from "./trace/request-cost.js";
import { cueAt, schedule } from "./trace/schedule.js";
import type { Detail } from "./trace/step.js";
import { stepsOf } from "./trace/steps.js";
import type { Trace } from "./trace/trace.js";

/** How plays are drawn beside each other; the size is that of the whole picture. */
export interface DrawComparisonOptions extends SvgTextOptions {
  readonly view: View;
  readonly width: number;
  readonly height: number;
  readonly detail: Detail;
  /** The step of the first play; the others are drawn at the same second. */
  readonly step: number;
  readonly catalogue: Catalogue;
}

/** The same moment of plays in several modes as one SVG file. */
export function drawComparison(
  plays: readonly { readonly mode: string; readonly trace: Trace }[],
  { view, width, height, detail, step, catalogue, theme }: DrawComparisonOptions,
): string {
  const scheduled = plays.map(({ trace }) => {
    const steps = stepsOf(trace, detail);
    return { trace, steps, cues: schedule(trace, steps) };
  });
  const aligned = alignCues(scheduled);
  const cue = aligned[0]?.[step];
  const seconds = cue === undefined ? 0 : cue.startSeconds + cue.durationSeconds - 0.001;
  const each = (width - GAP * (plays.length - 1)) / plays.length;
  const columns = scheduled.flatMap(({ trace, steps }, index) => {
    const at = steps[cueAt(aligned[index] ?? [], seconds)];
    if (at === undefined) return [];
    const look = lookAt(trace, createHistory(trace), at, catalogue);
    const size = { width: each, height: height - HEAD_HEIGHT, misses: null };
    const id = look.after.request?.id ?? null;
    const cost = requestCosts(trace).find(({ request }) => request === id) ?? null;
    const hasEnded = look.after.request?.outcome !== null;
    return [
      { mode: plays[index]?.mode ?? "", scene: view.draw({ ...look, ...size }), cost, hasEnded },
    ];
  });
  const title = textIn(plays[0]?.trace.header.title ?? { en: "" }, catalogue.language);
  return renderSvgText(compareScene(columns, compareTexts(catalogue.language), title), { theme });
}
