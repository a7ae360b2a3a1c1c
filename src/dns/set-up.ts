import type { Corefile, Directive, ServerBlock } from "./corefile/corefile.js";
import { dispense } from "./corefile/dispenser.js";
import { isMistake } from "./corefile/mistake.js";
import type { Mistake } from "./corefile/mistake.js";
import type { Host } from "./host.js";
import { notSimulated } from "./not-simulated.js";
import { ORDER } from "./order.js";
import type { Place } from "./order.js";
import { DEFAULT_SETTINGS } from "./plugin.js";
import type { BlockSettings, Overlooked, PluginPart, SetupDone, Unsupported } from "./plugin.js";

/** A place in a block's chain with its plugin's name. */
export interface NamedPart extends PluginPart {
  readonly plugin: string;
}

/** A server block with its chain. */
export interface SetUpBlock {
  readonly chain: readonly NamedPart[];
  readonly settings: BlockSettings;
}

/** Blocks with their chains, and what was found wrong or is not built yet, in the order in which CoreDNS would find it. */
export interface SetUpBlocks {
  readonly blocks: readonly SetUpBlock[];
  readonly mistakes: readonly Mistake[];
  readonly unsupported: readonly Unsupported[];
  readonly overlooked: readonly Overlooked[];
}

/**
 * Sets up every directive, plugin by plugin in the order of the chain and within it block by block
 * (coredns/caddy plugins.go and caddy.go: executeDirectives). A directive with a mistake has no place in the chain.
 */
export function setUpBlocks({ blocks, host }: Pick<Corefile, "blocks" | "host">): SetUpBlocks {
  const done = blocks.map(() => ({ chain: [] as NamedPart[], settings: DEFAULT_SETTINGS }));
  const mistakes: Mistake[] = [];
  const failures: Mistake[] = [];
  const unsupported: Unsupported[] = [];
  const overlooked: Overlooked[] = [];
  for (const [plugin, place] of ORDER) {
    for (const [index, block] of blocks.entries()) {
      const directive = block.directives.find(({ name }) => name === plugin);
      const own = done[index];
      if (directive === undefined || own === undefined) continue;
      const result = setUp(place, directive, { block, host, settings: own.settings });
      if (isMistake(result)) {
        mistakes.push(named(result, plugin));
        continue;
      }
      if (result.failure !== undefined) failures.push(named(result.failure, plugin));
      for (const feature of result.unsupported) unsupported.push(feature);
      for (const word of result.overlooked ?? []) overlooked.push(word);
      own.chain.push(...result.parts.map((part) => ({ ...part, plugin })));
      own.settings = { ...own.settings, ...result.settings };
    }
  }
  return { blocks: done, mistakes: [...mistakes, ...failures], unsupported, overlooked };
}

function named(mistake: Mistake, plugin: string): Mistake {
  const prefix = mistake.unnamed === true ? "" : `plugin/${plugin}: `;
  return { ...mistake, text: prefix + mistake.text };
}

interface Surroundings {
  readonly block: ServerBlock;
  readonly host: Host;
  readonly settings: BlockSettings;
}

function setUp(
  place: Place,
  directive: Directive,
  { block, host, settings }: Surroundings,
): SetupDone | Mistake {
  if (typeof place === "function") {
    const zones = block.keys.map(({ zone }) => zone);
    const plugins = new Set(block.directives.map(({ name }) => name));
    const { root } = settings;
    return place(dispense(directive.tokens), {
      zones,
      keys: block.keys,
      plugins,
      files: host.files,
      root,
      host,
    });
  }
  return notSimulated(dispense(directive.tokens), directive.name);
}
