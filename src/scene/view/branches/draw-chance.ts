import { fill } from "../../../message/fill.js";
import type { TraceHeader } from "../../../trace/header.js";
import { ruleTextAt } from "../../../trace/rule-text-at.js";
import type { LineMark, Mark } from "../../mark/mark.js";
import { polyline } from "../../mark/polyline.js";
import { text } from "../../mark/text.js";
import { nameOf } from "../../naming.js";
import type { BranchInput } from "../input.js";
import type { ChanceArm, ChanceNode } from "./chance-tree.js";
import { kernelShares } from "./share-text.js";
import { RADIUS } from "./tree-layout.js";
import type { TreeLayout } from "./tree-layout.js";

/** A rule that draws: its number in a circle, the chain above where it is another one, and its outcomes with what they weigh. */
export function drawChance(
  { trace, words }: BranchInput,
  key: string,
  node: ChanceNode,
  layout: TreeLayout,
  right: number,
): { readonly lines: readonly LineMark[]; readonly front: readonly Mark[] } {
  const own = `${key}/${node.row}-${node.column}`;
  const { x, y } = layout.centre(node);
  const { place } = node;
  return {
    lines: node.arms.map((arm, index) => line(`${own}/${index}`, node, arm, layout)),
    front: [
      ...(node.isNewChain ? [heading(own, trace.header, node, layout, right)] : []),
      {
        kind: "dot",
        key: own,
        ...{ x, y, radius: RADIUS },
        fill: node.isPlayed ? "hit-fill" : "card",
        stroke: node.isPlayed ? "hit" : "wire",
        tooltip: [
          fill(words["branch-rule"], { rule: place.rule, chain: `${place.table} ${place.chain}` }),
          ruleTextAt(trace.header, place),
        ].join("\n"),
      },
      text(`${own}/rule`, { x, y: y + 4, room: 2 * RADIUS - 2 }, `${place.rule}`, {
        size: 11,
        mono: true,
        anchor: "middle",
      }),
      ...node.arms.flatMap((arm, index) =>
        label(`${own}/${index}/share`, node, arm, layout, words),
      ),
    ],
  };
}

function heading(
  own: string,
  header: TraceHeader,
  node: ChanceNode,
  layout: TreeLayout,
  right: number,
): Mark {
  const { place } = node;
  // Beside the line that comes from above, where one does.
  const x = layout.centre(node).x + (node.row === 0 ? -RADIUS : 8);
  const words = `${nameOf(header, place.namespace)}: ${place.table} ${place.chain}`;
  return text(`${own}/chain`, { x, y: layout.heading(node), room: right - x }, words, {
    size: 11,
    mono: true,
    fill: "quiet-text",
  });
}

function line(
  key: string,
  node: ChanceNode,
  { to, isLeaf, isPlayed }: ChanceArm,
  layout: TreeLayout,
): LineMark {
  const from = layout.centre(node);
  const end = layout.centre(to);
  const x = isLeaf ? layout.card(to.row).x : end.x;
  const points = x === from.x ? [from, end] : [from, { x: from.x, y: end.y }, { x, y: end.y }];
  return polyline(key, points, {
    stroke: isPlayed ? "hit" : "wire",
    strokeWidth: isPlayed ? 2.5 : 1.5,
  });
}

// Above the way to the right; beside the way down, between two rows.
function label(
  key: string,
  node: ChanceNode,
  { choice, to, isLeaf, isPlayed }: ChanceArm,
  layout: TreeLayout,
  words: BranchInput["words"],
): readonly Mark[] {
  const room = layout.arm - 8;
  if (room < 12) return [];
  const from = layout.centre(node);
  const end = layout.centre(to);
  const goesDown = to.row > node.row && !isLeaf && to.column === node.column;
  const at = goesDown
    ? { x: from.x + 7, y: layout.card(node.row).y + layout.card(node.row).height + 2, room }
    : { x: from.x + RADIUS + 4, y: end.y - 6, room };
  return [
    text(key, at, choice.intended, {
      bold: isPlayed,
      fill: isPlayed ? "text" : "quiet-text",
      tooltip: fill(words["branch-kernel"], { share: kernelShares(choice.probability)[0] }),
    }),
  ];
}
