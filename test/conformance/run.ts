import { existsSync } from "node:fs";
import { runCoredns } from "./coredns/run-suite.js";
import { runKernel } from "./kernel/run-suite.js";
import { runKubeProxy } from "./kube-proxy/run-suite.js";

/** What there is to compare with; each says what it found and whether all of it agrees. */
const SUITES: Readonly<
  Record<
    string,
    (root: string | null, log: (line: string) => void, words: readonly string[]) => boolean
  >
> = {
  coredns: runCoredns,
  kernel: runKernel,
  "kube-proxy": runKubeProxy,
};

/**
 * `npm run conformance -- SUITE [DIR]`: counts where Hopwise agrees with recordings of the real programs. Words after DIR
 * choose cases of CoreDNS by their names.
 */
const [name = "", root = null, ...words] = process.argv.slice(2);
const run = SUITES[name];
if (run === undefined) {
  console.error(`usage: npm run conformance -- ${Object.keys(SUITES).join("|")} [DIR [WORD…]]`);
  process.exit(2);
}
if (root !== null && !existsSync(root)) {
  console.error(`${root}: there is no such folder`);
  process.exit(1);
}
process.exit(
  run(
    root,
    (line) => {
      console.log(line);
    },
    words,
  )
    ? 0
    : 1,
);
