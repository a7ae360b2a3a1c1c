import type { Moment } from "../timeline/moment.js";

/** Whether there is nothing left to play. */
export function isAtEnd(moment: Moment, count: number): boolean {
  return moment.step >= count - 1 && moment.progress >= 1;
}

/** An event of the element alone, like a media element's own: it does not bubble. */
export function tell(host: EventTarget, name: string, detail: unknown = null): void {
  host.dispatchEvent(new CustomEvent(name, { detail }));
}

/** An event that the whole page may listen to. */
export function tellPage(host: EventTarget, name: string, detail: unknown): void {
  host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

/** Announces what changed from one moment to the next: `hopwise-step`, `play`, `pause`, `ended`. */
export function announce(host: EventTarget, before: Moment, moment: Moment, steps: number): void {
  const { step, detail, playing } = moment;
  if (before.step !== step || before.detail !== detail)
    tellPage(host, "hopwise-step", { step: step + 1, steps, detail });
  if (before.playing === playing) return;
  tell(host, playing ? "play" : isAtEnd(moment, steps) ? "ended" : "pause");
}
