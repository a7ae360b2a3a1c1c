import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { SomeCatalogue } from "../message/catalogue.js";
import { CaptionController } from "./caption-controller.js";
import { chaptersOf } from "../trace/chapters.js";
import { textIn } from "../base/localized-text.js";
import type { Detail } from "../trace/step.js";
import type { Moment } from "../timeline/moment.js";
import { lookBy } from "../scene/look.js";
import type { Look } from "../scene/look.js";
import { transcriptBy } from "../scene/transcript.js";
import type { ChapterSpan } from "./part/scrubber.js";
import type { SteppedTrace } from "./playback-controller.js";

/** What the reader looks at, computed once for each step, level and language. */
export class LookController implements ReactiveController {
  #look: Look | null = null;
  #lookKey: readonly unknown[] = [];
  #chapters: readonly ChapterSpan[] = [];
  #chaptersKey: readonly unknown[] = [];
  #captions: readonly string[] = [];
  #captionsKey: readonly unknown[] = [];

  readonly #tellers: CaptionController;

  constructor(host: ReactiveControllerHost) {
    this.#tellers = new CaptionController(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#captions = [];
    this.#captionsKey = [];
  }

  /** The step of a moment; null in a trace without any. */
  lookAt(
    playback: SteppedTrace,
    moment: Pick<Moment, "detail" | "step">,
    catalogue: SomeCatalogue,
  ): Look | null {
    const telling = this.#tellers.tellingOf(playback.trace, catalogue);
    const key = [playback, moment.detail, moment.step, telling];
    if (!isSame(key, this.#lookKey)) {
      this.#lookKey = key;
      const step = playback.timeline.steps(moment.detail)[moment.step];
      this.#look =
        step === undefined ? null : lookBy(telling, playback.trace, playback.history, step);
    }
    return this.#look;
  }

  /** The chapters as spans of a level's steps; without the steps before the first one. */
  chapters(
    playback: SteppedTrace,
    detail: Detail,
    catalogue: SomeCatalogue,
  ): readonly ChapterSpan[] {
    const key = [playback, detail, catalogue];
    if (!isSame(key, this.#chaptersKey)) {
      this.#chaptersKey = key;
      const titles = playback.trace.header.chapters;
      this.#chapters = chaptersOf(playback.timeline.steps(detail)).flatMap(
        ({ chapter, from, to }) => {
          const title = chapter === null ? undefined : titles[chapter];
          return title === undefined
            ? []
            : [{ title: textIn(title, catalogue.language), from, to }];
        },
      );
    }
    return this.#chapters;
  }

  /** The captions of all steps of a level: the transcript. */
  captions(playback: SteppedTrace, detail: Detail, catalogue: SomeCatalogue): readonly string[] {
    const telling = this.#tellers.tellingOf(playback.trace, catalogue);
    const key = [playback, detail, telling];
    if (!isSame(key, this.#captionsKey)) {
      this.#captionsKey = key;
      const { trace, history, timeline } = playback;
      const steps = timeline.steps(detail);
      const { tellers } = telling;
      this.#captions = transcriptBy(
        { tellers, templates: telling.catalogue.caption },
        trace,
        steps,
        (index) => history.stateAt(index),
      );
    }
    return this.#captions;
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
