import { expect, waitUntil } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import { drawn, partOf, playerWith, settled } from "../support/player.js";
import type { HopwisePlayer } from "../../src/define.js";

/** A player that shows the chart of a node, at the step that translates the first packet of the connection. */
async function playerAtChart(): Promise<HopwisePlayer> {
  const player = await playerWith();
  player.style.width = "1280px";
  player.detail = "hooks";
  await settled(player);
  const about = player.trace?.events.findIndex(
    ({ kind, packet }) => kind === "packet-translated" && packet === 3,
  );
  for (let step = 1; step <= player.stepCount; step++) {
    player.currentStep = step;
    await drawn(player);
    if (about !== undefined && player.caption.includes("rewrites the destination")) break;
  }
  await waitUntil(() => player.shadowRoot?.querySelector("[data-view=flowchart] [data-action]"));
  return player;
}

function rulesText(player: HopwisePlayer): string {
  return partOf(player, ".pane[data-view=rules] svg").textContent;
}

describe("a box of the chart", () => {
  it("opens its chains in the rules view when it is clicked, until the next step", async () => {
    const player = await playerAtChart();
    const box = partOf(
      player,
      ".pane[data-view=flowchart] [data-action='hook:FORWARD/table:filter']",
    );
    box.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
    await drawn(player);
    expect(rulesText(player)).to.contain("filter FORWARD");
    expect(rulesText(player)).to.contain("KUBE-FORWARD");
    player.step(1);
    await drawn(player);
    expect(rulesText(player)).not.to.contain("filter FORWARD");
  });

  it("is reached by Tab and pressed by Enter", async () => {
    const player = await playerAtChart();
    const box = partOf(
      player,
      ".pane[data-view=flowchart] [data-action='hook:FORWARD/table:filter']",
    );
    expect(box.getAttribute("role")).to.equal("button");
    box.focus();
    const { currentStep } = player;
    await sendKeys({ press: "Enter" });
    await drawn(player);
    expect(rulesText(player)).to.contain("filter FORWARD");
    expect(player.currentStep).to.equal(currentStep);
  });

  it("shows the rules view where it is not shown", async () => {
    const player = await playerAtChart();
    player.style.width = "400px";
    player.view = "flowchart";
    await new Promise((resolve) => setTimeout(resolve, 300));
    await drawn(player);
    const box = partOf(
      player,
      ".pane[data-view=flowchart] [data-action='hook:FORWARD/table:filter']",
    );
    box.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
    await drawn(player);
    expect(player.view).to.equal("rules");
  });
});
