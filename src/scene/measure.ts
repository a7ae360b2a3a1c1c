/** How a text is set, as far as its width depends on it. */
export interface Setting {
  /** In pixels. */
  readonly size: number;
  readonly mono?: boolean;
  readonly bold?: boolean;
}

// Advances of Helvetica and its metric twins, in em; what is not listed counts as a lower-case letter.
const NARROW = new Set("ijl.,:;'|!`".split(""));
const SLIM = new Set('ftrI()[]{}/\\- "·*'.split(""));
const WIDE = new Set("mwMW@%—…→←".split(""));
const CAPITAL = /[A-Z&#_~+<>=≥≤]/;
// Fonts that stand in for Helvetica are up to 15 % wider.
const PROPORTIONAL_BUDGET = 1.15;
const BOLD_BUDGET = 1.07;
const MONO_ADVANCE = 0.6;

/** The width to plan for, in pixels: exact for monospaced text, an upper bound for proportional text. */
export function textWidth(text: string, setting: Setting): number {
  let em = 0;
  for (const character of text) em += advanceOf(character, setting);
  return em * setting.size;
}

/** The text, or as much of its beginning and end as fits the width with "…" in the middle. */
export function shorten(text: string, width: number, setting: Setting): string {
  if (textWidth(text, setting) <= width) return text;
  const characters = Array.from(text);
  const room = width - textWidth("…", setting);
  let [head, tail, used] = [0, 0, 0];
  while (head + tail < characters.length) {
    const fromHead = head <= tail;
    const next = characters[fromHead ? head : characters.length - 1 - tail] ?? "";
    used += textWidth(next, setting);
    if (used > room) break;
    if (fromHead) head++;
    else tail++;
  }
  if (head + tail === 0) return room >= 0 ? "…" : "";
  return `${characters.slice(0, head).join("")}…${characters.slice(characters.length - tail).join("")}`;
}

function advanceOf(character: string, setting: Setting): number {
  if (isFullWidth(character)) return 1;
  if (setting.mono === true) return MONO_ADVANCE;
  const bold = setting.bold === true ? BOLD_BUDGET : 1;
  return proportional(character) * PROPORTIONAL_BUDGET * bold;
}

function proportional(character: string): number {
  if (NARROW.has(character)) return 0.25;
  if (SLIM.has(character)) return 0.33;
  if (WIDE.has(character)) return 0.9;
  return CAPITAL.test(character) ? 0.69 : 0.545;
}

// East Asian scripts, their punctuation and full-width forms.
function isFullWidth(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    code >= 0x1f300
  );
}
