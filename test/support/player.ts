import { expect, fixture, html, oneEvent } from "@open-wc/testing";
import "../../src/define.js";
import type { HopwisePlayer } from "../../src/define.js";
import type { Trace } from "../../src/trace/trace.js";
import { smallTrace } from "./small-trace.js";

/** A player on a page that plays a trace, drawn and ready. */
export async function playerWith(trace: Trace = smallTrace()): Promise<HopwisePlayer> {
  const player = await fixture<HopwisePlayer>(
    html`<hopwise-player .trace=${trace}></hopwise-player>`,
  );
  await settled(player);
  expect(player.stepCount).to.be.greaterThan(3);
  return player;
}

/** Waits until a player has loaded and drawn. */
export async function settled(player: HopwisePlayer): Promise<void> {
  if (player.stepCount === 0) await oneEvent(player, "hopwise-ready");
  await drawn(player);
}

/** Waits until a player shows what it knows. */
export async function drawn(player: HopwisePlayer): Promise<void> {
  await player.updateComplete;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await player.updateComplete;
}

/** The part of a player that matches; throws where it has none. */
export function partOf(player: HopwisePlayer, selector: string): HTMLElement {
  const part = player.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!part) throw new Error(`the player has no ${selector}`);
  return part;
}

/** The focusable frame of a player: what the keys work in. */
export function focusPlayer(player: HopwisePlayer): void {
  partOf(player, ".player").focus();
}
