import { expect, fixture, html, oneEvent, waitUntil } from "@open-wc/testing";
import { emulateMedia, sendKeys, setViewport } from "@web/test-runner-commands";
import type { HopwiseCompare } from "../../../src/compare.js";
import {
  TWO_ENDPOINTS,
  compared,
  comparisonOf,
  partsOf,
  redrawn,
  wordsOf,
} from "../../support/comparison.js";

// What arrives by network or by the next frames takes longer on a busy machine.
const PATIENCE = { timeout: 30_000 };

const shown = ".column:not([hidden])";

/** What the modes say at a step. */
interface Told {
  readonly captions: readonly string[];
  readonly waits: readonly string[];
}

async function tellAll(comparison: HopwiseCompare): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (let step = 1; step <= comparison.stepCount; step++) {
    comparison.currentStep = step;
    await comparison.updateComplete;
    told.push({ captions: comparison.captions, waits: wordsOf(comparison, ".waits") });
  }
  return told;
}

function picturesOf(comparison: HopwiseCompare): string {
  return partsOf(comparison, ".pane")
    .map(({ innerHTML }) => innerHTML)
    .join("");
}

describe("<hopwise-compare>", function () {
  this.timeout(60_000);

  before(async () => {
    await setViewport({ width: 1280, height: 900 });
  });

  it("plays the modes that the scenario names, each with its picture, cost and caption", async () => {
    const comparison = await comparisonOf(TWO_ENDPOINTS);
    expect(wordsOf(comparison, ".mode")).to.deep.equal(["iptables", "nftables"]);
    comparison.step(2);
    await redrawn(comparison);
    for (const column of partsOf(comparison, shown))
      expect(column.querySelectorAll(".pane svg *").length).to.be.greaterThan(10);
    for (const cost of wordsOf(comparison, ".cost"))
      expect(cost).to.match(/^first packet: [1-9]\d* rules visited, [1-9]\d* chains$/);
    const [first = "", second = ""] = comparison.captions.map((caption) => caption.trim());
    const said = [`iptables: ${first}`, `nftables: ${second}`];
    expect(wordsOf(comparison, ".caption")).to.deep.equal(said);
    expect(first).not.to.equal("");
  });

  it("draws a picture again where its pane alone has another size", async () => {
    const comparison = await comparisonOf(TWO_ENDPOINTS);
    const [pane] = partsOf(comparison, `${shown} .pane:not([hidden])`);
    if (pane === undefined) throw new Error("there is no pane");
    const drawnWidth = (): string | null | undefined =>
      pane.querySelector("svg")?.getAttribute("width");
    const before = pane.clientWidth;
    expect(drawnWidth()).to.equal(String(before));
    const column = pane.closest<HTMLElement>(".column");
    if (column !== null) column.style.paddingInline = "40px";
    await waitUntil(() => drawnWidth() === String(before - 80), "another picture", PATIENCE);
  });

  it("takes the modes of its attribute, in that order, and says which words are none", async () => {
    const comparison = await comparisonOf(TWO_ENDPOINTS, "nftables ebpf ipvs iptables");
    expect(wordsOf(comparison, ".mode")).to.deep.equal(["nftables", "ipvs", "iptables"]);
    expect(wordsOf(comparison, "[role=alert]").join()).to.contain("ebpf");
    comparison.modes = "ipvs nftables";
    await oneEvent(comparison, "hopwise-ready");
    await redrawn(comparison);
    expect(wordsOf(comparison, ".mode")).to.deep.equal(["ipvs", "nftables"]);
    expect(wordsOf(comparison, "[role=alert]")).to.deep.equal([]);
  });

  it("keeps the modes side by side: what happens in all is told of all in the same step", async () => {
    const comparison = await comparisonOf(TWO_ENDPOINTS, "iptables ipvs nftables");
    let told: readonly Told[] = [];
    const isRoundRobin = ({ captions }: Told): boolean =>
      captions[1]?.startsWith("Round robin") === true;
    // What IPVS does is told by sentences that are fetched when they are needed.
    await waitUntil(
      async () => (told = await tellAll(comparison)).some(isRoundRobin),
      "what IPVS does",
      PATIENCE,
    );
    for (const what of [/rewrites the destination/, /undoes the DNAT/, /has its answer/]) {
      const steps = [0, 1, 2].map((mode) =>
        told.findIndex(({ captions }) => what.test(captions[mode] ?? "")),
      );
      expect(steps[0], String(what)).to.be.greaterThan(0);
      expect(new Set(steps).size, String(what)).to.equal(1);
    }
    const waiting = "waits for the other modes";
    expect(told.find(isRoundRobin)?.waits).to.deep.equal([waiting, "", waiting]);
  });

  it("moves every mode while it plays, and stops at the end", async () => {
    const comparison = await comparisonOf(TWO_ENDPOINTS);
    comparison.speed = 16;
    comparison.currentStep = comparison.stepCount - 2;
    await redrawn(comparison);
    const before = comparison.captions;
    comparison.play();
    expect(comparison.paused).to.equal(false);
    await oneEvent(comparison, "ended");
    await redrawn(comparison);
    expect(comparison.ended).to.equal(true);
    comparison.captions.forEach((caption, mode) => {
      expect(caption).not.to.equal(before[mode]);
    });
  });

  it("follows the player's keys, and offers no terminal", async () => {
    const comparison = await comparisonOf(TWO_ENDPOINTS);
    partsOf(comparison, ".player")[0]?.focus();
    await sendKeys({ press: "ArrowRight" });
    expect(comparison.currentStep).to.equal(2);
    await sendKeys({ press: "End" });
    expect(comparison.currentStep).to.equal(comparison.stepCount);
    await sendKeys({ press: "d" });
    expect(comparison.detail).to.equal("hooks");
    await sendKeys({ press: "v" });
    await redrawn(comparison);
    expect(comparison.view).to.equal("flowchart");
    for (const column of partsOf(comparison, shown))
      expect(column.querySelector<HTMLElement>(".pane:not([hidden])")?.dataset["view"]).to.equal(
        "flowchart",
      );
    await sendKeys({ press: "?" });
    expect(partsOf(comparison, "dialog[open]").length).to.equal(1);
    expect(wordsOf(comparison, "kbd")).not.to.include("t");
    await sendKeys({ press: "Escape" });
  });

  it("shows one mode at a time where it is narrow, behind tabs with their own arrow keys", async () => {
    const comparison = await comparisonOf(TWO_ENDPOINTS, "iptables ipvs nftables");
    await setViewport({ width: 360, height: 800 });
    await waitUntil(() => partsOf(comparison, shown).length === 1, "one column", PATIENCE);
    expect(document.documentElement.scrollWidth).to.be.at.most(360);
    expect(partsOf(comparison, "[role=tablist]").length).to.equal(1);
    const step = comparison.currentStep;
    partsOf(comparison, "[role=tab][aria-selected=true]")[0]?.focus();
    await sendKeys({ press: "ArrowLeft" });
    await redrawn(comparison);
    expect(comparison.currentStep).to.equal(step);
    expect(partsOf(comparison, shown)[0]?.id).to.equal("column-nftables");
    expect(comparison.shadowRoot?.activeElement?.textContent.trim()).to.equal("nftables");
    expect(partsOf(comparison, shown)[0]?.querySelectorAll(".pane svg *").length).to.be.greaterThan(
      10,
    );
    await expect(comparison).to.be.accessible();
    await setViewport({ width: 1280, height: 900 });
    await waitUntil(() => partsOf(comparison, shown).length === 3, "three columns", PATIENCE);
    expect(partsOf(comparison, "[role=tablist]").length).to.equal(0);
  });

  it("lists every mistake of the text once, with its place, and plays the rest", async () => {
    const comparison = await comparisonOf(
      TWO_ENDPOINTS.replace("pod client on worker", "pod client on worker\npod lost on wroker"),
    );
    await waitUntil(() => partsOf(comparison, ".problems li").length > 0, "problems", PATIENCE);
    const problems = wordsOf(comparison, ".problems li");
    expect(problems.length).to.equal(comparison.diagnostics.length);
    expect(problems.join()).to.contain("wroker");
    expect(new Set(problems).size).to.equal(problems.length);
    expect(comparison.stepCount).to.be.greaterThan(5);
  });

  it("shows its child until it plays, and says why it cannot", async () => {
    const comparison = await fixture<HopwiseCompare>(
      html`<hopwise-compare src="/no/such/file.hop"
        ><img alt="fallback" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="
      /></hopwise-compare>`,
    );
    const event = await oneEvent<CustomEvent<{ readonly message: string }>>(comparison, "error");
    await redrawn(comparison);
    expect(event.detail.message).to.contain("404");
    expect(partsOf(comparison, "slot").length).to.equal(1);
    expect(wordsOf(comparison, "[role=alert]").join()).to.contain("/no/such/file.hop");
  });

  it("plays the text that stands inside it, in Japanese where the page is", async () => {
    const comparison = await fixture<HopwiseCompare>(
      html`<hopwise-compare lang="ja"
        ><script type="text/plain">
          ${TWO_ENDPOINTS}
        </script></hopwise-compare
      >`,
    );
    await compared(comparison);
    await waitUntil(
      () => wordsOf(comparison, ".title")[0] === "1 回の呼び出し",
      "a comparison that speaks Japanese",
      PATIENCE,
    );
    comparison.step(2);
    await redrawn(comparison);
    for (const caption of comparison.captions) expect(caption).to.match(/[ぁ-ん]/);
    for (const cost of wordsOf(comparison, ".cost")) expect(cost).to.contain("最初のパケット");
  });

  it("does not move for a reader who wants less motion", async () => {
    await emulateMedia({ reducedMotion: "reduce" });
    const comparison = await fixture<HopwiseCompare>(
      html`<hopwise-compare autoplay .scenario=${TWO_ENDPOINTS}></hopwise-compare>`,
    );
    await compared(comparison);
    expect(comparison.paused).to.equal(true);
    comparison.play();
    await redrawn(comparison);
    const step = comparison.currentStep;
    const before = picturesOf(comparison);
    for (let frame = 0; frame < 5; frame++) await redrawn(comparison);
    expect(comparison.currentStep).to.equal(step);
    expect(picturesOf(comparison)).to.equal(before);
    comparison.pause();
    await emulateMedia({ reducedMotion: "no-preference" });
  });

  it("has a transcript for each mode, whose buttons seek all", async () => {
    const comparison = await comparisonOf(TWO_ENDPOINTS);
    const [, second] = partsOf(comparison, "details") as readonly HTMLDetailsElement[];
    if (second === undefined) throw new Error("no second transcript");
    second.open = true;
    await redrawn(comparison);
    await redrawn(comparison);
    const buttons = second.querySelectorAll("button");
    expect(buttons.length).to.be.greaterThan(5);
    const wanted = buttons[4]?.textContent.trim();
    buttons[4]?.click();
    await redrawn(comparison);
    expect(comparison.captions[1]).to.equal(wanted);
  });

  it("passes axe, light and dark, and lets the reader choose", async () => {
    const comparison = await comparisonOf(TWO_ENDPOINTS);
    await expect(comparison).to.be.accessible();
    const choice = partsOf(comparison, ".choices select")[3] as HTMLSelectElement;
    choice.value = "dark";
    choice.dispatchEvent(new Event("change"));
    await redrawn(comparison);
    expect(partsOf(comparison, ".player")[0]?.dataset["theme"]).to.equal("dark");
    await expect(comparison).to.be.accessible();
  });
});
