import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Tells whenever at least half of the player comes into view. */
export class VisibilityController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #tell: () => void;
  #observer: IntersectionObserver | null = null;
  #isVisible = false;

  constructor(host: ReactiveControllerHost & HTMLElement, tell: () => void) {
    this.#host = host;
    this.#tell = tell;
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof IntersectionObserver === "undefined") return;
    this.#observer = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1);
        this.#isVisible = last !== undefined && isHalfVisible(last);
        this.refresh();
      },
      { threshold: [0, 0.25, 0.5, 0.75] },
    );
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
    this.#isVisible = false;
  }

  /** Tells again where the player is in view now. */
  refresh(): void {
    if (this.#isVisible) this.#tell();
  }
}

// A player that is taller than the window can never show half of itself; half of the window must do.
function isHalfVisible(entry: IntersectionObserverEntry): boolean {
  const shown = entry.intersectionRect.height;
  const window = entry.rootBounds?.height ?? Number.POSITIVE_INFINITY;
  return entry.isIntersecting && shown >= Math.min(entry.boundingClientRect.height, window) / 2;
}
