import type { CSSResultGroup, PropertyDeclarations, TemplateResult } from "lit";
import { placeOf } from "../../timeline/shared-clock.js";
import type { Moment } from "../../timeline/moment.js";
import type { Detail } from "../../trace/step.js";
import { LookController } from "../look-controller.js";
import type { Deck } from "../obey.js";
import { nextChoice } from "../pane-choice.js";
import { PaneController } from "../pane-controller.js";
import type { Loaded, Origin } from "../source.js";
import { playerStyles } from "../style/order.js";
import { TimelineElement } from "../timeline-element.js";
import { playCompared } from "./compared-playback.js";
import type { ComparedPlayback } from "./compared-playback.js";
import type { ComparedPlays } from "./compared-plays.js";
import { comparisonFrame } from "./comparison-frame.js";
import { comparisonStyles } from "./comparison-styles.js";
import { comparisonFrameOf } from "./frame-of.js";
import type { ShownColumn } from "./frame-of.js";
import { loadComparison } from "./load-comparison.js";
import { readModes } from "./read-modes.js";

/** Who looks at a column and draws it. */
interface Artist {
  readonly looks: LookController;
  readonly panes: PaneController;
}

/**
 * Plays one scenario in several modes of kube-proxy, side by side on one clock:
 * `<hopwise-compare src="compare.hop" modes="iptables nftables">`. Without `modes`, the scenario's own line `compare …`
 * names them. What stands inside it is shown until it plays, as in the player.
 */
export class HopwiseCompare extends TimelineElement<ComparedPlays, ComparedPlayback> {
  static override styles: CSSResultGroup = [...playerStyles, comparisonStyles];
  static override properties: PropertyDeclarations = { modes: { type: String } };

  /** The modes between spaces, in place of those that the scenario names. */
  declare modes: string;

  /** One for each column that there ever was: a controller of an element stays. */
  readonly #artists: Artist[] = [];
  #shown: readonly ShownColumn[] = [];
  #selected = 0;
  readonly #openTranscripts = new Set<number>();

  constructor() {
    super();
    this.modes = "";
  }

  /** The sentences that say what just happened, one for each mode. */
  get captions(): readonly string[] {
    return this.#shown.map(({ look }) => look.caption);
  }

  protected override readonly tools: Deck["tools"] = {
    view: () => {
      this.view = nextChoice("one", this.view);
    },
  };

  protected override load(origin: Origin, signal: AbortSignal): Promise<Loaded<ComparedPlays>> {
    return loadComparison(origin, readModes(this.modes).modes, this.seed, signal);
  }

  protected override playableOf(plays: ComparedPlays, detail: Detail): ComparedPlayback | null {
    return playCompared(plays, this.playback.clock(detail));
  }

  protected override render(): TemplateResult {
    const { playback, moment } = this.playback;
    this.#shown = playback === null || moment === null ? [] : this.#look(playback, moment);
    if (playback === null || moment === null || this.#shown.length === 0) return this.waiting();
    const { catalogue } = this.languages;
    return comparisonFrame(
      comparisonFrameOf({
        playback,
        moment,
        catalogue,
        shown: this.#shown,
        width: this.size.width,
        layout: this.size.layout,
        theme: this.shownTheme,
        themeChoice: this.theme,
        view: this.view,
        unknownModes: readModes(this.modes).unknown,
        selected: this.#selected,
        hasControls: this.controls !== "off",
        problems: this.problems.panelOf(this.source.loaded, catalogue.language),
        obey: this.obey,
        captionsOf: (index) => this.#captionsOf(playback, index, moment.detail),
        chaptersOf: (index) => {
          const column = playback.columns[index];
          return column === undefined
            ? []
            : this.#artist(index).looks.chapters(column, moment.detail, catalogue);
        },
        toggleTranscript: (index, open) => {
          if (open) this.#openTranscripts.add(index);
          else this.#openTranscripts.delete(index);
          this.requestUpdate();
        },
        scrollPane: (index, pane, rows) => this.#artist(index).panes.scroll(pane, rows),
        select: (index) => {
          this.#selected = index;
          this.requestUpdate();
        },
        chooseView: (view) => {
          this.view = view;
        },
        setTheme: (theme) => {
          this.theme = theme;
        },
        setLanguage: (tag) => {
          this.languages.choose(tag);
        },
      }),
    );
  }

  protected override updated(): void {
    const roots = this.renderRoot.querySelectorAll(".column");
    this.#shown.forEach(({ look, place }, index) => {
      const root = roots[index];
      if (root !== undefined)
        this.#artist(index).panes.draw(root, look, this.shownTheme, place.progress);
    });
  }

  protected override move(moment: Moment): void {
    const { playback } = this.playback;
    if (playback === null) return;
    const places = playback.columns.map((_, index) => placeOf(playback.clock, index, moment));
    // A column may come to its next step while another is still in the middle of its own.
    if (places.some((place, index) => place?.step !== this.#shown[index]?.place.step))
      this.requestUpdate();
    else
      places.forEach((place, index) => {
        this.#artist(index).panes.move(place?.progress ?? 1);
      });
  }

  #look(playback: ComparedPlayback, moment: Moment): readonly ShownColumn[] {
    const { catalogue } = this.languages;
    return playback.columns.flatMap((column, index) => {
      const place = placeOf(playback.clock, index, moment);
      if (place === null) return [];
      const at = { detail: moment.detail, step: place.step };
      const look = this.#artist(index).looks.lookAt(column, at, catalogue);
      return look === null ? [] : [{ column, look, place }];
    });
  }

  #captionsOf(playback: ComparedPlayback, index: number, detail: Detail): readonly string[] | null {
    const column = playback.columns[index];
    if (column === undefined || !this.#openTranscripts.has(index)) return null;
    return this.#artist(index).looks.captions(column, detail, this.languages.catalogue);
  }

  #artist(index: number): Artist {
    const known = this.#artists[index];
    if (known !== undefined) return known;
    const artist = { looks: new LookController(this), panes: new PaneController(this) };
    this.#artists[index] = artist;
    return artist;
  }
}
