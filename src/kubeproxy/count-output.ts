import type { ProxyOutput } from "./output.js";

/** How much of each kind kube-proxy writes on a node for one family. */
export interface OutputCount {
  readonly chains: number;
  readonly rules: number;
  /** Sets and maps, of ipset or nft. */
  readonly sets: number;
  readonly elements: number;
  readonly virtualServers: number;
  readonly realServers: number;
}

/** Counts what a full sync writes, line by line of what the tools are given. */
export function countOutput({ iptables, nftables, ipsets, ipvs }: ProxyOutput): OutputCount {
  const restored = iptables.map((edit) => (edit.kind === "restore" ? edit.text : "")).join("\n");
  const edits = (...kinds: readonly string[]): number =>
    iptables.filter(({ kind }) => kinds.includes(kind)).length;
  const count = (text: string, line: RegExp): number => text.match(line)?.length ?? 0;
  return {
    chains: edits("new-chain") + count(restored, /^:/gm) + count(nftables, /^add chain /gm),
    rules: edits("prepend", "append") + count(restored, /^-A /gm) + count(nftables, /^add rule /gm),
    sets: count(ipsets, /^create /gm) + count(nftables, /^add (set|map) /gm),
    elements: count(ipsets, /^add /gm) + count(nftables, /^add element /gm),
    virtualServers: count(ipvs, /^-A /gm),
    realServers: count(ipvs, /^-a /gm),
  };
}
