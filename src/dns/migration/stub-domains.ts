import type { CorefileTree, PluginTree, ServerTree } from "./corefile-tree.js";

/**
 * Gives each forward of another zone than the root a server block of its own, since forward, unlike proxy, can stand only
 * once for a zone (coredns/corefile-migration migration/plugins.go: breakForwardStubDomainsIntoServerBlocks).
 */
export function splitStubDomains({
  servers,
}: CorefileTree): CorefileTree | { readonly error: string } {
  const kept: ServerTree[] = [];
  const added: ServerTree[] = [];
  for (const server of servers) {
    const split = splitServer(server);
    if ("error" in split) return split;
    kept.push(split.kept);
    added.push(...split.added);
  }
  return { servers: [...kept, ...added] };
}

interface Split {
  readonly kept: ServerTree;
  readonly added: readonly ServerTree[];
}

function splitServer(server: ServerTree): Split | { readonly error: string } {
  // The tool takes elements out of the list that it walks: the one after each is skipped, and is left where it is.
  const walked: PluginTree[] = [...server.plugins];
  let length = walked.length;
  const added: ServerTree[] = [];
  for (const place of server.plugins.keys()) {
    const plugin = walked[place];
    if (plugin?.name !== "forward") continue;
    const [zone, ...words] = plugin.words;
    if (zone === undefined) return { error: "found invalid forward plugin declaration" };
    if (zone === ".") continue;
    if (server.keys.length !== 1)
      return { error: "unhandled migration of multi-domain/port server block" };
    if (server.keys[0] !== "." && server.keys[0] !== ".:53")
      return { error: "unhandled migration of non-default domain/port server block" };
    const moved = { ...plugin, words: [".", ...words] };
    added.push({ keys: [zone], plugins: [moved, ...COMPANIONS] });
    // What has moved is the same element wherever the walk meets it again.
    for (const [index, one] of walked.entries()) if (one === plugin) walked[index] = moved;
    walked.copyWithin(place, place + 1, length);
    length--;
  }
  return { kept: { ...server, plugins: walked.slice(0, length) }, added };
}

const COMPANIONS: readonly PluginTree[] = [
  { name: "loop", words: [], options: [] },
  { name: "errors", words: [], options: [] },
  { name: "cache", words: ["30"], options: [] },
];
