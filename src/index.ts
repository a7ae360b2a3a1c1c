// The whole of Hopwise for programs: a scenario's text to a trace, a trace to steps and pictures, and the player's class.
export { play } from "./pipeline.js";
export { drawStep } from "./draw-step.js";
export type { DrawOptions } from "./draw-step.js";
export { HopwisePlayer } from "./element/hopwise-player.js";

export type { SourceText } from "./base/source-span.js";
export type { Diagnostic } from "./base/diagnostic.js";
export { loadScenario } from "./language/load.js";
export { printDocument } from "./language/print.js";
export { formatDiagnostic } from "./message/diagnostic/format.js";

export { readTrace, writeTrace } from "./trace/read.js";
export { createHistory } from "./trace/history.js";
export { stepsOf } from "./trace/steps.js";
export { walkText } from "./trace/walk-text.js";
export type { Trace } from "./trace/trace.js";
export type { Detail, Step } from "./trace/step.js";
export { createTimeline } from "./timeline/timeline.js";

export { VIEWS } from "./scene/view/order.js";
export { lookAt } from "./scene/look.js";
export { renderSvgText } from "./render/svg-text.js";

export type { Catalogue } from "./message/catalogue.js";
export { en } from "./message/en.js";
export { ja } from "./message/ja.js";
export { diagnosticsEn } from "./message/diagnostic/en.js";
export { diagnosticsJa } from "./message/diagnostic/ja.js";
