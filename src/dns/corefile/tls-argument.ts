import { joinPath, NO_FILES, readFile } from "../files.js";
import type { SetupBlock } from "../plugin.js";
import { wrong } from "./dispenser.js";
import type { Dispenser } from "./dispenser.js";
import type { Mistake } from "./mistake.js";

/**
 * The mistake in `[CERT KEY] [CA]`: too many words, or a file that is not there; null where there is none (coredns
 * plugin/pkg/tls/tls.go: NewTLSConfigFromArgs). What the files hold is not looked at.
 */
export function checkTlsArguments(
  directive: Dispenser,
  words: readonly string[],
  { files = NO_FILES, root = "" }: Pick<SetupBlock, "files" | "root">,
): Mistake | null {
  if (words.length > 3) {
    const reason = `maximum of three arguments allowed for TLS config, found ${words.length}`;
    return wrong(directive, reason);
  }
  const paths = words.map((word) => joinPath(root, word));
  const [pair, roots] = paths.length < 2 ? [[], paths] : [paths.slice(0, 2), paths.slice(2)];
  const absent = (path: string): boolean => readFile(files, path) === null;
  const [unpaired] = pair.filter(absent);
  if (unpaired !== undefined) {
    return wrong(directive, `could not load TLS cert: ${notThere(unpaired)}`);
  }
  const [rootless] = roots.filter(absent);
  return rootless === undefined
    ? null
    : wrong(directive, `error reading ${rootless}: ${notThere(rootless)}`);
}

/** What Go says of a file that is not there. */
export function notThere(path: string): string {
  return `open ${path}: no such file or directory`;
}
