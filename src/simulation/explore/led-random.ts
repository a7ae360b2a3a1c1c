import type { Random } from "../../base/random.js";
import type { NamespaceId } from "../../trace/id.js";

/** What rules shall draw in place of their own chance, as the number of the draw in its namespace, from 0. */
export interface LedDraw {
  readonly namespace: NamespaceId;
  readonly index: number;
  /** From 0, less than 1. */
  readonly drawn: number;
}

/** A source of chance that draws as it would, but for the draws that are led. */
export function ledRandom(own: Random, lead: readonly LedDraw[]): Random {
  if (lead.length === 0) return own;
  const counts = new Map<string, number>();
  const leading = (random: Random): Random => ({
    ...random,
    fork: (purpose) => {
      const forked = random.fork(purpose);
      const id = /^netfilter\/(.*)$/.exec(purpose)?.[1];
      if (id === undefined) return leading(forked);
      const next = (): number => {
        const index = counts.get(id) ?? 0;
        counts.set(id, index + 1);
        const drawn = forked.next();
        return lead.find((led) => led.namespace === id && led.index === index)?.drawn ?? drawn;
      };
      return { ...forked, next, integer: (bound) => Math.floor(next() * bound) };
    },
  });
  return leading(own);
}
