import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Loaded, Problems } from "./source.js";

/** The sentences of a scenario's mistakes, fetched when there are any. */
export class ProblemController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #texts: readonly string[] = [];
  #asked: { readonly problems: Problems; readonly language: string } | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#asked = null;
  }

  /** The sentences as far as they are known; the rest arrives later, with an update of the host. */
  textsOf(loaded: Loaded, language: string): readonly string[] {
    if (loaded.kind !== "ready") return [];
    const { problems } = loaded;
    if (problems.diagnostics.length === 0) return [];
    if (this.#asked?.problems !== problems || this.#asked.language !== language) {
      if (this.#asked?.problems !== problems) this.#texts = [];
      this.#asked = { problems, language };
      void this.#load(problems, language);
    }
    return this.#texts;
  }

  async #load(problems: Problems, language: string): Promise<void> {
    const { describeProblems } = await import("./describe-problems.js");
    const texts = await describeProblems(problems, language);
    if (this.#asked?.problems !== problems || this.#asked.language !== language) return;
    this.#texts = texts;
    this.#host.requestUpdate();
  }
}
