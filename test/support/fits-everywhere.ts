import assert from "node:assert/strict";
import { it } from "node:test";
import type { BoxMark, Mark, TextMark } from "../../src/scene/mark/mark.js";
import { textWidth } from "../../src/scene/measure.js";
import type { Scene } from "../../src/scene/scene.js";
import { VIEWS } from "../../src/scene/view/order.js";
import type { Trace } from "../../src/trace/trace.js";
import { shownTrace } from "./small-views.js";
import type { LANGUAGES } from "./small-views.js";

const WIDTHS = [320, 360, 480, 640, 768, 1280];
const HEIGHT = 310;
/** The flowchart's pane and the stage's in a player of 1280 pixels. */
const PANES = [
  { width: 494, height: 331 },
  { width: 682, height: 648 },
];
const SIZES = [...WIDTHS.map((width) => ({ width, height: HEIGHT })), ...PANES];
const SMALLEST_TEXT = 11;

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Walks through the finest steps, every `stride`th of them, and through the story. */
export function fitsEverywhere(name: string, trace: Trace, stride: number, views = VIEWS): void {
  const shown = shownTrace(trace);
  const steps = [
    ...shown.steps("story").filter(({ index }) => index % Math.ceil(stride / 20) === 0),
    ...shown.steps("rules").filter(({ index }) => index % stride === 0),
  ];
  for (const { name: view, draw } of views) {
    it(`${view}, ${name}: nothing is cut, covered or too small at any width`, () => {
      for (const [index, { width, height }] of SIZES.entries()) {
        for (const language of languagesAt(index)) {
          for (const step of steps) {
            const scene = draw(shown.input(step, { width, height, language }));
            checkScene(scene, `${view} ${width} ${language} step about event ${step.about}`);
          }
        }
      }
    });
  }
}

/** Japanese at every other size: its words are the wide ones. */
function languagesAt(index: number): readonly (keyof typeof LANGUAGES)[] {
  return index % 2 === 0 ? ["en", "ja"] : ["en"];
}

function checkScene(scene: Scene, where: string): void {
  const boxes = scene.marks.filter((mark): mark is BoxMark => mark.kind === "box");
  const texts = scene.marks.filter((mark): mark is TextMark => mark.kind === "text");
  const keys = scene.marks.map(({ kind, key }) => `${kind} ${key}`);
  assert.equal(new Set(keys).size, keys.length, `${where}: ${repeated(keys)} twice`);
  for (const text of texts) {
    assert.ok(text.size >= SMALLEST_TEXT, `${where}: ${text.key} is small`);
    const area = areaOfText(text);
    assert.ok(
      area.left >= 0 && area.right <= scene.width && area.top >= 0 && area.bottom <= scene.height,
      `${where}: "${text.text}" (${text.key}) leaves the scene: ${JSON.stringify(area)} of ${scene.width} × ${scene.height}`,
    );
    for (const box of boxes) {
      const frame = areaOfBox(box);
      // A box and a text either have nothing in common, or the text is inside.
      const apart = areApart(area, frame);
      const isCovered = !apart && box.fill !== null && isDrawnAfter(scene.marks, box, text);
      assert.ok(
        !isCovered || isTag(box),
        `${where}: "${text.text}" (${text.key}) is covered by ${box.key}`,
      );
      assert.ok(
        !(isCovered && isTag(box)),
        `${where}: the tag covers "${text.text}" (${text.key})`,
      );
      assert.ok(
        apart || isInside(area, frame) || isTag(text) !== isTag(box),
        `${where}: "${text.text}" (${text.key}) sticks out of ${box.key}`,
      );
    }
  }
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      assert.ok(
        areApart(areaOfText(one), areaOfText(other)),
        `${where}: "${one.text}" (${one.key}) and "${other.text}" (${other.key}) overlap`,
      );
    }
  }
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) checkBoxes(one, other, where);
  }
}

function checkBoxes(one: BoxMark, other: BoxMark, where: string): void {
  // The bars of a network meet each other on purpose, and the tag may stand over wires and empty cards.
  if (isTag(one) || isTag(other) || (one.key.startsWith("lan/") && other.key.startsWith("lan/")))
    return;
  const [a, b] = [areaOfBox(one), areaOfBox(other)];
  assert.ok(
    areApart(a, b) || isInside(a, b) || isInside(b, a),
    `${where}: ${one.key} and ${other.key} overlap`,
  );
}

function areaOfText(text: TextMark): Area {
  const spans = text.spans ?? [{ text: text.text }];
  const width = spans.reduce((sum, span) => {
    const bold = ("bold" in span ? span.bold : text.bold) === true;
    return sum + textWidth(span.text, { size: text.size, mono: text.mono === true, bold });
  }, 0);
  const left =
    text.anchor === "start" ? text.x : text.anchor === "end" ? text.x - width : text.x - width / 2;
  return {
    left,
    right: left + width,
    top: text.y - text.size * 0.76,
    bottom: text.y + text.size * 0.22,
  };
}

function areaOfBox({ x, y, width, height }: BoxMark): Area {
  return { left: x, right: x + width, top: y, bottom: y + height };
}

const TOLERANCE = 0.75;

function areApart(a: Area, b: Area): boolean {
  return (
    a.right <= b.left + TOLERANCE ||
    b.right <= a.left + TOLERANCE ||
    a.bottom <= b.top + TOLERANCE ||
    b.bottom <= a.top + TOLERANCE
  );
}

function isInside(a: Area, b: Area): boolean {
  return (
    a.left >= b.left - TOLERANCE &&
    a.right <= b.right + TOLERANCE &&
    a.top >= b.top - TOLERANCE &&
    a.bottom <= b.bottom + TOLERANCE
  );
}

function isTag({ key }: Mark): boolean {
  return key.startsWith("tag/");
}

function isDrawnAfter(marks: readonly Mark[], later: Mark, earlier: Mark): boolean {
  return marks.indexOf(later) > marks.indexOf(earlier);
}

function repeated(keys: readonly string[]): string {
  return keys.find((key, index) => keys.indexOf(key) !== index) ?? "";
}
