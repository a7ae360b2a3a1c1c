import { LitElement } from "lit";
import type { PropertyDeclarations, PropertyValues, TemplateResult } from "lit";
import type { Diagnostic } from "../base/diagnostic.js";
import type { Theme } from "../scene/palette.js";
import type { Moment } from "../timeline/moment.js";
import { DETAILS } from "../trace/step.js";
import type { Detail } from "../trace/step.js";
import { announce, isAtEnd, tell, tellPage } from "./announce.js";
import { EndingController } from "./ending-controller.js";
import { toggleFullScreen } from "./full-screen.js";
import { GestureController } from "./gesture-controller.js";
import type { KeyCommand } from "./key-bindings.js";
import { KeyboardController } from "./keyboard-controller.js";
import { LanguageController } from "./language-controller.js";
import { loadingMessage } from "./loading-message.js";
import { MediaController } from "./media-controller.js";
import { obey } from "./obey.js";
import type { Deck } from "./obey.js";
import { ORIGIN_PROPERTIES, originOf } from "./origin-of.js";
import type { ViewChoice } from "./pane-choice.js";
import { waitingFrame } from "./part/waiting-frame.js";
import { PlaybackController } from "./playback-controller.js";
import type { Opening, Playable } from "./playback-controller.js";
import { ProblemController } from "./problem-controller.js";
import { DEFAULTS, PROPERTIES } from "./property.js";
import { SizeController } from "./size-controller.js";
import { SourceController } from "./source-controller.js";
import type { Loaded, Origin } from "./source.js";
import { readStart } from "./start-at.js";
import { VisibilityController } from "./visibility-controller.js";

/**
 * What plays by a timeline, with the properties, methods and events of a media element: the player and the comparison.
 * `Content` is what it loads, `Played` what it makes of it.
 */
export abstract class TimelineElement<Content, Played extends Playable> extends LitElement {
  static override properties: PropertyDeclarations = PROPERTIES;
  /** A page that focuses the element focuses what its keys work in. */
  static override shadowRootOptions: ShadowRootInit = { mode: "open", delegatesFocus: true };

  /** Address of what is played. */
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

  readonly #dark = new MediaController(this, "(prefers-color-scheme: dark)");
  readonly #lessMotion = new MediaController(this, "(prefers-reduced-motion: reduce)");
  protected readonly languages: LanguageController = new LanguageController(this);
  protected readonly size: SizeController = new SizeController(this);
  protected readonly problems: ProblemController = new ProblemController(this);
  protected readonly source: SourceController<Content> = new SourceController(
    this,
    (origin, signal) => this.load(origin, signal),
    (loaded) => {
      this.#take(loaded);
    },
  );
  protected readonly playback: PlaybackController<Played> = new PlaybackController(
    this,
    () => this.#lessMotion.matches,
    {
      onChange: (moment, before) => {
        this.#changed(moment, before);
      },
      onFrame: (moment) => {
        this.move(moment);
      },
    },
  );
  readonly #ending = new EndingController(this, () => {
    this.play();
  });
  readonly #visibility = new VisibilityController(this, () => {
    if (this.#wantsAutoplay) this.play();
  });
  #wantsAutoplay = false;

  constructor() {
    super();
    Object.assign(this, DEFAULTS);
    new KeyboardController(this, this.obey);
    new GestureController(this, this.obey);
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "lang"];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === "lang" && old !== value) this.languages.refresh();
  }

  /** The mistakes that were found in the scenario. */
  get diagnostics(): readonly Diagnostic[] {
    const { loaded } = this.source;
    return loaded.kind === "ready" ? loaded.problems.diagnostics : [];
  }

  /** The step that is shown, from 1; 0 while nothing is. */
  get currentStep(): number {
    return this.playback.moment === null ? 0 : this.playback.moment.step + 1;
  }

  set currentStep(step: number) {
    this.playback.playback?.timeline.seekStep(step - 1);
  }

  /** How many steps there are at the level that is shown. */
  get stepCount(): number {
    return this.playback.steps.length;
  }

  get paused(): boolean {
    return this.playback.moment?.playing !== true;
  }

  get ended(): boolean {
    const { moment } = this.playback;
    return moment !== null && isAtEnd(moment, this.stepCount);
  }

  play(): void {
    this.playback.playback?.timeline.play();
  }

  pause(): void {
    this.playback.playback?.timeline.pause();
  }

  /** Goes some steps forward, or back. */
  step(steps = 1): void {
    this.pause();
    this.playback.playback?.timeline.stepBy(steps);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (ORIGIN_PROPERTIES.some((name) => changed.has(name))) void this.source.load(originOf(this));
    const timeline = this.playback.playback?.timeline;
    if (changed.has("detail") && DETAILS.includes(this.detail)) timeline?.setDetail(this.detail);
    if (changed.has("speed")) timeline?.setSpeed(this.speed);
  }

  /** Fetches and computes what an origin names; never throws. */
  protected abstract load(origin: Origin, signal: AbortSignal): Promise<Loaded<Content>>;

  /** What is played of what was loaded, by a timeline at a level; null where nothing can be. */
  protected abstract playableOf(content: Content, detail: Detail): Played | null;

  /** What commands may ask for beside the timeline, the help and the full screen. */
  protected abstract readonly tools: Deck["tools"];

  /** Moves what moves to a moment within a step. */
  protected abstract move(moment: Moment): void;

  /** The colours that are shown: the element's own, or the reader's. */
  protected get shownTheme(): Theme {
    if (this.theme === "light" || this.theme === "dark") return this.theme;
    return this.#dark.matches ? "dark" : "light";
  }

  /** Where and how it begins. */
  protected get opening(): Opening {
    return { detail: this.detail, speed: this.speed, start: readStart(this.startAt) };
  }

  /** What stands there while nothing plays: the page's own fallback, and why. */
  protected waiting(): TemplateResult {
    const { interface: texts, language } = this.languages.catalogue;
    const { loaded } = this.source;
    return waitingFrame(this.shownTheme, texts, {
      message: loadingMessage(loaded, texts),
      isError: loaded.kind === "failed",
      problems: this.problems.panelOf(loaded, language),
    });
  }

  /** Does what a key, a button or a gesture asks for. */
  protected readonly obey = (command: KeyCommand): void => {
    const { playback, moment } = this.playback;
    if (playback === null || moment === null) return;
    obey(command, {
      timeline: playback.timeline,
      moment,
      count: this.stepCount,
      tools: {
        ...this.tools,
        "full-screen": () => {
          toggleFullScreen(this);
        },
        help: () => {
          this.renderRoot.querySelector("dialog")?.showModal();
        },
      },
    });
  };

  #take(loaded: Loaded<Content>): void {
    if (loaded.kind !== "ready" && loaded.kind !== "failed") return;
    const { opening } = this;
    const played = loaded.kind === "ready" ? this.playableOf(loaded, opening.detail) : null;
    this.playback.load(played, opening);
    if (loaded.kind === "failed") {
      tell(this, "error", { message: loadingMessage(loaded, this.languages.catalogue.interface) });
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
