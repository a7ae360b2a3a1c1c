import { LitElement } from "lit";
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from "lit";
import type { Diagnostic } from "../base/diagnostic.js";
import type { Look } from "../scene/look.js";
import type { Theme } from "../scene/palette.js";
import type { Moment } from "../timeline/moment.js";
import { DETAILS } from "../trace/step.js";
import type { Detail } from "../trace/step.js";
import type { Trace } from "../trace/trace.js";
import { announce, isAtEnd, tell, tellPage } from "./announce.js";
import { EndingController } from "./ending-controller.js";
import { frameOf } from "./frame-of.js";
import { toggleFullScreen } from "./full-screen.js";
import { GestureController } from "./gesture-controller.js";
import { ORIGIN_PROPERTIES, originOf } from "./origin-of.js";
import type { KeyCommand } from "./key-bindings.js";
import { KeyboardController } from "./keyboard-controller.js";
import { LanguageController } from "./language-controller.js";
import { loadingMessage } from "./loading-message.js";
import { LinkController } from "./link-controller.js";
import { LookController } from "./look-controller.js";
import { MediaController } from "./media-controller.js";
import { obey } from "./obey.js";
import { nextChoice } from "./pane-choice.js";
import type { ViewChoice } from "./pane-choice.js";
import { PaneController } from "./pane-controller.js";
import { playerFrame, waitingFrame } from "./part/player-frame.js";
import { PlaybackController } from "./playback-controller.js";
import type { Playback } from "./playback-controller.js";
import { DEFAULTS, PROPERTIES } from "./property.js";
import { ProblemController } from "./problem-controller.js";
import { ShareController } from "./share-controller.js";
import { SizeController } from "./size-controller.js";
import { SourceController } from "./source-controller.js";
import type { Loaded } from "./source.js";
import { playerStyles } from "./style/order.js";
import { TerminalController } from "./terminal-controller.js";
import { VisibilityController } from "./visibility-controller.js";

/**
 * Plays a scenario (`.hop`) or a trace (`.json`): `<hopwise-player src="clusterip.hop">`. What stands inside it is shown
 * until it plays; a scenario may also stand inside, in a `<script type="text/plain">`.
 */
export class HopwisePlayer extends LitElement {
  static override styles: CSSResultGroup = [...playerStyles];
  static override properties: PropertyDeclarations = PROPERTIES;
  /** A page that focuses the player focuses what its keys work in. */
  static override shadowRootOptions: ShadowRootInit = { mode: "open", delegatesFocus: true };

  /** Address of a scenario or a trace. */
  declare src: string;
  /** Starts when half of it is in view, unless the reader asked for less motion. */
  declare autoplay: boolean;
  /** Starts again after the end. */
  declare loop: boolean;
  declare speed: number;
  /** `step:5` or `12s`. */
  declare startAt: string;
  /** `off` leaves the pictures and the caption. */
  declare controls: "on" | "off";
  declare theme: "auto" | Theme;
  declare detail: Detail;
  /** The view beside the stage, or `auto` to follow what happens. */
  declare view: ViewChoice;
  /** Another seed than the scenario's. */
  declare seed: number | null;
  /** A scenario's text, in place of `src`. */
  declare scenario: string | null;
  /** A trace, in place of `src`. */
  declare trace: Trace | null;

  readonly #dark = new MediaController(this, "(prefers-color-scheme: dark)");
  readonly #lessMotion = new MediaController(this, "(prefers-reduced-motion: reduce)");
  readonly #language = new LanguageController(this);
  readonly #size = new SizeController(this);
  readonly #looks = new LookController(this);
  readonly #panes = new PaneController(this);
  readonly #problems = new ProblemController(this);
  readonly #source = new SourceController(this, (loaded) => {
    this.#take(loaded);
  });
  readonly #playback = new PlaybackController(this, () => this.#lessMotion.matches, {
    onChange: (moment, before) => {
      this.#changed(moment, before);
    },
    onFrame: (moment) => {
      this.#panes.move(moment.progress);
    },
  });
  readonly #share = new ShareController(this);
  readonly #links = new LinkController(this, () => this.#playback.playback?.timeline ?? null);
  readonly #terminal = new TerminalController(this);
  readonly #ending = new EndingController(this, () => {
    this.play();
  });
  readonly #visibility = new VisibilityController(this, () => {
    if (this.#wantsAutoplay) this.play();
  });
  #look: Look | null = null;
  #isTranscriptOpen = false;
  #wantsAutoplay = false;

  constructor() {
    super();
    Object.assign(this, DEFAULTS);
    new KeyboardController(this, this.#obey);
    new GestureController(this, this.#obey);
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "lang"];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === "lang" && old !== value) this.#language.refresh();
  }

  /** The step that is shown, from 1; 0 while nothing is. */
  get currentStep(): number {
    return this.#playback.moment === null ? 0 : this.#playback.moment.step + 1;
  }

  set currentStep(step: number) {
    this.#playback.playback?.timeline.seekStep(step - 1);
  }

  /** How many steps there are at the level that is shown. */
  get stepCount(): number {
    return this.#playback.steps.length;
  }

  get paused(): boolean {
    return this.#playback.moment?.playing !== true;
  }

  get ended(): boolean {
    const { moment } = this.#playback;
    return moment !== null && isAtEnd(moment, this.stepCount);
  }

  /** The sentence that says what just happened. */
  get caption(): string {
    return this.#look?.caption ?? "";
  }

  /** The mistakes that were found in the scenario. */
  get diagnostics(): readonly Diagnostic[] {
    const { loaded } = this.#source;
    return loaded.kind === "ready" ? loaded.problems.diagnostics : [];
  }

  play(): void {
    this.#playback.playback?.timeline.play();
  }

  pause(): void {
    this.#playback.playback?.timeline.pause();
  }

  /** Goes some steps forward, or back. */
  step(steps = 1): void {
    this.#playback.playback?.timeline.pause();
    this.#playback.playback?.timeline.stepBy(steps);
  }

  protected override willUpdate(changed: PropertyValues<HopwisePlayer>): void {
    if (ORIGIN_PROPERTIES.some((name) => changed.has(name)))
      void this.#source.load(originOf(this), this.seed);
    const { playback } = this.#playback;
    if (changed.has("detail") && DETAILS.includes(this.detail))
      playback?.timeline.setDetail(this.detail);
    if (changed.has("speed")) playback?.timeline.setSpeed(this.speed);
  }

  protected override render(): TemplateResult {
    const { playback, moment } = this.#playback;
    const { catalogue } = this.#language;
    this.#look =
      playback === null || moment === null ? null : this.#looks.lookAt(playback, moment, catalogue);
    return playback === null || moment === null || this.#look === null
      ? this.#waiting()
      : this.#playing(playback, moment, this.#look);
  }

  protected override updated(): void {
    const { moment } = this.#playback;
    if (this.#look === null || moment === null) return;
    this.#panes.draw(this.renderRoot, this.#look, this.#theme(), moment.progress);
  }

  #playing(playback: Playback, moment: Moment, look: Look): TemplateResult {
    const { catalogue } = this.#language;
    const from = [playback, moment.detail, catalogue] as const;
    return playerFrame(
      frameOf({
        playback,
        moment,
        look,
        catalogue,
        chapters: this.#looks.chapters(...from),
        captions: this.#isTranscriptOpen ? this.#looks.captions(...from) : null,
        layout: this.#size.layout,
        theme: this.#theme(),
        view: this.view,
        hasControls: this.controls !== "off",
        problems: this.#problems.panelOf(this.#source.loaded, catalogue.language),
        address: this.scenario === null ? this.#links.addressOf(moment) : null,
        note: this.#share.note,
        shareDialog: this.#share.dialog,
        terminal: this.#terminal.view(playback, moment, catalogue.language),
        copy: (address) => void this.#share.copy(address),
        save: (view, name) => {
          this.#share.save(this.#panes.sceneOf(this.renderRoot, view), this.#theme(), name);
        },
        obey: this.#obey,
        setLanguage: (tag) => {
          this.#language.choose(tag);
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

  #waiting(): TemplateResult {
    const { interface: texts, language } = this.#language.catalogue;
    const { loaded } = this.#source;
    return waitingFrame(this.#theme(), texts, {
      message: loadingMessage(loaded, texts),
      isError: loaded.kind === "failed",
      problems: this.#problems.panelOf(loaded, language),
    });
  }

  readonly #obey = (command: KeyCommand): void => {
    const { playback, moment } = this.#playback;
    if (playback === null || moment === null) return;
    obey(command, {
      timeline: playback.timeline,
      moment,
      count: this.stepCount,
      nextView: () => {
        this.view = nextChoice(this.#size.layout, this.view);
      },
      toggleFullScreen: () => {
        toggleFullScreen(this);
      },
      openHelp: () => {
        this.renderRoot.querySelector("dialog")?.showModal();
      },
      openShare: () => void this.#share.open(this.renderRoot),
      toggleTerminal: () => void this.#terminal.toggle(),
    });
  };

  #theme(): Theme {
    if (this.theme === "light" || this.theme === "dark") return this.theme;
    return this.#dark.matches ? "dark" : "light";
  }

  #take(loaded: Loaded): void {
    if (loaded.kind !== "ready" && loaded.kind !== "failed") return;
    const trace = loaded.kind === "ready" ? loaded.trace : null;
    this.#playback.load(trace, this.#links.openingOf(this));
    if (loaded.kind === "failed") {
      const message = loadingMessage(loaded, this.#language.catalogue.interface);
      tell(this, "error", { message });
    } else {
      const { stepCount: steps, diagnostics } = this;
      tellPage(this, "hopwise-ready", { steps, diagnostics });
    }
    this.#wantsAutoplay = this.autoplay && !this.#lessMotion.matches;
    this.#visibility.refresh();
  }

  #changed(moment: Moment, before: Moment | null): void {
    this.detail = moment.detail;
    this.speed = moment.speed;
    if (before === null) return;
    announce(this, before, moment, this.stepCount);
    if (before.playing === moment.playing) return;
    this.#wantsAutoplay = false;
    if (this.loop && !moment.playing && isAtEnd(moment, this.stepCount)) this.#ending.hold();
    else this.#ending.cancel();
  }
}
