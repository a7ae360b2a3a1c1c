import { beginsPart } from "../split-line.js";
import type { Block, Item, Statement } from "../syntax.js";
import { headText } from "./word.js";

/** A statement with its block on one line, where the author wrote it so and nothing in it needs a line of its own; else null. */
export function inlineText(statement: Statement, block: string): string | null {
  const { block: body } = statement;
  const head = headText(statement);
  if (body === null) return head;
  if (body.kind === "verbatim" || !body.inline || body.comment !== null) return null;
  const inside = innerText(body, statement.words[0]?.text ?? block);
  if (inside === null) return null;
  return `${head}${head === "" ? "" : " "}{${inside === "" ? "" : ` ${inside} `}}`;
}

function innerText({ items }: Block, word: string): string | null {
  const parts = items.filter(isPlain);
  if (parts.length < items.length) return null;
  const texts = parts.map((part) => inlineText(part, word));
  const written = texts.filter((text) => text !== null);
  if (written.length < texts.length) return null;
  return written.join(
    parts.every((part, i) => isSeparable(parts[i - 1], part, word)) ? "  " : "; ",
  );
}

function isPlain(item: Item): item is Statement {
  return item.kind === "statement" && item.comment === null;
}

/** Whether two spaces are enough to part a statement from the one before it. */
function isSeparable(before: Statement | undefined, part: Statement, block: string): boolean {
  const [first] = part.words;
  if (before === undefined || before.block !== null) return true;
  return first !== undefined && beginsPart({ ...first, gap: 2 }, before.words, block);
}
