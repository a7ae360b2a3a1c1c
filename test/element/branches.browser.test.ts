import { expect, fixture, html, oneEvent, waitUntil } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import type { HopwisePlayer } from "../../src/define.js";
import "../../src/define.js";
import { play } from "../../src/pipeline.js";
import { drawn, partOf, settled } from "../support/player.js";
import { threeEndpoints } from "../support/three-endpoints.js";

const EXPLORED = threeEndpoints("  explore client curl http://10.96.1.64");
const PLAIN = threeEndpoints("  client curl http://10.96.1.64");
/** The picture is a piece that is fetched first. */
const PATIENT = { timeout: 8000 };
const CARD = "[data-action^='branch:1:']";

function allOf(player: HopwisePlayer, selector: string): readonly SVGElement[] {
  const pane = partOf(player, ".pane[data-view=branches]");
  return [...pane.querySelectorAll<SVGElement>(selector)];
}

function cards(player: HopwisePlayer): readonly SVGElement[] {
  return allOf(player, `[role=button]${CARD}`);
}

/** A player of a text that shows the branches. */
async function playerOf(text: string, width = "900px"): Promise<HopwisePlayer> {
  const player = await fixture<HopwisePlayer>(html`<hopwise-player></hopwise-player>`);
  player.style.width = width;
  player.scenario = text;
  await settled(player);
  player.view = "branches";
  await waitUntil(() => allOf(player, "[data-key=title]").length === 1, "no picture", PATIENT);
  return player;
}

async function press(player: HopwisePlayer, box: Element | undefined): Promise<void> {
  const ready = oneEvent(player, "hopwise-ready");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
  await ready;
  player.pause();
  await drawn(player);
}

function endpointPlayed(player: HopwisePlayer): string {
  const label = cards(player).find((card) =>
    /playing:/.test(card.getAttribute("aria-label") ?? ""),
  );
  return /playing: (\S+),/.exec(label?.getAttribute("aria-label") ?? "")?.[1] ?? "";
}

describe("the branches of a scenario", () => {
  it("are buttons, and the one that plays is named so", async () => {
    const player = await playerOf(EXPLORED);
    const labels = cards(player).map((card) => card.getAttribute("aria-label"));
    expect(labels).to.have.length(3);
    expect(labels.filter((label) => label?.startsWith("Play branch"))).to.have.length(2);
    expect(endpointPlayed(player)).to.equal("10.244.1.3:80");
    await expect(player).to.be.accessible();
  });

  it("play from the request on when they are clicked, and lead back to the own draw", async () => {
    const player = await playerOf(EXPLORED);
    await press(player, cards(player)[2]);
    expect(player.branch).to.equal("1:3");
    expect(endpointPlayed(player)).to.equal("10.244.2.4:80");
    expect(player.caption).to.contain("curl http://10.96.1.64");
    player.currentStep = player.stepCount;
    await drawn(player);
    const [back] = allOf(player, "[role=button][data-action='branch:']");
    await press(player, back);
    expect(player.branch).to.equal("");
    expect(endpointPlayed(player)).to.equal("10.244.1.3:80");
    expect(allOf(player, "[data-action='branch:']")).to.have.length(0);
  });

  it("are walked by the arrow keys and played by Enter", async () => {
    const player = await playerOf(EXPLORED);
    cards(player)[0]?.focus();
    await sendKeys({ press: "ArrowDown" });
    expect(player.shadowRoot?.activeElement).to.equal(cards(player)[1]);
    const ready = oneEvent(player, "hopwise-ready");
    await sendKeys({ press: "Enter" });
    await ready;
    player.pause();
    await drawn(player);
    expect(endpointPlayed(player)).to.equal("10.244.2.3:80");
    expect(player.shadowRoot?.activeElement).to.equal(cards(player)[1]);
  });

  it("are found when they are asked for, where the scenario explores nothing", async () => {
    const player = await playerOf(PLAIN);
    expect(cards(player)).to.have.length(0);
    const [explore] = allOf(player, "[role=button][data-action='explore:1']");
    explore?.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
    await drawn(player);
    expect(cards(player)).to.have.length(3);
    await press(player, cards(player)[1]);
    expect(endpointPlayed(player)).to.equal("10.244.2.3:80");
  });

  it("show the stage on a phone, where there is one view, as soon as one plays", async () => {
    const player = await playerOf(EXPLORED, "360px");
    await press(player, cards(player)[1]);
    expect(player.view).to.equal("stage");
  });

  it("are the property's too, and another scenario begins with its own draw", async () => {
    const player = await playerOf(EXPLORED);
    const ready = oneEvent(player, "hopwise-ready");
    player.branch = "1:2";
    await ready;
    await drawn(player);
    expect(endpointPlayed(player)).to.equal("10.244.2.3:80");
    const next = oneEvent(player, "hopwise-ready");
    player.scenario = PLAIN;
    await next;
    expect(player.branch).to.equal("");
  });

  it("say so where they do not exist", async () => {
    for (const [branch, code] of [
      ["1:9", "pick-not-possible"],
      ["7:1", "no-such-branch"],
      ["left", "no-such-branch"],
    ] as const) {
      const player = await playerOf(EXPLORED);
      const ready = oneEvent(player, "hopwise-ready");
      player.branch = branch;
      await ready;
      expect(player.diagnostics.map((found) => found.code)).to.deep.equal([code]);
    }
  });

  it("have no tab where chance decides nothing", async () => {
    const player = await fixture<HopwisePlayer>(html`<hopwise-player></hopwise-player>`);
    player.style.width = "900px";
    player.scenario = PLAIN.replace("10.244.1.3, 10.244.2.3, 10.244.2.4", "10.244.1.3");
    await settled(player);
    const tabs = [...(player.shadowRoot?.querySelectorAll(".tabs button") ?? [])];
    expect(tabs.map((tab) => tab.textContent.trim())).not.to.include("branches");
  });
});

describe("the branches of a recorded trace", () => {
  it("are shown, but none can be played, and it is said why", async () => {
    const { trace } = play({ name: "explored", text: EXPLORED });
    const player = await fixture<HopwisePlayer>(
      html`<hopwise-player .trace=${trace} .view=${"branches"}></hopwise-player>`,
    );
    player.style.width = "900px";
    await waitUntil(() => allOf(player, "[data-key=title]").length === 1, "no picture", PATIENT);
    const { textContent } = partOf(player, ".pane[data-view=branches]");
    expect(textContent).to.contain("10.244.2.4:80");
    expect(textContent).to.contain("recorded trace");
    expect(allOf(player, "[data-action]")).to.have.length(0);
  });
});

describe("an address that names a branch", () => {
  it("plays it, and is what the player hands on", async () => {
    location.hash = "#step=3&branch=1:3";
    try {
      const player = await fixture<HopwisePlayer>(
        html`<hopwise-player view="branches"
          ><script type="text/plain">
            ${EXPLORED}
          </script></hopwise-player
        >`,
      );
      await settled(player);
      await waitUntil(() => cards(player).length === 3, "no cards", PATIENT);
      expect(player.branch).to.equal("1:3");
      expect(player.currentStep).to.equal(3);
      expect(endpointPlayed(player)).to.equal("10.244.2.4:80");
      partOf(player, "button.share").click();
      await waitUntil(
        () => player.shadowRoot?.querySelector("dialog.share-dialog[open]"),
        "no dialog",
        PATIENT,
      );
      const address = (partOf(player, ".link input") as HTMLInputElement).value;
      expect(new URL(address).hash).to.equal("#step=3&branch=1:3");
    } finally {
      location.hash = "";
    }
  });
});
