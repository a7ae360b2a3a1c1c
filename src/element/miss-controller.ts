import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Misses } from "../scene/view/input.js";
import type { VisibleRule } from "../scene/view/rules/visible-rules.js";
import type { explainMisses } from "./explain.js";

type Explain = typeof explainMisses;

/** Why the rules on the screen were missed: computed when looked at, with code that is fetched the first time. */
export class MissController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #explain: Explain | null = null;
  #isAsked = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // A page that was offline may ask again.
    if (this.#explain === null) this.#isAsked = false;
  }

  /** The reasons for what a rule list shows; null until they can be told, when the host is updated. */
  missesOf(rules: readonly VisibleRule[]): Misses | null {
    if (!rules.some(({ status }) => status === "missed")) return null;
    if (this.#explain !== null) return this.#explain(rules);
    if (!this.#isAsked) void this.#load();
    return null;
  }

  async #load(): Promise<void> {
    this.#isAsked = true;
    try {
      this.#explain = (await import("./explain.js")).explainMisses;
      this.#host.requestUpdate();
    } catch {
      // Without the reasons the list still says which rules were missed.
    }
  }

  /** Whether reasons can be told now; a picture that was drawn without them is drawn again then. */
  get isReady(): boolean {
    return this.#explain !== null;
  }
}
