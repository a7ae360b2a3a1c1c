/** A line of an answer, and whether it stands there only since the step before. */
export interface AnswerLine {
  readonly text: string;
  readonly isNew: boolean;
}

/** The lines of a text, those marked that the text before did not have; nothing is marked without one. */
export function changedLines(text: string, before: string | null): readonly AnswerLine[] {
  const lines = text.replace(/\n$/, "").split("\n");
  if (before === null) return lines.map((line) => ({ text: line, isNew: false }));
  const left = new Map<string, number>();
  for (const line of before.replace(/\n$/, "").split("\n"))
    left.set(line, (left.get(line) ?? 0) + 1);
  return lines.map((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return { text: line, isNew: count <= 0 && line !== "" };
  });
}
