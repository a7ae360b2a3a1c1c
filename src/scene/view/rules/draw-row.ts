import { fill } from "../../../message/fill.js";
import { box } from "../../mark/box.js";
import type { Rect } from "../../mark/box.js";
import type { Mark, TextSpan } from "../../mark/mark.js";
import { sign } from "../../mark/sign.js";
import { spannedText, text } from "../../mark/text.js";
import { textWidth } from "../../measure.js";
import type { Role } from "../../role.js";
import { readableRule } from "../../rule-text.js";
import type { Miss, ViewInput } from "../input.js";
import type { RuleRow } from "./chain-rows.js";

const MONO = { size: 11, mono: true } as const;

/** A rule: its number, what it asks for, what it does, and whether it matched. */
export function drawRow(
  input: ViewInput,
  row: RuleRow,
  rect: Rect,
  isTwoLines: boolean,
): readonly Mark[] {
  const { words, misses } = input;
  const { condition, target } = readableRule(row.text);
  const isHit = row.status === "hit";
  const ink: Role = row.status === "hit" ? "text" : "quiet-text";
  const key = `rule/${row.key}`;
  const firstY = rect.y + 17;
  const x = rect.x + 48;
  const end = rect.x + rect.width - 10;
  const miss = row.status === "missed" ? misses?.[row.key] : undefined;
  const isNarrow = isTwoLines && rect.width < 460;
  const goal = target === "" ? words.counts : `→ ${target}`;
  const free = end - x - 14;
  const wanted = textWidth(condition === "" ? words.always : condition, MONO);
  // The target gives way only where the condition really needs the room.
  const goalLimit = Math.max(free * 0.46, free - wanted);
  const goalWidth = Math.min(textWidth(goal, { ...MONO, bold: isHit }) + 1, goalLimit);
  const conditionRoom = isNarrow ? end - x : free - goalWidth;
  const signs = { hit: "passed", missed: "missed", unreached: "pending" } as const;
  const signWord = {
    hit: words["hit-sign"],
    missed: words["missed-sign"],
    unreached: words["unreached-sign"],
  };
  const goalY = isNarrow ? rect.y + 33 : firstY;
  return [
    box(key, rect, {
      radius: 5,
      fill: row.isLast ? "hit-fill" : null,
      stroke: row.isLast ? "hit" : null,
      tooltip: [`${row.rule}. ${row.text}`, signWord[row.status], row.owner].join("\n"),
      action: `rule:${row.key}`,
    }),
    text(`${key}/number`, { x: rect.x + 24, y: firstY, room: 22 }, String(row.rule), {
      ...MONO,
      anchor: "end",
      fill: "quiet-text",
    }),
    sign(
      `${key}/sign`,
      { x: rect.x + 36, y: firstY - 4 },
      signs[row.status],
      isHit ? "hit" : row.status === "missed" ? "drop" : "wire",
    ),
    condition === ""
      ? text(`${key}/condition`, { x, y: firstY, room: conditionRoom }, words.always, {
          size: 11,
          fill: ink,
        })
      : spannedText(
          `${key}/condition`,
          { x, y: firstY, room: conditionRoom },
          conditionSpans(condition, miss, ink),
          { ...MONO, fill: ink },
        ),
    text(
      `${key}/target`,
      isNarrow
        ? { x, y: goalY, room: secondRoom(input, row, miss) }
        : { x: end, y: goalY, room: goalWidth },
      goal,
      { ...MONO, anchor: isNarrow ? "start" : "end", fill: isHit ? "hit" : ink, bold: isHit },
    ),
    ...secondLine(input, row, miss, { x, end, y: rect.y + 33, isNarrow, isTwoLines }),
  ];

  function secondRoom(of: ViewInput, at: RuleRow, why: Miss | undefined): number {
    return reasonSpans(of, at, why).length === 0 ? end - x : (end - x) * 0.5;
  }
}

// The clause that failed is struck where it stands in the rule.
function conditionSpans(condition: string, miss: Miss | undefined, ink: Role): readonly TextSpan[] {
  const at = miss === undefined ? -1 : condition.indexOf(miss.clause);
  if (miss === undefined || at === -1 || miss.clause === "")
    return [{ text: condition, fill: ink }];
  const parts: readonly TextSpan[] = [
    { text: condition.slice(0, at), fill: ink },
    { text: miss.clause, fill: "drop", struck: true },
    { text: condition.slice(at + miss.clause.length), fill: ink },
  ];
  return parts.filter((part) => part.text !== "");
}

function reasonSpans(
  { words }: ViewInput,
  row: RuleRow,
  miss: Miss | undefined,
): readonly TextSpan[] {
  if (row.draw !== null) {
    const { drawn, probability } = row.draw;
    const sign = drawn < probability ? "<" : "≥";
    const parameters = { drawn: rounded(drawn), probability: rounded(probability), sign };
    return [{ text: fill(words.drew, parameters), fill: drawn < probability ? "hit" : "drop" }];
  }
  if (miss === undefined) return [];
  return [
    { text: `${words.found} `, fill: "quiet-text" },
    { text: miss.found === "" ? "–" : miss.found, fill: "drop", bold: true },
  ];
}

function secondLine(
  input: ViewInput,
  row: RuleRow,
  miss: Miss | undefined,
  at: {
    readonly x: number;
    readonly end: number;
    readonly y: number;
    readonly isNarrow: boolean;
    readonly isTwoLines: boolean;
  },
): readonly Mark[] {
  const { x, end, y, isNarrow, isTwoLines } = at;
  if (!isTwoLines) return [];
  const key = `rule/${row.key}`;
  const reason = reasonSpans(input, row, miss);
  const { comment } = readableRule(row.text);
  if (isNarrow) {
    if (reason.length === 0) return [];
    return [
      spannedText(`${key}/reason`, { x: end, y, room: (end - x) * 0.5 - 8 }, reason, {
        size: 11,
        anchor: "end",
      }),
    ];
  }
  const reasonWidth =
    reason.length === 0
      ? 0
      : Math.min(
          (end - x) * 0.5,
          textWidth(reason.map((part) => part.text).join(""), { size: 11, bold: true }) + 2,
        );
  const commentRoom = end - x - (reason.length === 0 ? 0 : reasonWidth + 14);
  return [
    ...(comment === null
      ? []
      : [
          text(`${key}/comment`, { x, y, room: commentRoom }, comment, {
            size: 11,
            fill: "quiet-text",
          }),
        ]),
    ...(reason.length === 0
      ? []
      : [
          spannedText(`${key}/reason`, { x: end, y, room: reasonWidth }, reason, {
            size: 11,
            anchor: "end",
          }),
        ]),
  ];
}

function rounded(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}
