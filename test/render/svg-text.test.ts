import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { renderSvgText } from "../../src/render/svg-text.js";
import { box } from "../../src/scene/mark/box.js";
import { spannedText, text } from "../../src/scene/mark/text.js";
import type { Scene } from "../../src/scene/scene.js";
import { VIEWS } from "../../src/scene/view/order.js";
import { smallTrace } from "../support/small-trace.js";
import { shownTrace } from "../support/small-views.js";

const AT = { x: 10, y: 20, room: 400 };

function sceneWith(words: string): Scene {
  return {
    width: 420,
    height: 40,
    title: words,
    description: words,
    marks: [
      text("a", AT, words, { tooltip: words }),
      spannedText("b", AT, [{ text: words, struck: true, fill: "drop" }, { text: " after" }]),
      box("c", { x: 0, y: 0, width: 10, height: 10 }, { tooltip: words }),
    ],
    motions: [],
  };
}

describe("renderSvgText", () => {
  it("escapes what XML gives a meaning, once", () => {
    const svg = renderSvgText(sceneWith(`<a & "b" 'c'>`), { theme: "light" });
    assert.ok(svg.includes("&lt;a &amp; &quot;b&quot; &apos;c&apos;&gt;"));
    assert.ok(!svg.includes("&amp;amp;") && !svg.includes("<a &"));
    assertWellFormed(svg);
  });

  it("drops characters that XML cannot hold, and keeps all others", () => {
    const svg = renderSvgText(sceneWith("a\u0000\u0008b\ud800c 経路 🐳"), { theme: "dark" });
    assert.ok(svg.includes("abc 経路 🐳"));
    assertWellFormed(svg);
  });

  it("uses nothing that drawing programs do not know", () => {
    const shown = shownTrace(smallTrace());
    for (const { draw } of VIEWS) {
      for (const step of shown.steps("hooks")) {
        const scene = draw(shown.input(step, { width: 640, height: 400 }));
        const svg = renderSvgText(scene, { theme: "light" });
        assert.doesNotMatch(
          svg,
          /foreignObject|var\(|<script|<style|href|url\(|NaN|undefined|transform|class=/,
        );
        assertWellFormed(svg);
      }
    }
  });

  it("has a title, a description and literal colours that differ by theme", () => {
    const [light, dark] = (["light", "dark"] as const).map((theme) =>
      renderSvgText(sceneWith("x"), { theme }),
    );
    assert.ok(light?.includes("<title>x</title>\n<desc>x</desc>"));
    assert.notEqual(light, dark);
    assert.match(light ?? "", /fill="#[0-9a-f]{6}"/);
  });

  it("follows the reader's setting by a style of its own, with literal colours below it", () => {
    const svg = renderSvgText(sceneWith("x"), { theme: "auto" });
    assert.match(svg, /@media \(prefers-color-scheme:dark\)/);
    assert.match(svg, /fill="#1f2328" class="f-text"/);
    assertWellFormed(svg);
  });

  it("gives the same text for the same scene", () => {
    const shown = shownTrace(smallTrace());
    const [step] = shown.steps("story");
    const [stage] = VIEWS;
    assert.ok(step && stage);
    const draw = () =>
      renderSvgText(stage.draw(shown.input(step, { width: 640, height: 400 })), { theme: "light" });
    assert.equal(draw(), draw());
  });
});

/** Every element that is opened is closed, in order, and nothing else looks like markup. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  const rest = svg.replaceAll(
    /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>/g,
    (_, end: string, name: string, _attributes, empty: string) => {
      if (end === "/") assert.equal(open.pop(), name);
      else if (empty === "") open.push(name);
      return "";
    },
  );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>]|&(?!(amp|lt|gt|quot|apos);)/);
}
