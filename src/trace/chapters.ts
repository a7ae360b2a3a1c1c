import type { Step } from "./step.js";

/** A chapter as a range of steps: `from` (inclusive) to `to` (exclusive); `chapter` is null before the first one. */
export interface ChapterRange {
  readonly chapter: number | null;
  readonly from: number;
  readonly to: number;
}

/** The chapters of a play in its steps, in order and without gaps. */
export function chaptersOf(steps: readonly Step[]): readonly ChapterRange[] {
  const ranges: ChapterRange[] = [];
  for (const { index, chapter } of steps) {
    const last = ranges.at(-1);
    if (last?.chapter === chapter) ranges[ranges.length - 1] = { ...last, to: index + 1 };
    else ranges.push({ chapter, from: index, to: index + 1 });
  }
  return ranges;
}
