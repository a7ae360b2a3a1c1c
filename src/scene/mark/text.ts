import { shorten, textWidth } from "../measure.js";
import type { Role } from "../role.js";
import type { TextMark, TextSpan } from "./mark.js";

/** How a text looks; what is left out is plain text of 12 pixels that starts at its point. */
export interface TextLook {
  readonly size?: number;
  readonly anchor?: TextMark["anchor"];
  readonly fill?: Role;
  readonly mono?: boolean;
  readonly bold?: boolean;
  readonly struck?: boolean;
  readonly action?: string;
  readonly tooltip?: string;
}

/** A line of text with its baseline at (x, y), shortened in the middle to `room` pixels; the whole is then its tooltip. */
export function text(
  key: string,
  at: { readonly x: number; readonly y: number; readonly room: number },
  words: string,
  look: TextLook = {},
): TextMark {
  const { size = 12, anchor = "start", fill = "text", tooltip, action } = look;
  const shown = shorten(words, at.room, { ...look, size });
  const whole = tooltip ?? (shown === words ? null : words);
  return {
    kind: "text",
    key,
    x: at.x,
    y: at.y,
    text: shown,
    size,
    anchor,
    fill,
    room: at.room,
    ...(look.mono === true ? { mono: true } : {}),
    ...(look.bold === true ? { bold: true } : {}),
    ...(look.struck === true ? { struck: true } : {}),
    ...(action === undefined ? {} : { action }),
    ...(whole === null ? {} : { tooltip: whole }),
  };
}

/** A line made of parts that look different. Where it is too long, the longest part is shortened. */
export function spannedText(
  key: string,
  at: { readonly x: number; readonly y: number; readonly room: number },
  spans: readonly TextSpan[],
  look: TextLook = {},
): TextMark {
  const { size = 12 } = look;
  const whole = spans.map((span) => span.text).join("");
  const fitted = fitSpans(spans, at.room, { ...look, size });
  const joined = fitted.map((span) => span.text).join("");
  const plain = text(key, at, joined, look);
  // The parts fit together or not at all: a text that was shortened as a whole has no parts any more.
  if (plain.text !== joined) return { ...plain, tooltip: look.tooltip ?? whole };
  return {
    ...plain,
    spans: fitted,
    ...(joined === whole && look.tooltip === undefined ? {} : { tooltip: look.tooltip ?? whole }),
  };
}

// The longest part gives way first, but not down to nothing: then the next longest does.
function fitSpans(
  spans: readonly TextSpan[],
  room: number,
  setting: { readonly size: number; readonly mono?: boolean },
): readonly TextSpan[] {
  let fitted = spans;
  const least = setting.size * 3;
  for (let round = 0; round < spans.length; round++) {
    const widths = fitted.map((span) => textWidth(span.text, settingOf(span, setting)));
    const total = widths.reduce((sum, width) => sum + width, 0);
    if (total <= room) break;
    const longest = widths.indexOf(Math.max(...widths));
    const left = Math.max(least, room - (total - (widths[longest] ?? 0)));
    fitted = fitted.map((span, index) =>
      index === longest
        ? { ...span, text: shorten(span.text, left, settingOf(span, setting)) }
        : span,
    );
  }
  return fitted;
}

function settingOf(
  span: TextSpan,
  setting: { readonly size: number; readonly mono?: boolean; readonly bold?: boolean },
): { readonly size: number; readonly mono?: boolean; readonly bold?: boolean } {
  return span.bold === undefined ? setting : { ...setting, bold: span.bold };
}
