// npm test: everything that has no DOM in node:test, then the rest in a real Chromium. Words after `npm test --` choose
// files of the first part by their path; `--node` and `--browser` run one part only.
import { fileURLToPath } from "node:url";
import { requireBrowser } from "./find-browser.mjs";
import { listTests } from "./list-tests.mjs";
import { run } from "./run.mjs";

const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const both = !flags.includes("--node") && !flags.includes("--browser");

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
// A machine without a browser should learn it now, not after the first part.
const wantsBrowser = (both && words.length === 0) || flags.includes("--browser");
if (wantsBrowser) await requireBrowser();

if (run("node", ["scripts/generate-parsers.mjs"]) !== 0) process.exit(1);

let failed = false;
if (both || flags.includes("--node")) {
  const files = listTests(words);
  const args = ["--import", "tsx", "--test", "--test-reporter=spec", ...files];
  failed = run("node", args) !== 0;
}
if (wantsBrowser) {
  // The built files are tested too.
  failed = run("node", ["scripts/build.mjs", "cdn"]) !== 0 || failed;
  failed = run("wtr", []) !== 0 || failed;
}
process.exit(failed ? 1 : 0);
