import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Whether a media query holds; asks for an update of the host when that changes. */
export class MediaController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #query: MediaQueryList | null;

  constructor(host: ReactiveControllerHost, query: string) {
    this.#host = host;
    // Nothing to ask where pages are prepared on a server.
    this.#query = typeof matchMedia === "function" ? matchMedia(query) : null;
    host.addController(this);
  }

  get matches(): boolean {
    return this.#query?.matches ?? false;
  }

  hostConnected(): void {
    this.#query?.addEventListener("change", this.#onChange);
  }

  hostDisconnected(): void {
    this.#query?.removeEventListener("change", this.#onChange);
  }

  readonly #onChange = (): void => {
    this.#host.requestUpdate();
  };
}
