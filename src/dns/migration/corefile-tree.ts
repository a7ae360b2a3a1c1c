import { advance, currentText } from "../corefile/cursor.js";
import { dispense, remainingArguments } from "../corefile/dispenser.js";
import { lexCorefile } from "../corefile/lex.js";

/** A Corefile as the migration tool sees it: words in three depths, without snippets, imports or variables understood. */
export interface CorefileTree {
  readonly servers: readonly ServerTree[];
}

/** A server block. */
export interface ServerTree {
  readonly keys: readonly string[];
  readonly plugins: readonly PluginTree[];
}

/** A plugin of a server block. */
export interface PluginTree extends OptionTree {
  readonly options: readonly OptionTree[];
}

/** A line of a plugin. */
export interface OptionTree {
  readonly name: string;
  readonly words: readonly string[];
}

/** A Corefile, or what the tool says as it crashes: a line stands inside braces that belong to nothing. */
export type ReadTree = CorefileTree | { readonly error: string };

/** Reads a Corefile (coredns/corefile-migration migration/corefile/corefile.go: New). */
export function readTree(text: string): ReadTree {
  const servers: Growing[] = [];
  const words = dispense(lexCorefile({ name: "Corefile", text }, 0));
  let depth = 0;
  while (advance(words)) {
    const name = currentText(words);
    if (name === "{") depth++;
    else if (name === "}") depth--;
    else if (!addLine(servers, depth, { name, words: remainingArguments(words) }))
      return { error: "runtime error: invalid memory address or nil pointer dereference" };
  }
  return { servers };
}

interface Growing extends ServerTree {
  readonly plugins: GrowingPlugin[];
}

interface GrowingPlugin extends PluginTree {
  readonly options: OptionTree[];
}

// False where a line has nothing that it belongs to; what is deeper than an option is left out.
function addLine(servers: Growing[], depth: number, line: OptionTree): boolean {
  const server = servers.at(-1);
  switch (depth) {
    case 0:
      servers.push({ keys: [line.name, ...line.words], plugins: [] });
      return true;
    case 1:
      server?.plugins.push({ ...line, options: [] });
      return server !== undefined;
    case 2: {
      const plugin = servers.flatMap(({ plugins }) => plugins).at(-1);
      plugin?.options.push(line);
      return plugin !== undefined;
    }
    default:
      return true;
  }
}
