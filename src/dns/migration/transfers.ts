import type { CorefileTree, ServerTree } from "./corefile-tree.js";

/**
 * Writes the plugin transfer for what kubernetes' option of that name said, which 1.8.0 no longer has
 * (coredns/corefile-migration migration/plugins.go: copyKubernetesTransferOptToPlugin).
 */
export function addTransfers({ servers }: CorefileTree): CorefileTree | { readonly error: string } {
  const done: ServerTree[] = [];
  for (const server of servers) {
    const kubernetes = server.plugins.filter(({ name }) => name === "kubernetes");
    // The tool crashes here, for it takes the first zone without looking.
    if (kubernetes.some(({ words }) => words.length === 0))
      return { error: "runtime error: index out of range [0] with length 0" };
    const options = kubernetes.flatMap((plugin) => plugin.options);
    const to = options.findLast(({ name }) => name === "transfer")?.words ?? [];
    const zone = kubernetes.at(-1)?.words[0] ?? "";
    done.push(
      to.length < 2
        ? server
        : { ...server, plugins: [...server.plugins, transfer(zone, to.slice(1))] },
    );
  }
  return { servers: done };
}

function transfer(zone: string, words: readonly string[]): ServerTree["plugins"][number] {
  return { name: "transfer", words: [zone], options: [{ name: "to", words }] };
}
