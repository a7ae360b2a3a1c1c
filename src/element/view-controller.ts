import type { ReactiveController, ReactiveControllerHost } from "lit";
import { needsHosts } from "../scene/layout/hosts/needs-hosts.js";
import { wholeTrace } from "../scene/layout/whole-trace.js";
import type { StageInput, ViewInput } from "../scene/view/input.js";
import type { Scene } from "../scene/scene.js";
import { stage } from "../scene/view/stage/stage.js";
import type { MoreWords } from "../message/view/more/en.js";
import type { BranchController } from "./branch-controller.js";
import type * as HostViews from "./host-views.js";
import type * as MoreViews from "./more-views.js";

/** The views that a trace of hosts has in its own form. */
const HOST_VIEWS: ReadonlySet<string> = new Set(["stage", "flowchart"]);

/** Draws a view with the words that have been fetched so far. */
type Draw = (input: StageInput) => Scene;

/** The views: a cluster's stage at once, the others as soon as they have been fetched. */
export class ViewController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #branches: BranchController | null;
  #more: typeof MoreViews | null = null;
  #hosts: typeof HostViews | null = null;
  readonly #asked = new Set<string>();

  constructor(host: ReactiveControllerHost, branches: BranchController | null) {
    this.#host = host;
    this.#branches = branches;
    host.addController(this);
  }

  hostConnected(): void {
    // A page that was offline may ask again.
    this.#asked.clear();
  }

  /** A view by its name, for a trace; null while it is fetched, after which the host is updated. */
  view(name: string, { trace }: Pick<StageInput, "trace">): Draw | null {
    const ofHosts = needsHosts(wholeTrace(trace).header);
    if (name === "stage" && !ofHosts) return stage;
    if (name === "branches") {
      const book = this.#branches?.book ?? null;
      if (book === null) void this.#branches?.fetch();
      return book && ((input) => book.draw(input));
    }
    if (name === "tables" || (ofHosts && HOST_VIEWS.has(name))) {
      if (this.#hosts === null) void this.#load("hosts");
      return withWords(this.#hosts?.HOST_VIEWS[name], this.#hosts?.en);
    }
    if (this.#more === null) void this.#load("more");
    return withWords(this.#more?.MORE_VIEWS[name], this.#more?.en);
  }

  /** The rows of the rule list that are on the screen. */
  visibleRules(input: StageInput): ReturnType<typeof MoreViews.visibleRules> {
    const more = this.#more;
    return more?.visibleRules({ ...input, words: { ...more.en, ...input.words } }) ?? [];
  }

  async #load(chunk: "hosts" | "more"): Promise<void> {
    if (this.#asked.has(chunk)) return;
    this.#asked.add(chunk);
    try {
      if (chunk === "hosts") this.#hosts = await import("./host-views.js");
      else this.#more = await import("./more-views.js");
      this.#host.requestUpdate();
    } catch {
      // The captions still say what happens.
    }
  }
}

// English words come with the views; other languages come whole, and theirs count.
function withWords(
  draw: ((input: ViewInput) => Scene) | undefined,
  en: MoreWords | undefined,
): Draw | null {
  if (draw === undefined || en === undefined) return null;
  return (input) => draw({ ...input, words: { ...en, ...input.words } });
}
