import { fill } from "../../../message/fill.js";
import type { EventKind } from "../../../trace/event/event.js";
import type { Exploration } from "../../../trace/exploration.js";
import { box } from "../../mark/box.js";
import { text } from "../../mark/text.js";
import type { Scene } from "../../scene.js";
import { wrapText } from "../../wrap-text.js";
import type { BranchInput } from "../input.js";
import { labelOf } from "./draw-leaf.js";
import { drawTree } from "./draw-tree.js";
import type { Piece, Room } from "./draw-tree.js";
import { drawWish } from "./draw-wish.js";
import { shownExploration } from "./explored.js";

const LEFT = 12;
const LINE = 17;
/** The steps at which the branch that plays is brought into sight. */
const CHOOSING: ReadonlySet<EventKind> = new Set(["choices-explored", "request-started"] as const);

/** Everything that chance can make of a request: a tree of draws for each packet that chance decides about, down to the endpoints. */
export function branches(input: BranchInput): Scene {
  const { words, width, caption } = input;
  const { request, exploration } = shownExploration(input);
  const shown = exploration?.request ?? request;
  const title = fill(words["branches-of"], { request: shown });
  const pieces: Piece[] = [];
  let top = 36;
  for (const draw of piecesOf(input, request, exploration)) {
    const piece = draw({ left: LEFT, right: width - LEFT, top });
    pieces.push(piece);
    top = piece.bottom;
  }
  const height = Math.max(input.height, top + 4);
  const about = input.trace.events[input.step.about]?.kind;
  // Later steps leave the picture where the reader has scrolled it to.
  const isMeant = about !== undefined && CHOOSING.has(about);
  const focus = isMeant ? pieces.find((piece) => piece.focus !== undefined)?.focus : undefined;
  return {
    width,
    height,
    title,
    description: [caption, ...sentencesOf(input, exploration)].join("\n"),
    marks: [
      box("background", { x: 0, y: 0, width, height }, { fill: "panel", stroke: null, radius: 0 }),
      text("title", { x: LEFT, y: 22, room: width - 2 * LEFT }, title, { size: 13, bold: true }),
      ...pieces.flatMap(({ marks }) => marks),
    ],
    motions: [],
    ...(focus === undefined ? {} : { focus: { y: focus.y, height: focus.height } }),
  };
}

type Draw = (room: Room) => Piece;

// From top to bottom: what was typed, what the reader can ask for, the trees.
function piecesOf(
  input: BranchInput,
  request: number,
  exploration: Exploration | null,
): readonly Draw[] {
  const { words, branches: desk } = input;
  const explore = fill(words["branches-explore"], { request });
  const isOther = exploration?.request !== request;
  return [
    ...(exploration === null ? [] : [sentence("command", exploration.command, { mono: true })]),
    ...(desk !== undefined && desk.chosen !== ""
      ? [(room: Room) => drawWish("own", words["branches-own"], { branch: "" }, room)]
      : []),
    ...(desk?.canPlay === true && isOther
      ? [(room: Room) => drawWish("explore", explore, { explore: request }, room)]
      : []),
    ...(desk?.canPlay === false ? [sentence("recorded", words["branches-recorded"])] : []),
    ...(exploration === null ? [sentence("none", words["branches-none"])] : []),
    ...(exploration?.trees.length === 0 ? [sentence("one-way", words["branches-one-way"])] : []),
    ...(exploration?.trees ?? []).map(
      (tree): Draw =>
        (room) =>
          exploration === null
            ? { marks: [], bottom: room.top }
            : drawTree(input, exploration, tree, room),
    ),
  ];
}

function sentence(key: string, words: string, { mono = false } = {}): Draw {
  return ({ left, right, top }) => {
    const look = { size: 11, mono };
    const lines = wrapText(words, right - left, 4, look);
    return {
      marks: lines.map((line, index) =>
        text(`${key}/${index}`, { x: left, y: top + 11 + index * LINE, room: right - left }, line, {
          ...look,
          fill: mono ? "text" : "quiet-text",
        }),
      ),
      bottom: top + lines.length * LINE + 8,
    };
  };
}

// The same as text, for who does not see the picture.
function sentencesOf({ words }: BranchInput, exploration: Exploration | null): readonly string[] {
  return (exploration?.trees ?? []).flatMap(({ branches: all }) =>
    all.map((branch) => labelOf(words, { branch, wish: null, isWide: true })),
  );
}
