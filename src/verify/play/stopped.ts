import type { PlayItem } from "../../cluster/scenario.js";

/** What keeps a play from going on. */
export type Stopped =
  | { readonly kind: "long-wait"; readonly seconds: number }
  /** The cluster changes, for which no program of a cluster is there. */
  | { readonly kind: "cluster-change" }
  /** Two packets are to meet in the kernel, which happens as chance has it. */
  | { readonly kind: "race" }
  /** A connection is to stay open, but on the machine connections end with their request. */
  | { readonly kind: "kept-connection" }
  | { readonly kind: "command-failed"; readonly command: string; readonly reason: string };

// In seconds: nobody waits for minutes to see an entry expire.
const LONGEST_WAIT = 10;

/** Why a line of the play cannot be played on the machine; null where it can be tried. */
export function stopsAt(item: PlayItem): Stopped | null {
  if (item.kind === "wait") {
    const seconds = item.microseconds / 1_000_000;
    return seconds > LONGEST_WAIT ? { kind: "long-wait", seconds } : null;
  }
  if (item.kind === "change" && item.change.kind === "cluster") return { kind: "cluster-change" };
  if (item.kind === "change" && item.change.kind === "set-upstream")
    return { kind: "cluster-change" };
  if (item.kind === "change" && item.change.kind === "conntrack-race") return { kind: "race" };
  const isKept =
    item.kind === "request" && item.command.kind === "connect" && item.command.keptAs !== null;
  return isKept ? { kind: "kept-connection" } : null;
}
