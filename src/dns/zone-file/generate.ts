import type { ZoneFault, ZoneToken } from "./lex.js";

/** The most lines that `$GENERATE` may make. */
const MOST_STEPS = 65_535;
/** Ours: lines that are made could fill all memory. */
const MOST_CHARACTERS = 8_000_000;

/** The lines that `$GENERATE 1-3 host$ A 10.0.0.$` makes (miekg/dns generate.go). */
export function generateLines(tokens: readonly ZoneToken[], end: ZoneToken): string | ZoneFault {
  const [range = end, ...rest] = tokens;
  const fault = (text: string): ZoneFault => ({ text, token: range });
  const [, span = "", step = "1"] = /^([^/]*)(?:\/([^]*))?$/.exec(range.text) ?? [];
  if (!/^\+?\d+$/.test(step) || Number(step) <= 0) return fault("bad step in $GENERATE range");
  const [, first, last] = /^([^-]*)-([^]*)$/.exec(span) ?? [];
  if (first === undefined || last === undefined) {
    return fault("bad start-stop in $GENERATE range");
  }
  if (!/^\+?\d+$/.test(first)) return fault("bad start in $GENERATE range");
  if (!/^[+-]?\d+$/.test(last)) return fault("bad stop in $GENERATE range");
  const [start, stop, by] = [Number(first), Number(last), Number(step)];
  if (stop < start || (stop - start) / by > MOST_STEPS || stop > Number.MAX_SAFE_INTEGER) {
    return fault("bad range in $GENERATE range");
  }
  const pattern = rest
    .map(({ text, quoted, glued }, index) => {
      return `${glued || index === 0 ? "" : " "}${quoted ? `"${text}"` : text}`;
    })
    .join("");
  let lines = "";
  for (let value = start; value <= stop; value += by) {
    const line = fillPattern(pattern, { value, start, stop });
    if (line.text === null) return { text: line.fault, token: rest[0] ?? end };
    lines += `${line.text}\n`;
    if (lines.length > MOST_CHARACTERS) return fault("bad range in $GENERATE range");
  }
  return lines;
}

type Filled = { readonly text: string } | { readonly text: null; readonly fault: string };

interface Step {
  readonly value: number;
  readonly start: number;
  readonly stop: number;
}

// `$` stands for the number, `$$` and `\$` for itself, `${offset,width,base}` for the number in another form.
function fillPattern(pattern: string, step: Step): Filled {
  let text = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    if (character === "\\") {
      text += next === "\\" || next === "$" ? next : "";
      at++;
    } else if (character !== "$") text += character;
    else if (next === "$") {
      text += "$";
      at++;
    } else if (next === "{") {
      const close = pattern.indexOf("}", at);
      if (close === -1) return { text: null, fault: "bad modifier in $GENERATE" };
      const shown = modified(pattern.slice(at + 2, close), step);
      if (shown.text === null) return shown;
      text += shown.text;
      at = close;
    } else text += String(step.value);
  }
  return { text };
}

const RADIX: Readonly<Record<string, number>> = { d: 10, o: 8, x: 16, X: 16 };

function modified(modifier: string, { value, start, stop }: Step): Filled {
  const [offset = "", width = "0", base = "d", ...more] = modifier.split(",");
  const fail = (what: string): Filled => ({ text: null, fault: `bad ${what} in $GENERATE` });
  if (more.length > 0) return fail("modifier");
  const radix = RADIX[base];
  if (radix === undefined) return fail("base");
  if (!/^[+-]?\d{1,15}$/.test(offset)) return fail("offset");
  if (!/^\d{1,3}$/.test(width) || Number(width) > 255) return fail("width");
  const by = Number(offset);
  if (start + by < 0 || stop + by > 2 ** 31 - 1) return fail("offset");
  const digits = (value + by).toString(radix).padStart(Number(width), "0");
  return { text: base === "X" ? digits.toUpperCase() : digits };
}
