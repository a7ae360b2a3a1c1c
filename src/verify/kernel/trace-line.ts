import { readPacketWords } from "./packet-words.js";
import type { SeenPacket } from "./packet-words.js";

/** A line of `nft -a monitor trace`: what happened to a packet in a chain. */
export type TraceLine = TracePlace &
  (
    | { readonly kind: "packet"; readonly packet: SeenPacket }
    /** A rule that matched. */
    | {
        readonly kind: "rule";
        readonly handle: number;
        readonly verdict: string;
        /** Which pieces of packets it matches; null for one that does not ask. */
        readonly piece: "first" | "later" | null;
      }
    | { readonly kind: "policy"; readonly verdict: string }
  );

/** Which packet it is about, and where. */
export interface TracePlace {
  /** The same for what happens to a packet one after the other; other packets have it before and after. */
  readonly id: string;
  /** `ip`, `ip6`, `inet`, `bridge`, `netdev`. */
  readonly family: string;
  readonly table: string;
  readonly chain: string;
}

/** Reads a line; null for one that says nothing of the kind. */
export function readTraceLine(line: string): TraceLine | null {
  const read = /^trace id (\w+) (\S+) (\S+) (\S+) (packet:|rule|unknown rule|policy) ?(.*)$/.exec(
    line,
  );
  if (read === null) return null;
  const [, id = "", family = "", table = "", chain = "", what = "", rest = ""] = read;
  const place = { id, family, table, chain };
  if (what === "packet:") {
    const packet = readPacketWords(` ${rest}`);
    return packet === null ? null : { ...place, kind: "packet", packet };
  }
  if (what === "policy") return { ...place, kind: "policy", verdict: rest.split(" ")[0] ?? "" };
  // A rule that came after the monitor began is told by its handle alone.
  const rule = /(?:# |^)handle (\d+) \(verdict ([^)]*)\)\s*(?:meta mark \S+\s*)?$/.exec(rest);
  if (rule === null) return null;
  const handle = Number(rule[1]);
  return { ...place, kind: "rule", handle, verdict: rule[2] ?? "", piece: pieceOf(rest) };
}

// `ip frag-off & 16383 == 8192` asks for the first piece, `ip frag-off & 8191 > 0` for the others.
function pieceOf(text: string): "first" | "later" | null {
  const compared = /ip frag-off & \w+ (\S+)/.exec(text)?.[1];
  if (compared === undefined) return null;
  return compared === "==" || /^(0x)?(2000|8192)$/.test(compared) ? "first" : "later";
}
