import { widthOf } from "../../base/address.js";
import { bytesOfCost, printBytes } from "./byte-rate.js";
import { printModule } from "./clause.js";
import type { MatchForm } from "./form.js";
import { keyOf } from "./hashlimit-key.js";
import { MODES } from "./hashlimit-match.js";
import type { HashlimitMatch, HashlimitRate } from "./hashlimit-match.js";
import { OPTIONS, SCALE, readHashlimit } from "./read-hashlimit.js";
import { printRate, printedUnit } from "./rate.js";
import { earned, packetsLeft, spent } from "./spend.js";
import type { Allowance } from "./spend.js";
import type { Credit } from "./match-memory.js";
import type { Surroundings } from "./surroundings.js";

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
