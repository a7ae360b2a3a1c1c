import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { View, ViewInput } from "../scene/view/input.js";
import { stage } from "../scene/view/stage/stage.js";
import type * as MoreViews from "./more-views.js";

/** The views: the stage at once, the others as soon as they have been fetched. */
export class ViewController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #more: typeof MoreViews | null = null;
  #isAsked = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // A page that was offline may ask again.
    if (this.#more === null) this.#isAsked = false;
  }

  /** A view by its name; null while it is fetched, after which the host is updated. */
  view(name: string): View["draw"] | null {
    if (name === "stage") return stage;
    if (this.#more === null) void this.#load();
    return this.#more?.VIEWS.find((view) => view.name === name)?.draw ?? null;
  }

  /** The rows of the rule list that are on the screen. */
  visibleRules(input: ViewInput): ReturnType<typeof MoreViews.visibleRules> {
    return this.#more?.visibleRules(input) ?? [];
  }

  async #load(): Promise<void> {
    if (this.#isAsked) return;
    this.#isAsked = true;
    try {
      this.#more = await import("./more-views.js");
      this.#host.requestUpdate();
    } catch {
      // The stage and the captions still say what happens.
    }
  }
}
