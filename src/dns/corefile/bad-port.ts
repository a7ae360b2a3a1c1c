import type { ServerBlock } from "./corefile.js";

const MOST = 65_535;

/**
 * Ports that nobody can listen on. CoreDNS sees this once every plugin is set up, before it looks for keys that two blocks
 * want (coredns core/dnsserver/register.go: MakeServers, groupConfigsByListenAddr; Go net: ResolveTCPAddr, parsePort).
 */
export function badPorts(
  blocks: readonly ServerBlock[],
): readonly { readonly block: ServerBlock; readonly text: string }[] {
  return blocks.flatMap((block) =>
    block.keys
      .filter(({ port }) => Number(port) < 0 || Number(port) > MOST)
      .map(({ port }) => ({ block, text: `address ${port}: invalid port` })),
  );
}
