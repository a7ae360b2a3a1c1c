/** What is wrong with an expression, in expr's words, and where, in code points; thrown inside this folder only. */
export class ExpressionError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Why an evaluation failed, in expr's words as far as they are known; thrown in this folder and by the query's functions. */
export class EvaluationError extends Error {}

/** What the real expr can do and this one cannot; thrown inside this folder only. */
export class ExpressionUnsupported extends Error {}

/** A complaint with the place and the line that it is about (expr file/error.go). */
export function placedText({ message, at }: ExpressionError, source: string): string {
  const before = Array.from(source).slice(0, at).join("");
  const start = before.lastIndexOf("\n") + 1;
  const column = Array.from(before.slice(start)).length;
  const end = source.indexOf("\n", start);
  const line = source.slice(start, end === -1 ? source.length : end);
  if (line === "") return message;
  const number = before.split("\n").length;
  const shown = line.replaceAll("\t", " ");
  return `${message} (${number}:${column + 1})\n | ${shown}\n | ${".".repeat(column)}^`;
}
