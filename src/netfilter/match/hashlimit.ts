import { widthOf } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import { bytesOfCost, printBytes } from "./byte-rate.js";
import { printModule } from "./clause.js";
import type { MatchForm } from "./form.js";
import { keyOf, MODES } from "./hashlimit-key.js";
import type { Mode } from "./hashlimit-key.js";
import { OPTIONS, SCALE, readHashlimit } from "./read-hashlimit.js";
import { printRate, printedUnit } from "./rate.js";
import { earned, packetsLeft, spent } from "./spend.js";
import type { Allowance } from "./spend.js";
import type { Credit } from "./match-memory.js";
import type { Surroundings } from "./surroundings.js";

/** `-m hashlimit`: as long as not too many packets came of one kind, told apart by their ends. */
export interface HashlimitMatch {
  readonly kind: "hashlimit";
  readonly family: Family;
  /** Whether it holds beyond the limit, and not below. */
  readonly above: boolean;
  readonly rate: HashlimitRate;
  readonly modes: readonly Mode[];
  readonly name: string;
  readonly tableSize: number;
  readonly tableMost: number;
  readonly collectEvery: number;
  /** Milliseconds after which a kind of packets is forgotten. */
  readonly expire: number;
  readonly sourceLength: number;
  readonly destinationLength: number;
  /** The seconds of `--hashlimit-rate-interval`; null where bursts count. */
  readonly interval: number | null;
}

/** How much is allowed: packets, at a cost in millionths of a second each, or bytes, as the kernel keeps them. */
export type HashlimitRate =
  | { readonly kind: "packets"; readonly cost: number; readonly burst: number }
  | { readonly kind: "bytes"; readonly cost: bigint; readonly burst: bigint };

const USUAL_COLLECTING = 1_000;

/** The form of `-m hashlimit`. */
export const hashlimit: MatchForm<HashlimitMatch> = {
  module: "hashlimit",
  options: OPTIONS,
  read: readHashlimit,
  print(match) {
    const { modes, tableSize, tableMost, collectEvery, expire, interval, rate } = match;
    const width = widthOf(match.family);
    const listed = MODES.filter((mode) => modes.includes(mode)).join(",");
    const parts = [
      rateText(match),
      burstText(match),
      listed === "" ? null : `--hashlimit-mode ${listed}`,
      `--hashlimit-name ${match.name}`,
      tableSize === 0 ? null : `--hashlimit-htable-size ${tableSize}`,
      tableMost === 0 ? null : `--hashlimit-htable-max ${tableMost}`,
      collectEvery === USUAL_COLLECTING ? null : `--hashlimit-htable-gcinterval ${collectEvery}`,
      expire === usualExpire(rate) ? null : `--hashlimit-htable-expire ${expire}`,
      match.sourceLength === width ? null : `--hashlimit-srcmask ${match.sourceLength}`,
      match.destinationLength === width ? null : `--hashlimit-dstmask ${match.destinationLength}`,
      interval === null ? null : "--hashlimit-rate-match",
      interval === null || interval === 1 ? null : `--hashlimit-rate-interval ${interval}`,
    ];
    return printModule("hashlimit", parts);
  },
  // linux net/netfilter/xt_hashlimit.c: hashlimit_mt_common. What counts bytes or rates is read and printed only.
  holds(match, { surroundings, headers }) {
    const allowance = allowanceOf(match);
    if (surroundings === null || allowance === null) return null;
    const table = tableOf(match, surroundings);
    const key = keyOf(match, headers);
    const before = earned(
      alive(table.get(key), match, surroundings.now),
      surroundings.now,
      allowance,
    );
    const after = spent(before, allowance);
    table.set(key, after ?? before);
    return (after === null) === match.above;
  },
  miss(match, { surroundings, headers }) {
    const allowance = allowanceOf(match);
    const credit =
      surroundings === null ? undefined : tableOf(match, surroundings).get(keyOf(match, headers));
    const known = credit !== undefined && allowance !== null;
    return { clause: rateText(match), found: known ? packetsLeft(credit, allowance) : "" };
  },
};

function allowanceOf({ rate, interval }: HashlimitMatch): Allowance | null {
  if (rate.kind === "bytes" || interval !== null) return null;
  return { cost: rate.cost, most: rate.cost * rate.burst };
}

// Rules of one name share a table.
function tableOf({ family, name }: HashlimitMatch, { memory }: Surroundings): Map<string, Credit> {
  const key = `${family} ${name}`;
  const table = memory.tables.get(key) ?? new Map<string, Credit>();
  memory.tables.set(key, table);
  return table;
}

function alive(
  credit: Credit | undefined,
  { expire }: HashlimitMatch,
  now: number,
): Credit | undefined {
  return credit === undefined || now - credit.at > expire * 1_000 ? undefined : credit;
}

function rateText({ above, rate }: HashlimitMatch): string {
  const option = above ? "--hashlimit-above" : "--hashlimit-upto";
  return rate.kind === "packets"
    ? `${option} ${printRate(rate.cost, SCALE)}`
    : `${option} ${printBytes(bytesOfCost(rate.cost))}/s`;
}

function burstText({ rate }: HashlimitMatch): string | null {
  if (rate.kind === "packets") return `--hashlimit-burst ${rate.burst}`;
  return rate.burst === 0n
    ? null
    : `--hashlimit-burst ${printBytes(rate.burst * bytesOfCost(rate.cost))}`;
}

// The printer takes the unit that it prints for the one that was written, and leaves that out.
function usualExpire(rate: HashlimitRate): number {
  return rate.kind === "packets" ? printedUnit(rate.cost, SCALE) * 1_000 : 0;
}
