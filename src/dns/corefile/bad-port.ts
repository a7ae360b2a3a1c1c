import type { ServerBlock, Transport } from "./corefile.js";

const MOST = 65_535;
/** Those that listen with datagrams alone. */
const OVER_UDP: readonly Transport[] = ["quic", "https3"];

/**
 * Ports that nobody can listen on. CoreDNS sees this when it begins to listen, behind all else
 * (coredns/caddy caddy.go: startServers; Go net: parsePort, LookupPort).
 */
export function badPorts(
  blocks: readonly ServerBlock[],
): readonly { readonly block: ServerBlock; readonly text: string }[] {
  return blocks.flatMap((block) =>
    block.keys.flatMap(({ port, transport }) => {
      const isPort = transport === "unix" || (Number(port) >= 0 && Number(port) <= MOST);
      const begins = OVER_UDP.includes(transport)
        ? "ListenPacket: listen udp"
        : "Listen: listen tcp";
      const text = `${begins}: address ${port}: invalid port`;
      return isPort ? [] : [{ block, text }];
    }),
  );
}
