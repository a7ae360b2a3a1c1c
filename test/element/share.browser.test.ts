import { expect, waitUntil } from "@open-wc/testing";
import type { HopwisePlayer } from "../../src/define.js";
import { drawn, partOf, playerWith } from "../support/player.js";
import { smallTrace } from "../support/small-trace.js";

function setHash(hash: string): void {
  history.replaceState(null, "", hash === "" ? location.pathname + location.search : hash);
}

async function openShare(player: HopwisePlayer): Promise<void> {
  partOf(player, "button.share").click();
  await waitUntil(() => player.shadowRoot?.querySelector("dialog[open]"));
  await drawn(player);
}

describe("what a player hands on", () => {
  afterEach(() => {
    setHash("");
  });

  it("starts at the step of the page's address", async () => {
    setHash("#step=3");
    const player = await playerWith();
    expect(player.currentStep).to.equal(3);
  });

  it("follows the address when it changes", async () => {
    const player = await playerWith();
    location.hash = "#step=2&detail=hooks";
    await waitUntil(() => player.currentStep === 2 && player.detail === "hooks");
  });

  it("offers a link to the step and the level that are shown", async () => {
    const player = await playerWith();
    player.currentStep = 4;
    await drawn(player);
    await openShare(player);
    expect((partOf(player, "dialog.share-dialog") as HTMLDialogElement).open).to.equal(true);
    const input = partOf(player, ".link input") as HTMLInputElement;
    expect(new URL(input.value).hash).to.equal("#step=4");
    player.detail = "rules";
    await drawn(player);
    expect(new URL(input.value).hash).to.contain("&detail=rules");
    await expect(player).to.be.accessible();
  });

  it("says how copying ended", async () => {
    const player = await playerWith();
    await openShare(player);
    partOf(player, "button.copy").click();
    await waitUntil(() => partOf(player, ".note").textContent !== "");
  });

  it("saves a view's picture under the step's name", async () => {
    const trace = smallTrace();
    const player = await playerWith({
      ...trace,
      header: { ...trace.header, title: { en: "One request" } },
    });
    await openShare(player);
    const names: string[] = [];
    const urls: string[] = [];
    // Instead of a download, for which a browser may ask where to put it.
    Object.assign(HTMLAnchorElement.prototype, {
      click(this: HTMLAnchorElement) {
        names.push(this.download);
        urls.push(this.href);
      },
    });
    try {
      partOf(player, ".pictures button").click();
      expect(names.length).to.equal(1);
    } finally {
      Reflect.deleteProperty(HTMLAnchorElement.prototype, "click");
    }
    expect(names[0]).to.equal("one-request-step-1-stage.svg");
    const text = await (await fetch(urls[0] ?? "")).text();
    expect(text).to.match(/^<svg [\s\S]*<title>/);
  });
});
