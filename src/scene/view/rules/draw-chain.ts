import { fill } from "../../../message/fill.js";
import { box } from "../../mark/box.js";
import type { Rect } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { spannedText, text } from "../../mark/text.js";
import type { ViewInput } from "../input.js";
import type { ChainRows, RuleRow } from "./chain-rows.js";
import { drawRow } from "./draw-row.js";
import { hasSecondLine } from "./rules-layout.js";
import type { RulesLayout } from "./rules-layout.js";

const LEFT = 12;

/** The calls that led here, the chain's name, and its rules around the one that the walk is at. */
export function drawChain(
  input: ViewInput,
  shown: ChainRows,
  layout: RulesLayout,
): readonly Mark[] {
  const { words, width } = input;
  const { walk, table, chain, rows, policy } = shown;
  const { calls, indent, window, tops, heights, nameY, policyY } = layout;
  const x = LEFT + indent;
  const room = width - LEFT - x;
  const marks: Mark[] = calls.map((call, level) =>
    spannedText(
      `call/${level}`,
      { x: LEFT + level * 12, y: 34 + (level + 1) * 17 - 5, room: width - 2 * LEFT - level * 12 },
      [
        {
          text: layout.hiddenCalls > 0 && level === 0 ? `… ${call.chain}` : call.chain,
          fill: "quiet-text",
        },
        { text: ` ${call.rule} → ${call.target}`, fill: "quiet-text" },
      ],
      { size: 11, mono: true, fill: "quiet-text", action: `chain:${table}/${call.chain}` },
    ),
  );
  marks.push(
    text("chain/name", { x, y: nameY, room }, chain.chain, {
      size: 13,
      mono: true,
      bold: true,
      action: `chain:${table}/${chain.chain}`,
    }),
  );
  if (window.from > 0) {
    const above = fill(words["rules-above"], { count: countOf(rows.slice(0, window.from)) });
    marks.push(
      text("rules/above", { x: x + 48, y: layout.aboveY, room: room - 48 }, above, {
        size: 11,
        fill: "quiet-text",
      }),
    );
  }
  for (const [index, row] of rows.slice(window.from, window.to).entries()) {
    const place = window.from + index;
    const rect = { x, y: tops[place] ?? 0, width: room, height: (heights[place] ?? 0) - 2 };
    marks.push(
      ...(row.count > 1
        ? drawUnlisted(input, row, rect)
        : drawRow(input, row, rect, hasSecondLine(row, input))),
    );
  }
  const left = countOf(rows.slice(window.to));
  const below =
    rows.length === 0
      ? words["no-rules-in-chain"]
      : left > 0
        ? fill(words["rules-below"], { count: left })
        : null;
  if (below !== null) {
    marks.push(
      text("rules/below", { x: x + 48, y: layout.belowY, room: room - 48 }, below, {
        size: 11,
        fill: "quiet-text",
      }),
    );
  }
  if (policyY !== null && policy !== null) {
    const decided = walk?.byPolicy === true && walk.verdict !== null;
    marks.push(
      box(
        "rules/policy",
        { x, y: policyY, width: room, height: 24 },
        {
          radius: 5,
          fill: decided ? "hit-fill" : null,
          stroke: decided ? "hit" : null,
        },
      ),
      text(
        "rules/policy/name",
        { x: x + 48, y: policyY + 16, room: room - 58 },
        fill(words["policy-decides"], { policy }),
        {
          size: 11,
          fill: decided ? "text" : "quiet-text",
          bold: decided,
        },
      ),
    );
  }
  return marks;
}

function countOf(rows: ChainRows["rows"]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

// Rules that the trace does not list: how many, in the place of them.
function drawUnlisted({ words }: ViewInput, row: RuleRow, rect: Rect): readonly Mark[] {
  const line = fill(words["rules-unlisted"], { count: row.count });
  return [
    text(
      `rule/${row.key}/unlisted`,
      { x: rect.x + 48, y: rect.y + 16, room: rect.width - 58 },
      line,
      { size: 11, fill: "quiet-text" },
    ),
  ];
}
