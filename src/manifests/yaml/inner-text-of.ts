import { outerOffset } from "../../base/inner-text.js";
import type { InnerText, Stretch } from "../../base/inner-text.js";
import type { YamlScalar } from "./value.js";

/** The text of a scalar as a text within its document: each of its lines, or escapes, keeps its place. */
export function innerTextOf(document: InnerText, scalar: YamlScalar): InnerText {
  const written = document.text.slice(scalar.start, scalar.end);
  const stretches = written.startsWith("|")
    ? blockStretches(written, scalar.text)
    : written.startsWith('"')
      ? quotedStretches(written)
      : [{ inner: 0, outer: 0 }];
  return {
    source: document.source,
    text: scalar.text,
    stretches: stretches.map(({ inner, outer }) => ({
      inner,
      outer: outerOffset(document, scalar.start + outer),
    })),
  };
}

/** A literal text stands without its indentation, line by line. */
function blockStretches(written: string, text: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let inner = 0;
  let outer = written.indexOf("\n") + 1;
  for (const line of text.split("\n")) {
    const newline = written.indexOf("\n", outer);
    const whole = written.slice(outer, newline === -1 ? written.length : newline);
    const indent = line === "" ? 0 : Math.max(0, whole.replace(/\r$/, "").length - line.length);
    stretches.push({ inner, outer: outer + indent });
    inner += line.length + 1;
    outer = newline === -1 ? written.length : newline + 1;
  }
  return stretches;
}

/** Behind an escape, the text outside is longer than the one inside. */
function quotedStretches(written: string): readonly Stretch[] {
  const stretches: Stretch[] = [{ inner: 0, outer: 1 }];
  let extra = 0;
  for (const escape of written.matchAll(/\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|\r?\n[ \t]*|.)/g)) {
    const length = escape[0].length;
    const isFold = /^\\\r?\n/.test(escape[0]);
    const inner = escape.index - 1 - extra;
    extra += isFold ? length : length - 1;
    stretches.push({ inner: isFold ? inner : inner + 1, outer: escape.index + length });
  }
  return stretches;
}
