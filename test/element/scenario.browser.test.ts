import { expect, fixture, html, oneEvent } from "@open-wc/testing";
import type { HopwisePlayer } from "../../src/define.js";
import type { Diagnostic } from "../../src/base/diagnostic.js";
import "../../src/define.js";
import { drawn, partOf, settled } from "../support/player.js";

const GOOD = `hopwise 1
title "small"
node worker { address 172.18.0.2 }
pod client on worker
deployment web {
  replicas 1
  on worker
  labels app=web
  serves 80/tcp http 200 "hello"
}
service web {
  select app=web
  port 80
}
play {
  client curl http://web
}
`;

async function problemsOf(player: HopwisePlayer, count: number): Promise<readonly string[]> {
  const deadline = Date.now() + 5000;
  for (;;) {
    await drawn(player);
    const found = [...(player.shadowRoot?.querySelectorAll(".problems li") ?? [])];
    if (found.length === count) return found.map((item) => item.textContent);
    if (Date.now() > deadline) throw new Error(`${found.length} problems, not ${count}`);
  }
}

describe("a player of a scenario", () => {
  it("computes the text that stands inside it", async () => {
    const player = await fixture<HopwisePlayer>(
      html`<hopwise-player
        ><script type="text/plain">
          ${GOOD}
        </script></hopwise-player
      >`,
    );
    await settled(player);
    expect(partOf(player, ".title").textContent).to.equal("small");
    expect(player.diagnostics).to.deep.equal([]);
  });

  it("lists mistakes with line and caret, and plays what is left", async () => {
    const player = await fixture<HopwisePlayer>(html`<hopwise-player></hopwise-player>`);
    player.scenario = GOOD.replace(
      "pod client on worker",
      "pod client on worker\npod lost on wroker",
    );
    await settled(player);
    const [problem = ""] = await problemsOf(player, player.diagnostics.length);
    expect(player.diagnostics.length).to.be.greaterThan(0);
    expect(problem).to.contain("wroker");
    expect(problem).to.contain("^");
    expect(player.stepCount).to.be.greaterThan(10);
  });

  it("tells the page that gave the text which mistake to show in it", async () => {
    const player = await fixture<HopwisePlayer>(html`<hopwise-player></hopwise-player>`);
    player.scenario = `${GOOD}\nnonsense here\n`;
    await settled(player);
    await problemsOf(player, player.diagnostics.length);
    setTimeout(() => {
      partOf(player, ".problems button").click();
    });
    const event = await oneEvent<CustomEvent<{ readonly diagnostic: Diagnostic }>>(
      player,
      "hopwise-problem",
    );
    expect(event.detail.diagnostic).to.equal(player.diagnostics[0]);
    await expect(player).to.be.accessible();
  });

  it("follows a text that changes, and forgets what was mended", async () => {
    const player = await fixture<HopwisePlayer>(html`<hopwise-player></hopwise-player>`);
    player.scenario = `${GOOD}\nnonsense here\n`;
    await settled(player);
    expect(player.diagnostics.length).to.be.greaterThan(0);
    player.scenario = GOOD;
    await oneEvent(player, "hopwise-ready");
    expect(await problemsOf(player, 0)).to.deep.equal([]);
  });

  it("takes another seed", async () => {
    const player = await fixture<HopwisePlayer>(
      html`<hopwise-player .scenario=${GOOD} .seed=${11}></hopwise-player>`,
    );
    await settled(player);
    expect(player.stepCount).to.be.greaterThan(10);
  });
});
