import { textIn } from "../../base/localized-text.js";
import { PLAYED_MODES } from "../../cluster/proxy-settings.js";
import type { SomeCatalogue } from "../../message/catalogue.js";
import type { CompareTexts } from "../../message/compare/en.js";
import { compareTexts } from "../../message/compare/texts.js";
import { fill } from "../../message/fill.js";
import { costText } from "../../scene/compare/compare-scene.js";
import type { Look } from "../../scene/look.js";
import type { Theme } from "../../scene/palette.js";
import type { Moment } from "../../timeline/moment.js";
import { sharedStepOf } from "../../timeline/shared-clock.js";
import type { Place } from "../../timeline/shared-clock.js";
import type { RequestCost } from "../../trace/request-cost.js";
import { choiceIn, choicesOf, PANE_VIEWS } from "../pane-choice.js";
import type { ViewChoice } from "../pane-choice.js";
import type { ChapterSpan } from "../part/scrubber.js";
import type { Layout } from "../size-controller.js";
import { chapterAt, transportOf } from "../transport-of.js";
import type { ComparedColumn, ComparedPlayback } from "./compared-playback.js";
import type { ColumnPart } from "./column-part.js";
import type { ComparisonFrame } from "./comparison-frame.js";

/** A column with what is seen in it. */
export interface ShownColumn {
  readonly column: ComparedColumn;
  readonly look: Look;
  readonly place: Place;
}

/** Everything that decides what the comparison shows while it plays. */
export interface ComparisonContext extends Pick<
  ComparisonFrame,
  | "hasControls"
  | "problems"
  | "obey"
  | "select"
  | "selected"
  | "chooseView"
  | "setTheme"
  | "setLanguage"
  | "themeChoice"
> {
  readonly playback: ComparedPlayback;
  readonly moment: Moment;
  readonly catalogue: SomeCatalogue;
  readonly shown: readonly ShownColumn[];
  /** The element's, in pixels. */
  readonly width: number;
  readonly layout: Layout;
  readonly theme: Theme;
  readonly view: ViewChoice;
  readonly unknownModes: readonly string[];
  /** The captions of a column's steps; null while its transcript is closed. */
  readonly captionsOf: (index: number) => readonly string[] | null;
  /** The chapters in a column's own steps. */
  readonly chaptersOf: (index: number) => readonly ChapterSpan[];
  readonly toggleTranscript: (index: number, open: boolean) => void;
  readonly scrollPane: (index: number, pane: HTMLElement, rows: number) => boolean;
}

/** The narrowest column, with the gap beside it, in pixels. */
const COLUMN_WIDTH = 340;

/** What the comparison shows. */
export function comparisonFrameOf(context: ComparisonContext): ComparisonFrame {
  const { playback, moment, catalogue, shown, view } = context;
  const { clock } = playback;
  const { step, detail } = moment;
  const { language } = catalogue;
  const words = compareTexts(language);
  const costs = shown.map(costOf);
  const columns = columnsOf(context, costs, words);
  const selected = Math.min(context.selected, columns.length - 1);
  const said = columns[selected];
  const header = playback.columns[0]?.trace.header;
  const chapters = clock.tracks[detail].chapters.flatMap(({ chapter, from, to }) => {
    const title = chapter === null ? undefined : header?.chapters[chapter];
    return title === undefined ? [] : [{ title: textIn(title, language), from, to }];
  });
  const { unknownModes } = context;
  return {
    ...context,
    chapters,
    ...transportOf(playback, moment, catalogue),
    words,
    title: textIn(header?.title ?? { en: "" }, language),
    chapter: chapterAt(chapters, step),
    choices: choicesOf("one"),
    choice: choiceIn("one", view),
    notice:
      unknownModes.length === 0
        ? ""
        : fill(words["unknown-modes"], {
            words: unknownModes.join(" "),
            known: PLAYED_MODES.join(" "),
          }),
    columns,
    isTabbed: context.width < columns.length * COLUMN_WIDTH,
    selected,
    differs: haveEndedDifferently(costs),
    caption: said === undefined ? "" : `${said.mode}: ${said.caption}`,
  };
}

/** What the request that a column is at costs; null before the first. */
interface ShownCost {
  readonly cost: RequestCost | null;
  readonly hasEnded: boolean;
}

function costOf({ column, look }: ShownColumn): ShownCost {
  const { request } = look.after;
  const cost = column.costs.find((each) => each.request === request?.id) ?? null;
  return { cost, hasEnded: request?.outcome !== null };
}

function haveEndedDifferently(costs: readonly ShownCost[]): boolean {
  const ends = costs.map(({ cost, hasEnded }) =>
    cost !== null && hasEnded ? `${cost.request} ${cost.outcome} ${cost.status}` : null,
  );
  return !ends.includes(null) && new Set(ends).size > 1;
}

// Where the others have come to a step that this play does not have; while it plays, its own step goes on as long.
function isWaiting(
  { clock }: ComparedPlayback,
  { detail, step, progress }: Moment,
  play: number,
): boolean {
  const { places } = clock.tracks[detail];
  return progress >= 1 && step > 0 && places[step]?.[play] === places[step - 1]?.[play];
}

function columnsOf(
  context: ComparisonContext,
  costs: readonly ShownCost[],
  words: CompareTexts,
): readonly ColumnPart[] {
  const { shown, playback, moment, catalogue, hasControls } = context;
  const most = Math.max(1, ...costs.map(({ cost }) => cost?.first.rules ?? 0));
  const counted = choiceIn("one", context.view);
  return shown.map(({ column, look, place }, index) => {
    const cost = costs[index] ?? { cost: null, hasEnded: false };
    return {
      mode: column.mode,
      cost: costText(cost, words),
      share: (cost.cost?.first.rules ?? 0) / most,
      caption: look.caption,
      waits: isWaiting(playback, moment, index) ? words.waits : "",
      view: PANE_VIEWS.find((each) => each === counted) ?? "stage",
      transcript: hasControls
        ? {
            texts: catalogue.interface,
            captions: context.captionsOf(index),
            chapters: context.chaptersOf(index),
            step: place.step,
            seek: (step) => {
              const track = playback.clock.tracks[moment.detail];
              playback.timeline.seekStep(sharedStepOf(track, index, step));
            },
            toggle: (open) => {
              context.toggleTranscript(index, open);
            },
          }
        : null,
      scrollPane: (pane, rows) => context.scrollPane(index, pane, rows),
    };
  });
}
