import type { ReactiveController, ReactiveControllerHost, TemplateResult } from "lit";
import type { InterfaceTexts } from "../message/interface/en.js";
import { tellPage } from "./announce.js";
import type * as DescribeProblems from "./describe-problems.js";
import type { Loaded, Problems } from "./source.js";

/** A list of a scenario's mistakes, drawn in a language, over something that plays or alone. */
export type ProblemPanel = (texts: InterfaceTexts, plays: boolean) => TemplateResult;

type Host = ReactiveControllerHost & HTMLElement & { readonly scenario: string | null };

/** A scenario's mistakes in words; what says and shows them is fetched when there are any. */
export class ProblemController implements ReactiveController {
  readonly #host: Host;
  #chunk: typeof DescribeProblems | null = null;
  #sentences: readonly string[] = [];
  #asked: { readonly problems: Problems; readonly language: string } | null = null;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#asked = null;
  }

  /** The list as far as it is known, null for none; the rest arrives later, with an update of the host. */
  panelOf(loaded: Loaded<unknown>, language: string): ProblemPanel | null {
    if (loaded.kind !== "ready" || loaded.problems.diagnostics.length === 0) return null;
    const { problems } = loaded;
    if (this.#asked?.problems !== problems || this.#asked.language !== language) {
      if (this.#asked?.problems !== problems) this.#sentences = [];
      this.#asked = { problems, language };
      void this.#load(problems, language);
    }
    const sentences = this.#sentences;
    const draw = this.#chunk?.problemPanel;
    if (draw === undefined || sentences.length === 0) return null;
    // The page that gave the text can show the place in it.
    const show = this.#host.scenario === null ? null : this.#show;
    return (texts, plays) => draw({ sentences, show }, plays, texts);
  }

  readonly #show = (index: number): void => {
    const diagnostic = this.#asked?.problems.diagnostics[index];
    if (diagnostic !== undefined) tellPage(this.#host, "hopwise-problem", { diagnostic });
  };

  async #load(problems: Problems, language: string): Promise<void> {
    const chunk = await import("./describe-problems.js");
    const sentences = await chunk.describeProblems(problems, language);
    if (this.#asked?.problems !== problems || this.#asked.language !== language) return;
    this.#chunk = chunk;
    this.#sentences = sentences;
    this.#host.requestUpdate();
  }
}
