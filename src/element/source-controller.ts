import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Loaded, Origin } from "./source.js";

/** Fetches and computes what an origin names; never throws, for what goes wrong is shown to the reader. */
type Load<Content> = (origin: Origin, signal: AbortSignal) => Promise<Loaded<Content>>;

/** Loads what an element shall play; a newer request ends an older one. */
export class SourceController<Content> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #load: Load<Content>;
  readonly #tell: (loaded: Loaded<Content>) => void;
  #abort: AbortController | null = null;
  #loaded: Loaded<Content> = { kind: "nothing" };

  constructor(
    host: ReactiveControllerHost,
    load: Load<Content>,
    tell: (loaded: Loaded<Content>) => void,
  ) {
    this.#host = host;
    this.#load = load;
    this.#tell = tell;
    host.addController(this);
  }

  get loaded(): Loaded<Content> {
    return this.#loaded;
  }

  hostDisconnected(): void {
    this.#abort?.abort();
  }

  /** Loads an origin. */
  async load(origin: Origin): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    // What plays now stays on the screen until the new one is there.
    if (this.#loaded.kind !== "ready") this.#show({ kind: "loading" });
    const loaded = await this.#load(origin, abort.signal);
    if (!abort.signal.aborted) this.#show(loaded);
  }

  #show(loaded: Loaded<Content>): void {
    this.#loaded = loaded;
    this.#host.requestUpdate();
    this.#tell(loaded);
  }
}
