import { textIn } from "../base/localized-text.js";
import type { SomeCatalogue } from "../message/catalogue.js";
import type { Look } from "../scene/look.js";
import type { Theme } from "../scene/palette.js";
import type { Moment } from "../timeline/moment.js";
import type { PictureName } from "./picture-name.js";
import { choiceIn, choicesOf, panesOf } from "./pane-choice.js";
import type { PaneView, ViewChoice } from "./pane-choice.js";
import type { PlayerFrame } from "./part/player-frame.js";
import type { ChapterSpan } from "./part/scrubber.js";
import type { Playback } from "./playback-controller.js";
import type { ShareNote } from "./part/share-dialog.js";
import type { Layout } from "./size-controller.js";
import { chapterAt, transportOf } from "./transport-of.js";

/** Everything that decides what the player shows while it plays. */
export interface FrameContext extends Pick<
  PlayerFrame,
  | "captions"
  | "problems"
  | "hasControls"
  | "shareDialog"
  | "terminal"
  | "scrollPane"
  | "chooseView"
  | "toggleTranscript"
  | "setLanguage"
  | "obey"
> {
  readonly playback: Playback;
  readonly moment: Moment;
  readonly look: Look;
  readonly chapters: readonly ChapterSpan[];
  readonly catalogue: SomeCatalogue;
  readonly layout: Layout;
  readonly theme: Theme;
  readonly view: ViewChoice;
  /** Whether chance has a say in what is played. */
  readonly hasBranches: boolean;
  /** The page's address with the step; null where it has none. */
  readonly address: string | null;
  readonly note: ShareNote | null;
  readonly copy: (address: string) => void;
  readonly save: (view: PaneView, name: PictureName) => void;
}

/** What the player shows. */
export function frameOf(context: FrameContext): PlayerFrame {
  const { playback, moment, look, chapters, catalogue, layout, view, hasBranches } = context;
  const { step } = moment;
  const title = textIn(playback.trace.header.title, catalogue.language);
  const about = look.trace.events[look.step.about]?.kind;
  const panes = panesOf(layout, view, look.after, about, hasBranches);
  return {
    ...context,
    ...transportOf(playback, moment, catalogue),
    title,
    chapter: chapterAt(chapters, step),
    panes,
    choices: choicesOf(layout, hasBranches),
    choice: choiceIn(layout, view, hasBranches),
    caption: look.caption,
    share: {
      address: context.address,
      note: context.note,
      header: playback.trace.header,
      language: catalogue.language,
      views: panes,
      copy: context.copy,
      save: (pane) => {
        context.save(pane, { title, step: step + 1, view: pane });
      },
    },
  };
}
