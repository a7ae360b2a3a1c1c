import { columnsOf } from "./text-column.js";
import { beginsPart } from "../split-line.js";
import type { Item, Statement } from "../syntax.js";
import { headText, wordText } from "./word.js";

/** The texts of a body's parts that have no block, their values in one column and their comments in another; null for other items. */
export function alignColumns(items: readonly Item[], block: string): readonly (string | null)[] {
  const texts: (string | null)[] = items.map(() => null);
  for (const run of runsOf(items)) {
    const parts = run.map((index) => items[index]).filter((item) => item?.kind === "statement");
    const heads = alignValues(parts, block);
    const width = Math.max(
      0,
      ...parts.map((part, i) => (part.comment === null ? 0 : columnsOf(heads[i] ?? ""))),
    );
    for (const [i, index] of run.entries()) {
      const head = heads[i] ?? "";
      const comment = parts[i]?.comment ?? null;
      texts[index] =
        comment === null
          ? head
          : `${head}${" ".repeat(width - columnsOf(head))}  #${comment.trimEnd()}`;
    }
  }
  return texts;
}

/** The indices of parts without a block that stand right under each other. */
function runsOf(items: readonly Item[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let open = false;
  for (const [index, item] of items.entries()) {
    const isPart = item.kind === "statement" && item.block === null;
    if (isPart && open) runs.at(-1)?.push(index);
    else if (isPart) runs.push([index]);
    open = isPart;
  }
  return runs;
}

function alignValues(parts: readonly Statement[], block: string): readonly string[] {
  const namesFollow = block === "scenario" || block === "play";
  const isAligned = ({ words: [first, second] }: Statement): boolean =>
    !namesFollow &&
    first !== undefined &&
    second !== undefined &&
    second.text !== "," &&
    !beginsPart({ ...second, gap: 2 }, [first], block);
  const first = (part: Statement): string => {
    const [word] = part.words;
    return word === undefined ? "" : wordText(word);
  };
  const width = Math.max(0, ...parts.filter(isAligned).map((part) => columnsOf(first(part))));
  return parts.map((part) => {
    if (!isAligned(part)) return headText(part);
    const word = first(part);
    const rest = headText({ words: part.words.slice(1) });
    return `${word}${" ".repeat(width - columnsOf(word))} ${rest}`;
  });
}
