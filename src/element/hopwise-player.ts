import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from "lit";
import type { Look } from "../scene/look.js";
import { createTimeline } from "../timeline/timeline.js";
import type { Moment } from "../timeline/moment.js";
import { createHistory } from "../trace/history.js";
import type { Detail } from "../trace/step.js";
import type { Trace } from "../trace/trace.js";
import { BranchController } from "./branch-controller.js";
import { frameOf } from "./frame-of.js";
import { LinkController } from "./link-controller.js";
import { loadOrigin } from "./load-origin.js";
import { LookController } from "./look-controller.js";
import type { Deck } from "./obey.js";
import { CONTENT_PROPERTIES } from "./origin-of.js";
import { nextChoice } from "./pane-choice.js";
import { PaneController } from "./pane-controller.js";
import { playerFrame } from "./part/player-frame.js";
import type { Opening, Playback } from "./playback-controller.js";
import { ShareController } from "./share-controller.js";
import type { Loaded, Origin, PlayedTrace } from "./source.js";
import { playerStyles } from "./style/order.js";
import { TerminalController } from "./terminal-controller.js";
import { TimelineElement } from "./timeline-element.js";

/**
 * Plays a scenario (`.hop`) or a trace (`.json`): `<hopwise-player src="clusterip.hop">`. What stands inside it is shown
 * until it plays; a scenario may also stand inside, in a `<script type="text/plain">`.
 */
export class HopwisePlayer extends TimelineElement<PlayedTrace, Playback> {
  static override styles: CSSResultGroup = [...playerStyles];
  static override properties: PropertyDeclarations = {
    trace: { attribute: false },
    branch: { type: String },
  };

  /** A trace, in place of `src`. */
  declare trace: Trace | null;
  /** The branch that plays, as `2:3`: the third of the second request; empty for what the seed draws. */
  declare branch: string;

  readonly #looks = new LookController(this);
  readonly #branches = new BranchController(this, {
    loaded: () => this.source.loaded,
    steps: () => this.playback.steps,
    isNarrow: () => this.size.layout === "one",
  });
  readonly #panes = new PaneController(this, this.#branches);
  readonly #share = new ShareController(this);
  readonly #links = new LinkController(this, () => this.playback.playback?.timeline ?? null);
  readonly #terminal = new TerminalController(this);
  #look: Look | null = null;
  #isTranscriptOpen = false;

  constructor() {
    super();
    this.trace = null;
    this.branch = "";
  }

  /** The sentence that says what just happened. */
  get caption(): string {
    return this.#look?.caption ?? "";
  }

  protected override willUpdate(changed: PropertyValues<HopwisePlayer>): void {
    const isOther = CONTENT_PROPERTIES.some((name) => changed.has(name));
    // A branch is of the requests of one scenario.
    if (isOther && !changed.has("branch") && this.source.loaded.kind === "ready") this.branch = "";
    super.willUpdate(changed);
  }

  protected override render(): TemplateResult {
    const { playback, moment } = this.playback;
    const { catalogue } = this.languages;
    this.#look =
      playback === null || moment === null ? null : this.#looks.lookAt(playback, moment, catalogue);
    return playback === null || moment === null || this.#look === null
      ? this.waiting()
      : this.#playing(playback, moment, this.#look);
  }

  protected override updated(): void {
    const { moment } = this.playback;
    if (this.#look === null || moment === null) return;
    this.#panes.draw(this.renderRoot, this.#look, this.shownTheme, moment.progress);
  }

  #playing(playback: Playback, moment: Moment, look: Look): TemplateResult {
    const { catalogue } = this.languages;
    const from = [playback, moment.detail, catalogue] as const;
    return playerFrame(
      frameOf({
        playback,
        moment,
        look,
        catalogue,
        chapters: this.#looks.chapters(...from),
        captions: this.#isTranscriptOpen ? this.#looks.captions(...from) : null,
        layout: this.size.layout,
        theme: this.shownTheme,
        view: this.view,
        hasBranches: this.#branches.isOffered,
        hasControls: this.controls !== "off",
        problems: this.problems.panelOf(this.source.loaded, catalogue.language),
        address: this.scenario === null ? this.#links.addressOf(moment) : null,
        note: this.#share.note,
        shareDialog: this.#share.dialog,
        terminal: this.#terminal.view(playback, moment, catalogue.language),
        copy: (address) => void this.#share.copy(address),
        save: (view, name) => {
          this.#share.save(this.#panes.sceneOf(this.renderRoot, view), this.shownTheme, name);
        },
        obey: this.obey,
        setLanguage: (tag) => {
          this.languages.choose(tag);
        },
        scrollPane: (pane, rows) => this.#panes.scroll(pane, rows),
        chooseView: (view) => {
          this.view = view;
        },
        toggleTranscript: (open) => {
          this.#isTranscriptOpen = open;
          this.requestUpdate();
        },
      }),
    );
  }

  protected override get opening(): Opening {
    return this.#links.openingOf(this);
  }

  protected override readonly tools: Deck["tools"] = {
    view: () => {
      this.view = nextChoice(this.size.layout, this.view, this.#branches.isOffered);
    },
    "hand-on": () => void this.#share.open(this.renderRoot),
    terminal: () => void this.#terminal.toggle(),
  };

  protected override load(origin: Origin, signal: AbortSignal): Promise<Loaded> {
    return loadOrigin(origin, this, signal);
  }

  protected override playableOf({ trace }: PlayedTrace, detail: Detail): Playback | null {
    if (trace === null) return null;
    const timeline = createTimeline({ trace, ...this.playback.clock(detail) });
    return { trace, history: createHistory(trace), timeline };
  }

  protected override move(moment: Moment): void {
    this.#panes.move(moment.progress);
  }
}
