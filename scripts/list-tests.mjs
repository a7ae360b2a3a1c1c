// Node 20's test runner knows no globs, so the files are listed here.
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** All tests of node:test, or those whose path contains one of the words. */
export function listTests(words = []) {
  return readdirSync("test", { recursive: true })
    .filter((file) => file.endsWith(".test.ts") && !file.endsWith(".browser.test.ts"))
    .map((file) => join("test", file))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort();
}
