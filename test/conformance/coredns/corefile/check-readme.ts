import { readCorefile } from "../../../../src/dns/corefile/read.js";
import { differences } from "../conformance-case.js";
import { wordsOf } from "./corefile-case.js";
import type { RecordedBlock } from "./corefile-case.js";
import { lexCorefile } from "../../../../src/dns/corefile/lex.js";
import { parseBlocks } from "../../../../src/dns/corefile/parse.js";
import { BARE_HOST } from "../../../../src/dns/host.js";
import { PLUGIN_NAMES } from "../../../../src/dns/order.js";

interface ReadmeCase {
  readonly input: string;
  readonly serverBlocks: readonly RecordedBlock[];
}

/** Compares the blocks of an example from a plugin's README, and loads it. */
export function checkReadme({ input, serverBlocks }: ReadmeCase): readonly string[] {
  const source = { name: "Corefile", text: input };
  const { blocks } = parseBlocks(lexCorefile(source, 0), {
    host: BARE_HOST,
    directives: PLUGIN_NAMES,
  });
  const found = blocks.map(({ keys, directives }) => ({
    keys,
    directives: Object.fromEntries(directives.map((one) => [one.name, wordsOf(one.tokens)])),
  }));
  const errors = readCorefile(source).diagnostics.flatMap(({ severity, code, parameters }) => {
    const text = String(parameters["text"] ?? "");
    return severity === "error" && !isOfTheirMachine(code, text) ? [`${code} ${text}`] : [];
  });
  return [...differences("blocks", found, serverBlocks), ...errors];
}

// Some examples name hosts that only their own machine can look up, and files that only it has.
function isOfTheirMachine(code: string, text: string): boolean {
  return code === "corefile-setup" && /no such (host|file or directory)$/.test(text);
}
