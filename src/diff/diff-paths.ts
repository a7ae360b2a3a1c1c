import { formatEndpoint } from "../base/address.js";
import { deviceTowards } from "../netfilter/fate/fate-host.js";
import type { FateHost } from "../netfilter/fate/fate-host.js";
import type { PacketFate } from "../netfilter/fate/packet-fate.js";
import { packetFates } from "../netfilter/fate/packet-fates.js";
import type { Probe } from "./probe.js";

/** A first packet that the node treats otherwise than it should. */
export interface PathDifference {
  readonly probe: Probe;
  /** All that may become of it by kube-proxy's rules. */
  readonly expected: readonly FateText[];
  /** All that may become of it by the node's. */
  readonly found: readonly FateText[];
}

/** What may become of a packet, in words that need no translation. */
export type FateText =
  /** It goes on, to where it was sent or translated to. */
  | { readonly kind: "goes"; readonly to: string; readonly masqueradedAs: string | null }
  | {
      readonly kind: "stopped";
      readonly verdict: "drop" | "reject" | "unknown";
      /** The table and the chain: `filter KUBE-SERVICES`. */
      readonly by: string;
      /** Whether no rule did it but the chain's policy. */
      readonly isPolicy: boolean;
    };

/** The probes that end differently on two hosts that differ in their rules alone. */
export function diffPaths(
  probes: readonly Probe[],
  expected: FateHost,
  found: FateHost,
): readonly PathDifference[] {
  return probes.flatMap((probe) => {
    const path = { probe, expected: fatesOf(probe, expected), found: fatesOf(probe, found) };
    return JSON.stringify(path.expected) === JSON.stringify(path.found) ? [] : [path];
  });
}

function fatesOf(probe: Probe, host: FateHost): readonly FateText[] {
  const { source, destination, protocol, port, client } = probe;
  const input = client === "node" ? null : deviceTowards(host.devices, source);
  const fates = packetFates(host, { source, destination, protocol, port, input });
  const texts = new Map(fates.map(fateText).map((text) => [JSON.stringify(text), text]));
  return [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
}

function fateText(fate: PacketFate): FateText {
  const { verdict, cause, source, destination, destinationPort, isMasqueraded } = fate;
  if (verdict !== "accept") {
    const by = cause === null ? "" : `${cause.table} ${cause.chain}`;
    return { kind: "stopped", verdict, by, isPolicy: cause !== null && cause.rule === null };
  }
  const to = formatEndpoint(destination, destinationPort);
  return { kind: "goes", to, masqueradedAs: isMasqueraded ? source : null };
}
