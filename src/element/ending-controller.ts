import type { ReactiveController, ReactiveControllerHost } from "lit";

/** How long the last picture stays before a player that repeats starts anew. */
const HOLD_MS = 3000;

/** Starts again after the end, a moment later; any other wish of the reader's in between wins. */
export class EndingController implements ReactiveController {
  readonly #again: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(host: ReactiveControllerHost, again: () => void) {
    this.#again = again;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.cancel();
  }

  /** Waits, then starts again. */
  hold(): void {
    this.cancel();
    this.#timer = setTimeout(this.#again, HOLD_MS);
  }

  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
