import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Tells when at least half of the player comes into view, and when it leaves. */
export class VisibilityController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #tell: (visible: boolean) => void;
  #observer: IntersectionObserver | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, tell: (visible: boolean) => void) {
    this.#host = host;
    this.#tell = tell;
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof IntersectionObserver === "undefined") return;
    this.#observer = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1);
        if (last) this.#tell(isHalfVisible(last));
      },
      { threshold: [0, 0.25, 0.5, 0.75] },
    );
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
  }
}

// A player that is taller than the window can never show half of itself; half of the window must do.
function isHalfVisible(entry: IntersectionObserverEntry): boolean {
  const shown = entry.intersectionRect.height;
  const window = entry.rootBounds?.height ?? Number.POSITIVE_INFINITY;
  return entry.isIntersecting && shown >= Math.min(entry.boundingClientRect.height, window) / 2;
}
