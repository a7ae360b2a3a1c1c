import type { Credit } from "./match-memory.js";

/** What one packet costs and what an allowance holds at most, in microseconds. */
export interface Allowance {
  readonly cost: number;
  readonly most: number;
}

/** What an allowance has earned until now; a new one is full. */
export function earned(credit: Credit | undefined, now: number, { most }: Allowance): Credit {
  const left = credit === undefined ? most : credit.left + (now - credit.at);
  return { left: Math.min(left, most), at: now };
}

/** Takes the cost of a packet where enough is left (linux net/netfilter/xt_limit.c: limit_mt); else null. */
export function spent(credit: Credit, { cost }: Allowance): Credit | null {
  return credit.left >= cost ? { ...credit, left: credit.left - cost } : null;
}

/** How many packets are left: `0.4`. */
export function packetsLeft({ left }: Credit, { cost }: Allowance): string {
  return String(Math.floor((left / cost) * 100) / 100);
}
