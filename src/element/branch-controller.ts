import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { BranchBook, BranchHost, BranchStage } from "./branch/branch-book.js";

/** The branches of what is played: their picture is fetched when it is first shown. */
export class BranchController implements ReactiveController {
  readonly #host: ReactiveControllerHost & BranchHost;
  readonly #stage: BranchStage;
  #book: BranchBook | null = null;
  #isAsked = false;

  constructor(host: ReactiveControllerHost & BranchHost, stage: BranchStage) {
    this.#host = host;
    this.#stage = stage;
    host.addController(this);
  }

  hostConnected(): void {
    // A page that was offline may ask again.
    this.#isAsked = false;
  }

  /** Whether chance has a say in what is played, so that there is something to show. */
  get isOffered(): boolean {
    const loaded = this.#stage.loaded();
    return loaded.kind === "ready" && loaded.branches !== null;
  }

  /** The picture and what it asks for; null until it has been fetched. */
  get book(): BranchBook | null {
    return this.#book;
  }

  /** Fetches the picture, after which the host is updated. */
  async fetch(): Promise<void> {
    if (this.#isAsked) return;
    this.#isAsked = true;
    try {
      const { BranchBook } = await import("./branch/branch-book.js");
      this.#book ??= new BranchBook(this.#host, this.#stage);
      this.#host.requestUpdate();
    } catch {
      // The captions still say what happens.
    }
  }
}
