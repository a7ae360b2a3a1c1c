import { box } from "../../mark/box.js";
import type { Rect } from "../../mark/box.js";
import type { Mark, TextSpan } from "../../mark/mark.js";
import { sign } from "../../mark/sign.js";
import { spannedText, text } from "../../mark/text.js";
import { textWidth } from "../../measure.js";
import type { Role } from "../../role.js";
import { readableRule, shortMarks } from "../../rule-text.js";
import type { ViewInput } from "../input.js";
import type { RuleRow } from "./chain-rows.js";
import { conditionSpans, reasonSpans } from "./row-spans.js";
import { isNarrow } from "./rules-layout.js";

const MONO = { size: 11, mono: true } as const;
const SIGNS = {
  hit: "passed",
  missed: "missed",
  unreached: "pending",
  unknown: "pending",
} as const;
const SIGN_ROLES = { hit: "hit", missed: "drop", unreached: "wire", unknown: "drop" } as const;
const SIGN_WORDS = {
  hit: "hit-sign",
  missed: "missed-sign",
  unreached: "unreached-sign",
  unknown: "unknown-sign",
} as const;
const GAP = 14;

/** A rule: its number, what it asks for, what it does, whether it matched and why not. */
export function drawRow(
  input: ViewInput,
  row: RuleRow,
  rect: Rect,
  hasTwoLines: boolean,
): readonly Mark[] {
  const key = `rule/${row.key}`;
  const middle = rect.y + 16;
  // Chains of a large cluster have numbers of five digits.
  const isLong = row.rule > 999;
  const number = { x: rect.x + (isLong ? 29 : 24), y: middle, room: isLong ? 29 : 22 };
  return [
    box(key, rect, {
      radius: 5,
      fill: row.status === "unknown" ? "drop-fill" : row.isLast ? "hit-fill" : null,
      stroke: row.status === "unknown" ? "drop" : row.isLast ? "hit" : null,
      tooltip: [
        `${row.rule}. ${row.text}`,
        input.words[SIGN_WORDS[row.status]],
        reasonText(input, row),
        row.owner,
      ]
        .filter((line) => line !== "")
        .join("\n"),
      action: `rule:${row.key}`,
    }),
    text(`${key}/number`, number, String(row.rule), {
      ...MONO,
      size: isLong ? 9 : MONO.size,
      anchor: "end",
      fill: "quiet-text",
    }),
    sign(
      `${key}/sign`,
      { x: rect.x + 36, y: middle - 4 },
      SIGNS[row.status],
      SIGN_ROLES[row.status],
    ),
    ...wordsOf(input, row, hasTwoLines, {
      x: rect.x + 48,
      end: rect.x + rect.width - 10,
      first: middle,
      second: rect.y + 31,
    }),
  ];
}

/** Where a row's words begin and end, and the baselines of its lines. */
interface Lines {
  readonly x: number;
  readonly end: number;
  readonly first: number;
  readonly second: number;
}

function wordsOf(
  input: ViewInput,
  row: RuleRow,
  hasTwoLines: boolean,
  { x, end, first, second }: Lines,
): readonly Mark[] {
  const { words } = input;
  const key = `rule/${row.key}`;
  const { comment, ...whole } = readableRule(row.text);
  const width = end - x;
  const shorten = isRoomy(input, whole, width) ? (part: string): string => part : shortMarks;
  const [condition, target] = [shorten(whole.condition), shorten(whole.target)];
  const isHit = row.status === "hit";
  const ink: Role = isHit ? "text" : "quiet-text";
  const reason = reasonSpans(input, row);
  const goal: TextSpan = {
    text: target === "" ? words.counts : `→ ${target}`,
    fill: isHit ? "hit" : ink,
    bold: isHit,
  };
  const miss = input.misses?.[row.key];
  const conditionMark = (room: number): Mark =>
    condition === ""
      ? text(`${key}/condition`, { x, y: first, room }, words.always, { size: 11, fill: ink })
      : spannedText(
          `${key}/condition`,
          { x, y: first, room },
          conditionSpans(condition, miss === undefined ? null : shorten(miss.clause), ink),
          { ...MONO, fill: ink },
        );
  const atEnd = (y: number, room: number): Mark =>
    spannedText(`${key}/reason`, { x: end, y, room }, reason, { size: 11, anchor: "end" });
  if (isNarrow(input.width)) {
    // Of a rule that did not match, what was found matters more than what it would have done.
    const room = reason.length === 0 ? 0 : Math.min(width * 0.72, spanWidth(reason, { size: 11 }));
    const goalRoom = reason.length === 0 ? width : width - room - 8;
    return [
      conditionMark(width),
      spannedText(`${key}/target`, { x, y: second, room: goalRoom }, [goal], MONO),
      ...(reason.length === 0 ? [] : [atEnd(second, room)]),
    ];
  }
  // In one line a reason stands in the target's place: of a rule that did not match, the reason matters.
  const isReasonFirst = !hasTwoLines && reason.length > 0;
  const last = isReasonFirst ? spanWidth(reason, { size: 11 }) : spanWidth([goal], MONO);
  const wanted = textWidth(condition === "" ? words.always : condition, MONO);
  // What stands at the end gives way only where the condition needs the room.
  const lastRoom = Math.min(last, Math.max((width - GAP) * 0.46, width - GAP - wanted));
  const lastMark = isReasonFirst
    ? atEnd(first, lastRoom)
    : spannedText(`${key}/target`, { x: end, y: first, room: lastRoom }, [goal], {
        ...MONO,
        anchor: "end",
      });
  const line = [conditionMark(width - GAP - lastRoom), lastMark];
  if (!hasTwoLines) return line;
  const reasonRoom = Math.min(width * 0.5, spanWidth(reason, { size: 11 }));
  const commentRoom = reason.length === 0 ? width : width - reasonRoom - GAP;
  const quiet = { size: 11, fill: "quiet-text" } as const;
  return [
    ...line,
    ...(comment === null
      ? []
      : [text(`${key}/comment`, { x, y: second, room: commentRoom }, comment, quiet)]),
    ...(reason.length === 0 ? [] : [atEnd(second, reasonRoom)]),
  ];
}

// Whether a rule has room as nft prints it: on a narrow screen its parts have a line each.
function isRoomy(
  { width: screen }: ViewInput,
  { condition, target }: { readonly condition: string; readonly target: string },
  width: number,
): boolean {
  const [first, second] = [condition, `→ ${target}`].map((part) => textWidth(part, MONO));
  const [one, other] = [first ?? 0, second ?? 0];
  return (isNarrow(screen) ? Math.max(one, other) : one + GAP + other) <= width;
}

function reasonText(input: ViewInput, row: RuleRow): string {
  return reasonSpans(input, row)
    .map((span) => span.text)
    .join("");
}

function spanWidth(
  spans: readonly TextSpan[],
  setting: { readonly size: number; readonly mono?: boolean },
): number {
  const widths = spans.map((span) =>
    textWidth(span.text, { ...setting, bold: span.bold === true }),
  );
  return widths.reduce((sum, width) => sum + width, 0) + 1;
}
