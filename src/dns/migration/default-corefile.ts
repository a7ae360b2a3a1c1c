import { readTree } from "./corefile-tree.js";
import type { CorefileTree, OptionTree } from "./corefile-tree.js";
import { DEFAULT_COREFILES } from "./default-corefiles.js";

/**
 * Whether a Corefile is one that Kubernetes writes by default, in any of its releases: the tool takes a release, but does
 * not look at it (coredns/corefile-migration migration/migrate.go: Default). A Corefile without a block counts too, as
 * releases without a default of their own have an empty one.
 */
export function isDefaultCorefile(text: string): boolean {
  const tree = readTree(text);
  if ("error" in tree) return false;
  return (
    tree.servers.length === 0 || DEFAULT_COREFILES.some(({ tree: model }) => isLike(tree, model))
  );
}

function isLike({ servers }: CorefileTree, model: CorefileTree): boolean {
  return (
    servers.length === model.servers.length &&
    servers.every(({ keys, plugins }) => {
      const like = model.servers.find((server) => areLike(keys, server.keys));
      return (
        like?.plugins.length === plugins.length &&
        plugins.every((plugin) => {
          const known = matchOf(plugin, like.plugins);
          return (
            known?.options.length === plugin.options.length &&
            plugin.options.every((option) => matchOf(option, known.options) !== undefined)
          );
        })
      );
    })
  );
}

function matchOf<Line extends OptionTree>(
  { name, words }: OptionTree,
  models: readonly Line[],
): Line | undefined {
  return models.find((model) => model.name === name && areLike(words, model.words));
}

function areLike(words: readonly string[], model: readonly string[]): boolean {
  for (const [index, word] of model.entries()) {
    if (word === "***") return true;
    if (word !== "*" && word !== words[index]) return false;
  }
  return words.length === model.length;
}
