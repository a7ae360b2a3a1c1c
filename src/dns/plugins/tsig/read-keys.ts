import { normalZone } from "../../corefile/block-key.js";

/** The names of the keys in a file of named.conf's form, each once; null where it has another form (coredns plugin/tsig/setup.go: parseKeyFile). */
export function readKeys(text: string): readonly string[] | null {
  const keys: string[] = [];
  const lines = text
    .split("\n")
    .map((line) => line.split(/\s+/).filter((word) => word !== ""))
    .filter((words) => words.length > 0);
  let at = 0;
  while (at < lines.length) {
    const [word, second = ""] = lines[at++] ?? [];
    const name = second.replace(/^["{]+|["{]+$/g, "");
    if (word !== "key" || name === "") return null;
    const end = endOfKey(lines, at);
    const key = normalZone(name);
    if (end === null || keys.includes(key)) return null;
    keys.push(key);
    at = end;
  }
  return keys;
}

// Where the lines behind a key begin; null where it has no secret, or words that do not belong there.
function endOfKey(lines: readonly (readonly string[])[], from: number): number | null {
  let hasSecret = false;
  for (let at = from; at < lines.length; at++) {
    const [word = "", value = ""] = lines[at] ?? [];
    if (word === "}" || word === "};") return hasSecret ? at + 1 : null;
    if (word === "secret") {
      if (value.replace(/^[";]+|[";]+$/g, "") === "") return null;
      hasSecret = true;
    } else if (word !== "algorithm") return null;
  }
  return hasSecret ? lines.length : null;
}
