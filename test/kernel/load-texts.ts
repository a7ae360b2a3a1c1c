import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";

/** A text that a real tool is to take: `iptables-legacy-restore --test`, `nft -c -f -`. */
export interface LoadedText {
  readonly name: string;
  readonly command: string;
  readonly text: string;
  /** What another tool must have taken before, and how it is undone; empty for nothing. */
  readonly before?: { readonly command: string; readonly text: string; readonly undo: string };
}

const LONGEST_MS = 300_000;

/** Gives every text to its tool, all in one network namespace that ends with it: what the tools did not take, and why. */
export function textsNotTaken(texts: readonly LoadedText[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "hopwise-load-"));
  try {
    const file = (name: string, text: string): string => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const lines = texts.flatMap(({ command, text, before }, index) => [
      ...(before === undefined
        ? []
        : [attempt(index, before.command, file(`${index}-before`, before.text))]),
      attempt(index, command, file(String(index), text)),
      ...(before === undefined ? [] : [`${before.undo} >/dev/null 2>&1`]),
    ]);
    const script = file("script", lines.join("\n"));
    const result = spawnSync("unshare", ["--net", "sh", script], {
      encoding: "utf8",
      timeout: LONGEST_MS,
    });
    if (result.error !== undefined) throw result.error;
    return result.stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const [index = "", ...said] = line.split(" ");
        const { name, command } = texts[Number(index)] ?? { name: line, command: "" };
        return `${name}: ${command}: ${said.join(" ")}`;
      });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// One line of output for a text that is not taken.
function attempt(index: number, command: string, path: string): string {
  return `said=$(${command} < ${path} 2>&1 >/dev/null) || echo ${index} $said`;
}
