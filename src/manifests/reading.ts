import { errorAt, warningAt } from "../base/diagnostic.js";
import type { DiagnosticParameters, Report } from "../base/diagnostic.js";
import { outerSpan } from "../base/inner-text.js";
import type { InnerText } from "../base/inner-text.js";
import type { SourceSpan } from "../base/source-span.js";
import type { YamlValue } from "./yaml/value.js";

/** What the fields of one object are read with. */
export interface Reading {
  readonly text: InnerText;
  readonly report: Report;
  /** How diagnostics call the object: `Service default/web`. */
  readonly object: string;
}

/** The place of a value. */
export function spanOf({ text }: Reading, value: YamlValue): SourceSpan {
  return outerSpan(text, value);
}

/** Reports a mistake in an object at a value. */
export function mistake(
  reading: Reading,
  value: YamlValue,
  code: string,
  parameters: DiagnosticParameters = {},
): void {
  reading.report(errorAt(spanOf(reading, value), code, { object: reading.object, ...parameters }));
}

/** Reports what Kubernetes passes over, at a value. */
export function oddity(
  reading: Reading,
  value: YamlValue,
  code: string,
  parameters: DiagnosticParameters = {},
): void {
  const given = { object: reading.object, ...parameters };
  reading.report(warningAt(spanOf(reading, value), code, given));
}
