import type { Catalogue } from "./message/catalogue.js";
import { renderSvgText } from "./render/svg-text.js";
import type { SvgTextOptions } from "./render/svg-text.js";
import { lookAt } from "./scene/look.js";
import type { View } from "./scene/view/order.js";
import { createHistory } from "./trace/history.js";
import type { Step } from "./trace/step.js";
import type { Trace } from "./trace/trace.js";

/** How a step is drawn: by which view, how large in pixels, in which colours and language. */
export interface DrawOptions extends SvgTextOptions {
  readonly view: View;
  readonly width: number;
  readonly height: number;
  readonly catalogue: Catalogue;
}

/** One step of a trace as an SVG file. */
export function drawStep(trace: Trace, step: Step, options: DrawOptions): string {
  const { view, width, height, theme, catalogue } = options;
  const look = lookAt(trace, createHistory(trace), step, catalogue);
  return renderSvgText(view.draw({ ...look, width, height, misses: null }), { theme });
}
