import { expect, fixture, html, oneEvent, waitUntil } from "@open-wc/testing";
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import type { HopwisePlayer } from "../../src/define.js";
import { writeTrace } from "../../src/trace/read.js";
import { drawn, partOf, playerWith, settled } from "../support/player.js";
import { smallTrace } from "../support/small-trace.js";

// What arrives by network or by the next frames takes longer on a busy machine.
const PATIENCE = { timeout: 30_000 };

const traceUrl = (): string =>
  URL.createObjectURL(new Blob([writeTrace(smallTrace())], { type: "application/json" }));

describe("<hopwise-player>", () => {
  it("plays a trace from an address", async () => {
    const player = await fixture<HopwisePlayer>(
      html`<hopwise-player src=${traceUrl()}></hopwise-player>`,
    );
    await settled(player);
    expect(partOf(player, ".title").textContent).not.to.equal("");
    expect(partOf(player, ".caption").textContent.trim()).to.contain(player.caption);
    expect(player.shadowRoot?.querySelectorAll(".pane svg *").length).to.be.greaterThan(10);
  });

  it("starts where start-at says, at the level that detail says", async () => {
    const player = await fixture<HopwisePlayer>(
      html`<hopwise-player
        src=${traceUrl()}
        start-at="step:3"
        detail="hooks"
        speed="2"
      ></hopwise-player>`,
    );
    await settled(player);
    expect(player.currentStep).to.equal(3);
    expect(player.detail).to.equal("hooks");
    expect(player.speed).to.equal(2);
  });

  it("shows its child until it plays, and instead of nothing when it cannot", async () => {
    const player = await fixture<HopwisePlayer>(
      html`<hopwise-player src="/no/such/file.json"
        ><img alt="fallback" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="
      /></hopwise-player>`,
    );
    const event = await oneEvent<CustomEvent<{ readonly message: string }>>(player, "error");
    await drawn(player);
    expect(event.detail.message).to.contain("404");
    expect(partOf(player, "slot")).to.exist;
    expect(partOf(player, "[role=alert]").textContent).to.contain("/no/such/file.json");
    player.trace = smallTrace();
    await oneEvent(player, "hopwise-ready");
    await drawn(player);
    expect(player.shadowRoot?.querySelector("slot")).to.equal(null);
  });

  it("says where a broken trace is broken", async () => {
    const url = URL.createObjectURL(new Blob(['{"header":{"format":"other"},"events":[]}']));
    const player = await fixture<HopwisePlayer>(html`<hopwise-player src=${url}></hopwise-player>`);
    const event = await oneEvent<CustomEvent<{ readonly message: string }>>(player, "error");
    expect(event.detail.message).to.contain("header.format");
  });

  it("never takes text for markup", async () => {
    const trace = smallTrace();
    const evil = "<img src=x onerror=window.evil=1>";
    const player = await playerWith({
      ...trace,
      header: { ...trace.header, title: { en: evil } },
    });
    expect(partOf(player, ".title").textContent).to.equal(evil);
    expect(player.shadowRoot?.querySelector("img")).to.equal(null);
  });

  it("tells of steps, of playing and of the end", async () => {
    const player = await playerWith();
    setTimeout(() => {
      player.step();
    });
    const step = await oneEvent<CustomEvent<{ readonly step: number }>>(player, "hopwise-step");
    expect(step.detail.step).to.equal(2);
    expect(step.bubbles && step.composed).to.equal(true);
    player.speed = 16;
    await player.updateComplete;
    player.currentStep = player.stepCount - 1;
    setTimeout(() => {
      player.play();
    });
    await oneEvent(player, "play");
    const ended = await oneEvent(player, "ended");
    expect(ended.bubbles).to.equal(false);
    expect(player.ended).to.equal(true);
  });

  it("shows one, two or three views by its own width", async () => {
    const player = await playerWith();
    for (const [width, count] of [
      [360, 1],
      [768, 2],
      [1280, 3],
    ] as const) {
      await setViewport({ width, height: 800 });
      await waitUntil(
        () => player.shadowRoot?.querySelectorAll(".pane:not([hidden])").length === count,
        `${count} views at ${width} px`,
        PATIENCE,
      );
      expect(document.documentElement.scrollWidth, `${width} px`).to.be.at.most(width);
    }
  });

  it("follows the reader's dark mode, unless the page decides", async () => {
    const player = await playerWith();
    await emulateMedia({ colorScheme: "dark" });
    await waitUntil(
      () => partOf(player, ".player").dataset["theme"] === "dark",
      "dark colours",
      PATIENCE,
    );
    player.theme = "light";
    await drawn(player);
    expect(partOf(player, ".player").dataset["theme"]).to.equal("light");
    await emulateMedia({ colorScheme: "light" });
  });

  it("neither starts by itself nor moves for a reader who wants less motion", async () => {
    await emulateMedia({ reducedMotion: "reduce" });
    const player = await fixture<HopwisePlayer>(
      html`<hopwise-player src=${traceUrl()} autoplay></hopwise-player>`,
    );
    await settled(player);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(player.paused).to.equal(true);
    await emulateMedia({ reducedMotion: "no-preference" });
  });

  it("starts by itself once it is in view", async () => {
    const player = await fixture<HopwisePlayer>(
      html`<hopwise-player src=${traceUrl()} autoplay></hopwise-player>`,
    );
    await oneEvent(player, "play");
    expect(player.paused).to.equal(false);
  });

  it("speaks Japanese where the page does", async () => {
    const player = await fixture<HopwisePlayer>(
      html`<hopwise-player lang="ja" src=${traceUrl()}></hopwise-player>`,
    );
    await settled(player);
    await waitUntil(
      () => partOf(player, ".primary").getAttribute("aria-label") === "再生",
      "a player that speaks Japanese",
      PATIENCE,
    );
    expect(player.caption).to.match(/[ぁ-ん]/);
  });

  it("has a transcript whose buttons seek", async () => {
    const player = await playerWith();
    (partOf(player, "details") as HTMLDetailsElement).open = true;
    await drawn(player);
    await drawn(player);
    const buttons = player.shadowRoot?.querySelectorAll<HTMLButtonElement>(".transcript button");
    expect(buttons?.length).to.equal(player.stepCount);
    buttons?.[2]?.click();
    expect(player.currentStep).to.equal(3);
  });

  it("passes axe, light and dark, with and without the transcript", async () => {
    const player = await playerWith();
    await expect(player).to.be.accessible();
    (partOf(player, "details") as HTMLDetailsElement).open = true;
    player.theme = "dark";
    await drawn(player);
    await expect(player).to.be.accessible();
  });
});
