import type { Random } from "../base/random.js";

/** How well the segments carry frames: all of them, until the play says otherwise. */
export interface Links {
  /** From now on this share of a segment's frames is lost: 0 for none, 1 for all. */
  setLoss(segment: string, share: number): void;
  lossOf(segment: string): number;
  /** Whether the next frame gets over; a draw where only a share is lost. */
  carries(segment: string): boolean;
}

/** Segments that lose nothing yet. */
export function createLinks(random: Random): Links {
  const losses = new Map<string, number>();
  const lossOf = (segment: string): number => losses.get(segment) ?? 0;
  return {
    setLoss: (segment, share) => {
      losses.set(segment, share);
    },
    lossOf,
    carries: (segment) => {
      const loss = lossOf(segment);
      return loss <= 0 || (loss < 1 && random.next() >= loss);
    },
  };
}
