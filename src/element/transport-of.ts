import type { SomeCatalogue } from "../message/catalogue.js";
import type { Moment } from "../timeline/moment.js";
import { isAtEnd } from "./announce.js";
import type { ChapterSpan } from "./part/scrubber.js";
import type { TransportBar } from "./part/transport-bar.js";
import type { Playable } from "./playback-controller.js";

/** What a transport bar shows of a moment of a timeline. */
type Transport = Pick<
  TransportBar,
  "texts" | "language" | "count" | "ended" | "timeline" | keyof Moment
>;

/** What a transport bar shows of a moment, in a language. */
export function transportOf(
  { timeline }: Playable,
  moment: Moment,
  { interface: texts, language }: SomeCatalogue,
): Transport {
  const count = timeline.steps(moment.detail).length;
  return { ...moment, texts, language, timeline, count, ended: isAtEnd(moment, count) };
}

/** The title of the chapter that a step belongs to; empty before the first. */
export function chapterAt(chapters: readonly ChapterSpan[], step: number): string {
  return chapters.find(({ from, to }) => step >= from && step < to)?.title ?? "";
}
