import { en } from "../../message/view/branches/en.js";
import type { Scene } from "../../scene/scene.js";
import { branchWish } from "../../scene/view/branches/branch-action.js";
import { branches } from "../../scene/view/branches/branches.js";
import type { BranchDesk, StageInput } from "../../scene/view/input.js";
import type { Exploration } from "../../trace/exploration.js";
import type { Step } from "../../trace/step.js";
import type { ViewChoice } from "../pane-choice.js";
import type { Loaded } from "../source.js";
import { walkByKey } from "./walk-by-key.js";

// A chunk of its own: the picture of branches and what its boxes ask for, fetched when it is first shown.

/** The player, as far as a branch of it can be played. */
export interface BranchHost extends EventTarget {
  branch: string;
  view: ViewChoice;
  currentStep: number;
  play(): void;
  requestUpdate(): void;
}

/** What the player says of itself when it is asked. */
export interface BranchStage {
  readonly loaded: () => Loaded;
  readonly steps: () => readonly Step[];
  /** Whether there is room for one view alone. */
  readonly isNarrow: () => boolean;
}

/** What a reader asks of branches: to find those of a request, to play one, to go back to the scenario's own draw. */
export class BranchBook {
  readonly #host: BranchHost;
  readonly #stage: BranchStage;
  /** The requests whose branches the reader has asked for. */
  readonly #asked = new Set<number>();
  /** The request that plays on as soon as its branch is there. */
  #next: number | null = null;
  /** What the desk was made from. */
  #loaded: Loaded = { kind: "nothing" };
  #desk: BranchDesk | null = null;

  constructor(host: BranchHost, stage: BranchStage) {
    this.#host = host;
    this.#stage = stage;
    // As long as the host is there, so is its book.
    host.addEventListener("keydown", walkByKey);
    host.addEventListener("hopwise-ready", () => {
      if (this.#next !== null) this.#playFrom(this.#next);
      this.#next = null;
    });
  }

  /** Draws the picture with the words that have been fetched so far: English ones are here, other languages come whole. */
  draw(input: StageInput): Scene {
    const { desk } = this;
    const branchDesk = desk === null ? {} : { branches: desk };
    return branches({ ...input, ...branchDesk, words: { ...en, ...input.words } });
  }

  /** What was found and chosen; another object when that changes. */
  get desk(): BranchDesk | null {
    const loaded = this.#stage.loaded();
    if (loaded !== this.#loaded) {
      // Another scenario has requests of its own.
      if (textOf(loaded) !== textOf(this.#loaded)) this.#asked.clear();
      this.#loaded = loaded;
      this.#desk = this.#deskOf(loaded);
    }
    return this.#desk;
  }
  /** Takes what has been loaded, which may be a branch that was asked for here: it plays from its request on. */
  take(loaded: Loaded): void {
    // Another scenario has its own requests.
    if (this.#host.branch === "" && this.#next === null) this.#asked.clear();
    this.#loaded = loaded;
    this.#desk = this.#deskOf(loaded);
    if (this.#next !== null) this.#playFrom(this.#next);
    this.#next = null;
  }

  /** Does what a box asks for; nothing where its action is about something else. */
  obey(action: string): void {
    const wish = branchWish(action);
    if (wish === null) return;
    if ("explore" in wish) {
      this.#asked.add(wish.explore);
      this.#desk = this.#deskOf(this.#stage.loaded());
      this.#host.requestUpdate();
      return;
    }
    const { branch } = this.#host;
    const request = parseInt(wish.branch === "" ? branch : wish.branch, 10);
    // One view alone would go on showing where the play can go, and not where it goes.
    if (this.#stage.isNarrow()) this.#host.view = "stage";
    if (wish.branch === branch) this.#playFrom(request);
    else this.#next = request;
    this.#host.branch = wish.branch;
  }

  #deskOf(loaded: Loaded): BranchDesk | null {
    if (loaded.kind !== "ready" || loaded.branches === null) return null;
    const { explore } = loaded.branches;
    const explored = new Map<number, Exploration>();
    for (const request of explore === null ? [] : this.#asked) {
      const found = explore?.(request) ?? null;
      if (found !== null) explored.set(request, found);
    }
    return { canPlay: explore !== null, chosen: this.#host.branch, explored };
  }

  #playFrom(request: number): void {
    const loaded = this.#stage.loaded();
    const trace = loaded.kind === "ready" ? loaded.trace : null;
    if (trace === null) return;
    const start = trace.events.findIndex(
      (event) => event.kind === "request-started" && event.request === request,
    );
    const step = this.#stage.steps().findIndex(({ to }) => to > start);
    this.#host.currentStep = step + 1;
    this.#host.play();
  }
}

function textOf(loaded: Loaded): string | undefined {
  return loaded.kind === "ready" ? loaded.problems.sources[0]?.text : undefined;
}
