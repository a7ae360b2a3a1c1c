import type { BranchWords } from "../../../message/view/branches/en.js";
import { fill } from "../../../message/fill.js";
import type { Branch } from "../../../trace/exploration.js";
import { box } from "../../mark/box.js";
import type { Rect } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import type { TextLook } from "../../mark/text.js";
import { textWidth } from "../../measure.js";
import { branchAction } from "./branch-action.js";
import { kernelShares, productText } from "./share-text.js";

const INSET = 10;
const LINE = 17;
/** Between what stands at the left of a line and at its right. */
const GAP = 8;
const QUIET = { size: 11, fill: "quiet-text" } as const;
/** A branch as it is drawn. */
export interface Leaf {
  readonly branch: Branch;
  /** Its name to the page (`2:3`); null where it cannot be led to. */
  readonly wish: string | null;
  readonly isWide: boolean;
}

/** What stands at the left of a card's line, and at its right. */
interface Line {
  readonly name: string;
  readonly start: string;
  readonly look: TextLook;
  readonly end?: string;
  readonly endLook?: TextLook;
}

/** A branch's card: its endpoint, where that is, what the request comes to there, and what the branch weighs. */
export function drawLeaf(words: BranchWords, key: string, leaf: Leaf, rect: Rect): readonly Mark[] {
  const { branch, wish } = leaf;
  const { isPlayed } = branch;
  const action = wish === null ? {} : { action: branchAction({ branch: wish }) };
  const card = box(key, rect, {
    fill: isPlayed ? "hit-fill" : "card",
    stroke: isPlayed ? "hit" : "line",
    strokeWidth: isPlayed ? 2 : 1,
    tooltip: labelOf(words, leaf),
    ...action,
  });
  const lines = linesOf(words, leaf, rect.width - 2 * INSET).map((line) => ({
    ...line,
    look: { ...line.look, ...action },
    endLook: { ...line.endLook, ...action },
  }));
  return [card, ...lines.flatMap((line, index) => drawLine(key, line, rect, index))];
}

/** A branch in one sentence, for its tooltip and for who does not see the card. */
export function labelOf(words: BranchWords, { branch, wish }: Leaf): string {
  const { number, isPlayed, intended: share } = branch;
  const kind = isPlayed ? "branch-label-now" : wish === null ? "branch-label" : "branch-label-play";
  return fill(words[kind], { number, endpoint: endpointOf(words, branch), share });
}

function linesOf(words: BranchWords, leaf: Leaf, room: number): readonly Line[] {
  const { branch, isWide } = leaf;
  const { number, isPlayed, outcome, status, pod, node } = branch;
  const endpoint: Line = {
    name: "endpoint",
    start: `${number}  ${endpointOf(words, branch)}`,
    look: { mono: true, bold: true },
    end: signOf(words, leaf),
    endLook: { size: 11, bold: true, fill: isPlayed ? "hit" : "packet" },
  };
  const end = outcome === null ? "" : `${words[`outcome-${outcome}`]} ${status ?? ""}`.trim();
  const at = (start: string | null): Pick<Line, "start" | "look"> => ({
    start: start ?? "",
    look: QUIET,
  });
  const ending = { end, endLook: QUIET };
  if (isWide) {
    const place = [pod, node].filter((name) => name !== null).join(" · ");
    return [endpoint, { name: "place", ...at(place), ...ending }, wideShare(words, branch, room)];
  }
  return [
    endpoint,
    { name: "pod", ...at(pod) },
    { name: "node", ...at(node), ...ending },
    ...narrowShare(words, branch, room),
  ];
}

// The product and the kernel's share in one line; the whole product counts for more than the kernel's digits.
function wideShare(words: BranchWords, branch: Branch, room: number): Line {
  const [long, short] = kernelTexts(words, branch);
  const look = { bold: branch.isPlayed };
  const fitsBeside = (product: string, kernel: string): boolean =>
    textWidth(product, { size: 12, ...look }) + GAP + textWidth(kernel, QUIET) <= room;
  const whole = productText(branch, () => true);
  const end = fitsBeside(whole, long) ? long : short;
  const start = productText(branch, (product) => fitsBeside(product, end));
  return { name: "share", start, look, end, endLook: { ...QUIET, tooltip: long } };
}

// One below the other.
function narrowShare(words: BranchWords, branch: Branch, room: number): readonly Line[] {
  const [long, short] = kernelTexts(words, branch);
  const look = { bold: branch.isPlayed };
  const start = productText(branch, (product) => textWidth(product, { size: 12, ...look }) <= room);
  const kernel = textWidth(long, QUIET) <= room ? long : short;
  return [
    { name: "share", start, look },
    { name: "kernel", start: kernel, look: { ...QUIET, tooltip: long } },
  ];
}

function kernelTexts(
  words: BranchWords,
  { probability }: Branch,
): readonly [long: string, short: string] {
  const [long, short] = kernelShares(probability);
  const said = (share: string): string => fill(words["branch-kernel"], { share });
  return [said(long), said(short)];
}

function drawLine(
  key: string,
  { name, start, look, end = "", endLook = {} }: Line,
  { x, y, width }: Rect,
  index: number,
): readonly Mark[] {
  const room = width - 2 * INSET;
  const baseline = y + 18 + index * LINE;
  // The right one gives way only where it would take most of the line.
  const wanted = textWidth(end, { size: 12, ...endLook });
  const endRoom = end === "" ? 0 : Math.min(wanted, room * 0.7);
  const startRoom = room - endRoom - (end === "" ? 0 : GAP);
  const ending = { ...endLook, anchor: "end" } as const;
  return [
    ...(start === ""
      ? []
      : [text(`${key}/${name}`, { x: x + INSET, y: baseline, room: startRoom }, start, look)]),
    ...(end === ""
      ? []
      : [
          text(
            `${key}/${name}-end`,
            { x: x + width - INSET, y: baseline, room: endRoom },
            end,
            ending,
          ),
        ]),
  ];
}

function endpointOf(words: BranchWords, { endpoint }: Branch): string {
  return endpoint ?? words["branch-no-endpoint"];
}

function signOf(words: BranchWords, { branch: { isPlayed }, wish }: Leaf): string {
  if (isPlayed) return words[wish === null ? "branch-taken" : "branch-now"];
  return wish === null ? "" : `▶ ${words["branch-play"]}`;
}
