import { expect, fixture, html } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import { drawn, focusPlayer, partOf, playerWith } from "../support/player.js";

describe("the keyboard of a focused player", () => {
  it("steps forward and back", async () => {
    const player = await playerWith();
    focusPlayer(player);
    await sendKeys({ press: "ArrowRight" });
    await sendKeys({ press: "ArrowRight" });
    expect(player.currentStep).to.equal(3);
    await sendKeys({ press: "ArrowLeft" });
    expect(player.currentStep).to.equal(2);
  });

  it("works after the page has focused the player", async () => {
    const player = await playerWith();
    player.focus();
    expect(player.shadowRoot?.activeElement).to.equal(partOf(player, ".player"));
    await sendKeys({ press: "ArrowRight" });
    expect(player.currentStep).to.equal(2);
  });

  it("goes to the ends and to tenths", async () => {
    const player = await playerWith();
    focusPlayer(player);
    await sendKeys({ press: "End" });
    expect(player.currentStep).to.equal(player.stepCount);
    await sendKeys({ press: "Home" });
    expect(player.currentStep).to.equal(1);
    await sendKeys({ press: "5" });
    expect(player.currentStep).to.equal(1 + Math.round(0.5 * (player.stepCount - 1)));
  });

  it("plays and pauses with Space", async () => {
    const player = await playerWith();
    focusPlayer(player);
    await sendKeys({ press: "Space" });
    expect(player.paused).to.equal(false);
    await sendKeys({ press: "Space" });
    expect(player.paused).to.equal(true);
  });

  it("changes detail, speed and view, and keeps the place in the story", async () => {
    const player = await playerWith();
    focusPlayer(player);
    await sendKeys({ press: "d" });
    expect(player.detail).to.equal("hooks");
    await sendKeys({ press: "+" });
    expect(player.speed).to.equal(1.5);
    await sendKeys({ press: "-" });
    await sendKeys({ press: "-" });
    expect(player.speed).to.equal(0.5);
    const before = player.view;
    await sendKeys({ press: "v" });
    expect(player.view).not.to.equal(before);
  });

  it("steps at the finest level with , and .", async () => {
    const player = await playerWith();
    focusPlayer(player);
    await sendKeys({ press: "." });
    expect(player.detail).to.equal("rules");
  });

  it("opens the list of keys with ? and closes it with Escape", async () => {
    const player = await playerWith();
    focusPlayer(player);
    await sendKeys({ press: "?" });
    const dialog = partOf(player, "dialog") as HTMLDialogElement;
    expect(dialog.open).to.equal(true);
    await sendKeys({ press: "ArrowRight" });
    expect(player.currentStep).to.equal(1);
    await sendKeys({ press: "Escape" });
    expect(dialog.open).to.equal(false);
  });

  it("does nothing while the focus is elsewhere", async () => {
    const player = await playerWith();
    const input = await fixture<HTMLInputElement>(html`<input aria-label="elsewhere" />`);
    input.focus();
    await sendKeys({ press: "ArrowRight" });
    await sendKeys({ press: "Space" });
    expect(player.currentStep).to.equal(1);
    expect(player.paused).to.equal(true);
  });

  it("steps once, not twice, while the scrubber has the focus", async () => {
    const player = await playerWith();
    partOf(player, "input[type=range]").focus();
    await sendKeys({ press: "ArrowRight" });
    await drawn(player);
    expect(player.currentStep).to.equal(2);
    expect((partOf(player, "input[type=range]") as HTMLInputElement).value).to.equal("1");
  });

  it("lets a focused button have Space", async () => {
    const player = await playerWith();
    partOf(player, "button.step-forward").focus();
    await sendKeys({ press: "Space" });
    expect(player.currentStep).to.equal(2);
    expect(player.paused).to.equal(true);
  });

  it("keeps handled keys from the page, and leaves the others to it", async () => {
    const player = await playerWith();
    const seen: string[] = [];
    const listen = (event: KeyboardEvent): void => void seen.push(event.key);
    document.addEventListener("keydown", listen);
    focusPlayer(player);
    await sendKeys({ press: "ArrowRight" });
    await sendKeys({ press: "ArrowDown" });
    document.removeEventListener("keydown", listen);
    expect(seen).to.deep.equal(["ArrowDown"]);
  });
});
