import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PALETTES } from "../../src/scene/palette.js";
import type { Palette } from "../../src/scene/palette.js";
import type { Role } from "../../src/scene/role.js";

/** Text and the fills that it stands on. */
const TEXT_ON: readonly (readonly [Role, readonly Role[]])[] = [
  [
    "text",
    [
      "background",
      "panel",
      "card",
      "device-fill",
      "packet-fill",
      "translation-fill",
      "dns-fill",
      "drop-fill",
      "hit-fill",
    ],
  ],
  [
    "quiet-text",
    [
      "background",
      "panel",
      "card",
      "device-fill",
      "packet-fill",
      "translation-fill",
      "dns-fill",
      "drop-fill",
      "hit-fill",
    ],
  ],
  ["on-packet", ["packet", "translation", "dns", "drop"]],
  ["packet", ["background", "panel", "card", "packet-fill"]],
  ["translation", ["background", "panel", "card", "translation-fill"]],
  ["dns", ["background", "panel", "card", "dns-fill"]],
  ["drop", ["background", "panel", "card", "drop-fill", "hit-fill"]],
  ["hit", ["background", "panel", "card", "hit-fill"]],
];

/** Lines that say something, and their grounds. */
const LINE_ON: readonly (readonly [Role, readonly Role[]])[] = [
  ["wire", ["background", "panel", "card"]],
  ["packet", ["background", "card", "device-fill"]],
  ["dns", ["background", "card", "device-fill"]],
  ["translation", ["background", "card"]],
  ["drop", ["background", "card"]],
  ["hit", ["panel", "hit-fill"]],
];

describe("the palettes", () => {
  for (const [theme, palette] of Object.entries(PALETTES)) {
    for (const [ink, grounds] of TEXT_ON) {
      it(`${theme}: ${ink} can be read on every fill that it stands on`, () => {
        for (const ground of grounds) assertContrast(palette, ink, ground, 4.5);
      });
    }
    for (const [line, grounds] of LINE_ON) {
      it(`${theme}: ${line} lines can be seen`, () => {
        for (const ground of grounds) assertContrast(palette, line, ground, 3);
      });
    }
  }
});

function assertContrast(palette: Palette, ink: Role, ground: Role, least: number): void {
  const [light, dark] = [luminance(palette[ink]), luminance(palette[ground])].sort((a, b) => b - a);
  const ratio = ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
  assert.ok(ratio >= least, `${ink} on ${ground}: ${ratio.toFixed(2)} < ${least}`);
}

// WCAG 2.2, relative luminance.
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
