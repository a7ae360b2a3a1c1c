import type { Effects } from "../base/effect.js";
import type { Answer, Handler, Visit } from "./chain.js";
import type { Directive, ServerBlock } from "./corefile/corefile.js";
import { dispense } from "./corefile/dispenser.js";
import { isMistake } from "./corefile/mistake.js";
import type { Mistake } from "./corefile/mistake.js";
import type { DnsNeed } from "./effect.js";
import { NO_FILES } from "./files.js";
import type { DnsFiles } from "./files.js";
import { ORDER } from "./order.js";
import type { Place } from "./order.js";
import type { PluginPart, SetupDone, Unsupported } from "./plugin.js";

/** A place in a block's chain with its plugin's name. */
export interface NamedPart extends PluginPart {
  readonly plugin: string;
}

/** Blocks with their chains, and what was found wrong or is not built yet, in the order in which CoreDNS would find it. */
export interface SetUpBlocks {
  /** One chain for each block. */
  readonly chains: readonly (readonly NamedPart[])[];
  readonly mistakes: readonly Mistake[];
  readonly unsupported: readonly Unsupported[];
}

/**
 * Sets up every directive, plugin by plugin in the order of the chain and within it block by block
 * (coredns/caddy plugins.go and caddy.go: executeDirectives). A directive with a mistake has no place in the chain.
 */
export function setUpBlocks(
  blocks: readonly ServerBlock[],
  files: DnsFiles = NO_FILES,
): SetUpBlocks {
  const chains = blocks.map((): NamedPart[] => []);
  const mistakes: Mistake[] = [];
  const unsupported: Unsupported[] = [];
  for (const [plugin, place] of ORDER) {
    for (const [index, block] of blocks.entries()) {
      const directive = block.directives.find(({ name }) => name === plugin);
      if (directive === undefined) continue;
      const result = setUp(place, directive, { block, files });
      if (isMistake(result)) {
        mistakes.push({ ...result, text: `plugin/${plugin}: ${result.text}` });
        continue;
      }
      unsupported.push(...result.unsupported);
      chains[index]?.push(...result.parts.map((part) => ({ ...part, plugin })));
    }
  }
  return { chains, mistakes, unsupported };
}

function setUp(
  place: Place,
  directive: Directive,
  { block, files }: { readonly block: ServerBlock; readonly files: DnsFiles },
): SetupDone | Mistake {
  if (typeof place === "function") {
    const zones = block.keys.map(({ zone }) => zone);
    const plugins = new Set(block.directives.map(({ name }) => name));
    const root = block.directives.find(({ name }) => name === "root")?.tokens[1]?.text ?? "";
    return place(dispense(directive.tokens), { zones, plugins, files, root });
  }
  const token = directive.tokens[0] ?? null;
  const unsupported = [{ feature: directive.name, token }];
  if (place === "unbuilt setting") return { kind: "done", parts: [], unsupported };
  const part = { line: token?.line ?? 0, start: () => stopAt(directive.name) };
  return { kind: "done", parts: [part], unsupported };
}

// What a plugin that is not built would have done is not guessed: the walk ends with it.
function stopAt(plugin: string): Handler {
  return function* stop(visit: Visit): Effects<DnsNeed, Answer> {
    return yield* visit.fail("SERVFAIL", `not simulated: plugin/${plugin}`);
  };
}
