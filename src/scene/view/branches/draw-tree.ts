import { decimalText, fractionText, parseFraction, plus, ZERO } from "../../../base/fraction.js";
import { fill } from "../../../message/fill.js";
import type { BranchWords } from "../../../message/view/branches/en.js";
import type { ChoiceTree, Exploration } from "../../../trace/exploration.js";
import { ownTree } from "../../../trace/exploration.js";
import type { LineMark, Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { nameOf } from "../../naming.js";
import { wrapText } from "../../wrap-text.js";
import type { BranchInput } from "../input.js";
import { chanceTree } from "./chance-tree.js";
import { drawChance } from "./draw-chance.js";
import { drawLeaf } from "./draw-leaf.js";
import { layOutTree } from "./tree-layout.js";

const LINE = 17;
const REST_DIGITS = 12;

/** A piece of the picture, and where the next one may begin. */
export interface Piece {
  readonly marks: readonly Mark[];
  readonly bottom: number;
  /** The card of the branch that the request itself takes. */
  readonly focus?: { readonly y: number; readonly height: number };
}

/** Where a piece has its room, in pixels. */
export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

/** The tree of one packet: what it is, what decides about it, the draws and the branches, and what they weigh together. */
export function drawTree(
  input: BranchInput,
  { request, trees }: Exploration,
  tree: ChoiceTree,
  room: Room,
): Piece {
  const { words, branches: desk } = input;
  const key = `tree/${trees.indexOf(tree)}`;
  const isOwn = tree === ownTree(trees);
  const head = drawHead(input, key, tree, room, isOwn);
  const grown = chanceTree(tree.branches);
  const layout = layOutTree(grown, { ...room, top: head.bottom });
  const chances = grown.nodes.map((node) => drawChance(input, key, node, layout, room.right));
  const canPlay = desk?.canPlay === true && isOwn && tree.branches.length > 1;
  const cards = grown.leaves.flatMap(({ branch, row }) =>
    drawLeaf(
      words,
      `${key}/branch/${branch.number}`,
      {
        branch,
        wish: canPlay ? `${request}:${branch.number}` : null,
        isWide: layout.isWide,
      },
      layout.card(row),
    ),
  );
  const played = grown.leaves.find(({ branch }) => branch.isPlayed);
  const sum = text(
    `${key}/sum`,
    { x: room.left, y: layout.bottom + 10, room: room.right - room.left },
    sumText(words, tree),
    { size: 11, fill: "quiet-text" },
  );
  return {
    marks: [
      ...head.marks,
      // The way that is played lies over the others.
      ...chances.flatMap(({ lines }) => lines).toSorted((a, b) => rank(a) - rank(b)),
      ...chances.flatMap(({ front }) => front),
      ...cards,
      sum,
    ],
    bottom: layout.bottom + 30,
    ...(played === undefined || !isOwn ? {} : { focus: layout.card(played.row) }),
  };
}

function rank({ stroke }: LineMark): number {
  return Number(stroke === "hit");
}

function drawHead(
  { trace, words }: BranchInput,
  key: string,
  tree: ChoiceTree,
  { left, right, top }: Room,
  isOwn: boolean,
): Piece {
  const { program, namespace, destination, protocol, service, times, decidedBy, scheduled } = tree;
  const client = nameOf(trace.header, namespace);
  const packet = fill(words["branch-packet"], { program, client, destination, protocol });
  const said = [
    ...(decidedBy === "chance" ? [] : [words[`branches-by-${decidedBy}`]]),
    ...(scheduled === null ? [] : [scheduled]),
    ...(isOwn ? [] : [words["branch-lookup"]]),
    ...(times > 1 ? [fill(words["branch-times"], { times })] : []),
  ];
  const width = right - left;
  const quiet = said.flatMap((sentence) => wrapText(sentence, width, 3, { size: 11 }));
  const lines = [
    ...wrapText(packet, width, 2, { size: 12 }).map((line) => ({ line, look: { size: 12 } })),
    ...[...(service === null ? [] : [service]), ...quiet].map((line) => ({
      line,
      look: { size: 11, fill: "quiet-text" } as const,
    })),
  ];
  return {
    marks: lines.map(({ line, look }, index) =>
      text(
        `${key}/head/${index}`,
        { x: left, y: top + 12 + index * LINE, room: width },
        line,
        look,
      ),
    ),
    bottom: top + lines.length * LINE + 8,
  };
}

function sumText(words: BranchWords, { branches, unplayed }: ChoiceTree): string {
  const count = branches.length;
  if (unplayed !== "0") {
    const rest = decimalText(parseFraction(unplayed) ?? ZERO, REST_DIGITS);
    return fill(words["branches-rest"], { count, rest });
  }
  const sum = branches.reduce(
    (total, { probability }) => plus(total, parseFraction(probability) ?? ZERO),
    ZERO,
  );
  return fill(words["branches-sum"], { count, sum: fractionText(sum) });
}
