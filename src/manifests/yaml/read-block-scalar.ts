import { Unusual } from "./cursor.js";
import type { ContentLine, Cursor } from "./cursor.js";
import type { YamlScalar } from "./value.js";

/** Reads a literal text (`|`, `|-`, `|+`) on the lines below, deeper than `column`. */
export function readBlockScalar(cursor: Cursor, line: ContentLine, column: number): YamlScalar {
  const { text, limit } = cursor;
  const [, keep] = /^\|([-+]?)[ \t]*(?:$| #)/.exec(text.slice(line.start, line.end)) ?? [];
  if (keep === undefined) throw new Unusual();
  let at = text.indexOf("\n", line.end);
  at = at === -1 ? limit : at + 1;
  const lines: string[] = [];
  let depth: number | null = null;
  let end = line.end;
  while (at < limit) {
    const newline = text.indexOf("\n", at);
    const stop = newline === -1 || newline > limit ? limit : newline;
    const whole = text.slice(at, stop).replace(/\r$/, "");
    const content = whole.search(/[^ ]/);
    if (content !== -1) {
      if (content <= column) break;
      // Less than the first line is a mistake; blank lines that are deeper are one, too.
      depth ??= content;
      if (content < depth) throw new Unusual();
      end = at + whole.length;
    } else if (depth === null && whole.length > column + 1) throw new Unusual();
    lines.push(whole.slice(depth ?? whole.length));
    at = stop + 1;
  }
  cursor.jump(at);
  return { kind: "scalar", text: chomp(lines, keep), isPlain: false, start: line.start, end };
}

function chomp(lines: readonly string[], keep: string): string {
  const all = lines.map((line) => `${line}\n`).join("");
  if (keep === "+") return all;
  const bare = all.replace(/\n+$/, "");
  return keep === "-" || bare === "" ? bare : `${bare}\n`;
}
