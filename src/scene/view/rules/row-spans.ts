import { fill } from "../../../message/fill.js";
import type { TextSpan } from "../../mark/mark.js";
import type { Role } from "../../role.js";
import type { ViewInput } from "../input.js";
import type { RuleRow } from "./chain-rows.js";

/** What a rule asks for; the clause that failed is struck where it stands. */
export function conditionSpans(
  condition: string,
  missed: string | null,
  ink: Role,
): readonly TextSpan[] {
  const at = missed === null || missed === "" ? -1 : condition.indexOf(missed);
  if (missed === null || at === -1) return [{ text: condition, fill: ink }];
  const parts: readonly TextSpan[] = [
    { text: condition.slice(0, at), fill: ink },
    { text: missed, fill: "drop", struck: true },
    { text: condition.slice(at + missed.length), fill: ink },
  ];
  return parts.filter((part) => part.text !== "");
}

/** What was drawn for a rule, or what was found where it asked for something else; nothing where neither is known. */
export function reasonSpans({ words, misses }: ViewInput, row: RuleRow): readonly TextSpan[] {
  if (row.draw !== null) {
    const { drawn, probability } = row.draw;
    const isLess = drawn < probability;
    const parameters = {
      drawn: rounded(drawn),
      probability: rounded(probability),
      sign: isLess ? "<" : "≥",
    };
    return [{ text: fill(words.drew, parameters), fill: isLess ? "hit" : "drop" }];
  }
  if (row.status === "unknown") {
    return [{ text: words["unknown-rule"], fill: "drop", bold: true }];
  }
  const miss = row.status === "missed" ? misses?.[row.key] : undefined;
  if (miss === undefined) return [];
  return [
    { text: `${words.found} `, fill: "quiet-text" },
    { text: miss.found === "" ? "–" : miss.found, fill: "drop", bold: true },
  ];
}

function rounded(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}
