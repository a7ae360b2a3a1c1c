import { joinPath, NO_FILES, readFile } from "../files.js";
import type { SetupBlock } from "../plugin.js";
import { normalZone } from "./block-key.js";
import { advanceOnLine, currentText } from "./cursor.js";
import { remainingArguments, wrong, wrongArguments } from "./dispenser.js";
import type { Dispenser } from "./dispenser.js";
import type { Mistake } from "./mistake.js";
import { notThere } from "./tls-argument.js";

/**
 * The names that the keys of `key file KEY…` belong to: those of the DNSKEY records in the files, or of the files where
 * they hold none; keys that lie elsewhere have none (coredns plugin/dnssec/setup.go: keyParse).
 */
export function readKeyFiles(
  directive: Dispenser,
  { files = NO_FILES, root = "" }: SetupBlock,
): readonly string[] | Mistake {
  if (!advanceOnLine(directive)) return wrongArguments(directive);
  const kind = currentText(directive);
  if (kind !== "file" && kind !== "aws_secretsmanager") return [];
  const words = remainingArguments(directive);
  if (words.length === 0) return wrongArguments(directive);
  if (kind !== "file") return [];
  const owners: string[] = [];
  for (const word of words) {
    const base = joinPath(root, word.replace(/\.(key|private)$/, ""));
    for (const path of [`${base}.key`, `${base}.private`]) {
      if (readFile(files, path) === null) return wrong(directive, notThere(path));
    }
    const record = /^(\S+)\s.*\bDNSKEY\b/m.exec(readFile(files, `${base}.key`) ?? "")?.[1];
    owners.push(normalZone(record ?? nameInPath(base)));
  }
  return owners;
}

// `Kexample.org.+013+26205` is a key of example.org.
function nameInPath(path: string): string {
  return path
    .replace(/^.*\//, "")
    .replace(/^(ksk_)?K/, "")
    .replace(/\.?\+\d+\+\d+$/, "");
}
