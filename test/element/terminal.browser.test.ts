import { expect, waitUntil } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import type { HopwisePlayer } from "../../src/define.js";
import { drawn, focusPlayer, partOf, playerWith } from "../support/player.js";

/** A player whose terminal is open. */
async function withTerminal(): Promise<HopwisePlayer> {
  const player = await playerWith();
  focusPlayer(player);
  await sendKeys({ press: "t" });
  await opened(player);
  return player;
}

async function opened(player: HopwisePlayer): Promise<void> {
  await waitUntil(
    () => player.shadowRoot?.activeElement?.matches(".terminal-panel input") === true,
    "the terminal opens and takes the focus",
    // Here the chunk comes as its single files.
    { timeout: 8000 },
  );
}

async function typed(player: HopwisePlayer, command: string): Promise<void> {
  const field = partOf(player, ".terminal-panel input") as HTMLInputElement;
  field.focus();
  field.select();
  await sendKeys({ type: command });
  await sendKeys({ press: "Enter" });
  await drawn(player);
}

function output(player: HopwisePlayer): string {
  return partOf(player, ".terminal-output").textContent;
}

describe("the terminal of a player", () => {
  it("opens by its key and takes the words that are typed, not the player's keys", async () => {
    const player = await withTerminal();
    const step = player.currentStep;
    await typed(player, "hostname");
    const select = partOf(player, ".terminal-panel select") as HTMLSelectElement;
    expect(select.selectedOptions[0]?.textContent).to.equal(output(player).trim());
    expect(player.currentStep).to.equal(step);
  });

  it("closes by Escape and gives the focus to its button", async () => {
    const player = await withTerminal();
    await sendKeys({ press: "Escape" });
    await drawn(player);
    expect(player.shadowRoot?.querySelector(".terminal-panel")).to.equal(null);
    expect(player.shadowRoot?.activeElement).to.equal(partOf(player, "button.terminal"));
    partOf(player, "button.terminal").click();
    await opened(player);
  });

  it("follows the steps and marks what has changed", async () => {
    const player = await withTerminal();
    const hosts = [...partOf(player, ".terminal-panel select").querySelectorAll("option")];
    const seen = new Set<number>();
    for (const { value } of hosts) {
      const select = partOf(player, ".terminal-panel select") as HTMLSelectElement;
      select.value = value;
      select.dispatchEvent(new Event("change"));
      await typed(player, "conntrack -L");
      for (let step = 1; step <= player.stepCount; step++) {
        player.currentStep = step;
        await drawn(player);
        seen.add(player.shadowRoot?.querySelectorAll(".terminal-output mark").length ?? 0);
      }
    }
    expect(Math.max(...seen)).to.be.greaterThan(0);
    expect(seen.has(0)).to.equal(true);
  });

  it("answers what it does not imitate with what it does", async () => {
    const player = await withTerminal();
    await typed(player, "ifconfig");
    expect(output(player)).to.contain("not imitated here");
  });

  it("is open to assistive technology: names for all of its parts", async () => {
    const player = await withTerminal();
    await expect(player).to.be.accessible();
    const region = partOf(player, ".terminal-output");
    expect(region.getAttribute("aria-label")).to.match(/^Output of .+ on .+, step \d+$/);
    expect(region.tabIndex).to.equal(0);
  });

  it("keeps the page's width in a narrow player: its text scrolls inside", async () => {
    const player = await withTerminal();
    player.style.width = "344px";
    await typed(player, "sysctl -a");
    await drawn(player);
    expect(partOf(player, ".terminal-panel").scrollWidth).to.be.at.most(344);
    expect(player.scrollWidth).to.be.at.most(344);
  });

  it("opens on the host that was clicked", async () => {
    const player = await playerWith();
    await waitUntil(
      () => player.shadowRoot?.querySelector(".pane[data-view=stage] [data-key]") != null,
      "the stage is drawn",
    );
    const marks = [...partOf(player, ".pane[data-view=stage]").querySelectorAll("[data-key]")];
    const mark = marks.find((one) => /^(node|pod|host)\//.test(one.getAttribute("data-key") ?? ""));
    const [shape] = mark?.children ?? [];
    shape?.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
    await opened(player);
    const select = partOf(player, ".terminal-panel select") as HTMLSelectElement;
    expect(mark?.getAttribute("data-key")).to.contain(select.value);
  });
});
