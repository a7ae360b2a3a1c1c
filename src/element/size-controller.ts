import type { ReactiveController, ReactiveControllerHost } from "lit";

/** How many views the player has room for. */
export type Layout = "one" | "two" | "three";

/** The layout for a width in pixels. */
export function layoutOf(width: number): Layout {
  return width >= 1100 ? "three" : width >= 720 ? "two" : "one";
}

/** The player's own size, not the window's; asks for an update when it changes. */
export class SizeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #observer: ResizeObserver | null = null;
  #width = 0;
  #height = 0;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** In pixels; 0 before the element has been laid out. */
  get width(): number {
    return this.#width;
  }

  get layout(): Layout {
    return layoutOf(this.#width);
  }

  /** Whether the player has been laid out. */
  get known(): boolean {
    return this.#width > 0;
  }

  hostConnected(): void {
    if (typeof ResizeObserver === "undefined") return;
    this.#width = this.#host.clientWidth;
    this.#observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = this.#host;
      if (clientWidth === this.#width && clientHeight === this.#height) return;
      this.#width = clientWidth;
      this.#height = clientHeight;
      // Another layout in the middle of the browser's own would be reported as a loop.
      requestAnimationFrame(() => {
        this.#host.requestUpdate();
      });
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
  }
}
