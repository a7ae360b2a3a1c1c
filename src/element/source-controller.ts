import type { ReactiveController, ReactiveControllerHost } from "lit";
import { loadOrigin } from "./load-origin.js";
import type { Loaded, Origin } from "./source.js";

/** Loads what the player shall play; a newer request ends an older one. */
export class SourceController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #tell: (loaded: Loaded) => void;
  #abort: AbortController | null = null;
  #loaded: Loaded = { kind: "nothing" };

  constructor(host: ReactiveControllerHost, tell: (loaded: Loaded) => void) {
    this.#host = host;
    this.#tell = tell;
    host.addController(this);
  }

  get loaded(): Loaded {
    return this.#loaded;
  }

  hostDisconnected(): void {
    this.#abort?.abort();
  }

  /** Loads an origin, with another seed than the scenario's where one is given. */
  async load(origin: Origin, seed: number | null): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    // What plays now stays on the screen until the new one is there.
    if (this.#loaded.kind !== "ready") this.#show({ kind: "loading" });
    const loaded = await loadOrigin(origin, seed, abort.signal);
    if (!abort.signal.aborted) this.#show(loaded);
  }

  #show(loaded: Loaded): void {
    this.#loaded = loaded;
    this.#host.requestUpdate();
    this.#tell(loaded);
  }
}
