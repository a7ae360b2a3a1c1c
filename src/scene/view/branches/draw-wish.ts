import { box } from "../../mark/box.js";
import { text } from "../../mark/text.js";
import { textWidth } from "../../measure.js";
import type { BranchWish } from "./branch-action.js";
import { branchAction } from "./branch-action.js";
import type { Piece, Room } from "./draw-tree.js";

const HEIGHT = 28;
const INSET = 14;
const LOOK = { size: 12, bold: true } as const;

/** A button of the picture: what it asks for, in words. */
export function drawWish(key: string, words: string, wish: BranchWish, room: Room): Piece {
  const { left, right, top } = room;
  const width = Math.min(right - left, textWidth(words, LOOK) + 2 * INSET);
  const action = branchAction(wish);
  return {
    marks: [
      box(
        key,
        { x: left, y: top, width, height: HEIGHT },
        { radius: HEIGHT / 2, fill: "packet-fill", stroke: "packet", tooltip: words, action },
      ),
      text(
        `${key}/words`,
        { x: left + width / 2, y: top + 18, room: width - 2 * INSET + 2 },
        words,
        { ...LOOK, anchor: "middle", action },
      ),
    ],
    bottom: top + HEIGHT + 12,
  };
}
