import { lexCorefile } from "../../../../src/dns/corefile/lex.js";
import { parseBlocks } from "../../../../src/dns/corefile/parse.js";
import { BARE_HOST } from "../../../../src/dns/host.js";
import type { Host } from "../../../../src/dns/host.js";
import { PLUGIN_NAMES } from "../../../../src/dns/order.js";
import { differences } from "../conformance-case.js";
import { wordsOf } from "./corefile-case.js";
import type { RecordedBlock } from "./corefile-case.js";

interface ParseCase {
  readonly input: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly validDirectives?: boolean | readonly string[];
  readonly serverBlocks?: readonly RecordedBlock[];
  readonly error?: string;
}

/** Compares the server blocks of a text, or the mistake in it, with those of coredns/caddy's parser. */
export function checkParse(one: ParseCase): readonly string[] {
  const { input, error, serverBlocks } = one;
  if (error === undefined && serverBlocks === undefined)
    return ["nothing says what is expected: neither serverBlocks nor error"];
  const { blocks, mistakes } = parseBlocks(lexCorefile({ name: "Corefile", text: input }, 0), {
    host: hostOf(one),
    directives: directivesOf(one.validDirectives),
  });
  const wrong = differences("mistake", mistakes[0]?.text, error);
  if (error !== undefined || wrong.length > 0) return wrong;
  const found = blocks.map(({ keys, directives }) => ({
    keys,
    directives: Object.fromEntries(directives.map((one) => [one.name, wordsOf(one.tokens)])),
  }));
  return differences("blocks", found, serverBlocks);
}

function hostOf({ env = {}, files = {} }: ParseCase): Host {
  return {
    ...BARE_HOST,
    environment: (name) => env[name] ?? null,
    files: new Map(Object.entries(files)),
  };
}

function directivesOf(valid: ParseCase["validDirectives"]): ReadonlySet<string> | null {
  if (valid === true) return PLUGIN_NAMES;
  return typeof valid === "object" ? new Set(valid) : null;
}
