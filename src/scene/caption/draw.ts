import type { StatisticDraw } from "../../trace/event/netfilter-event.js";

const FEWEST = 4;
const MOST = 15;

/** A draw as captions print it: with few decimals, but as many as tell the two numbers apart, and a number below 1 from 1. */
export function drawParameters({ drawn, probability }: StatisticDraw): {
  readonly drawn: string;
  readonly probability: string;
} {
  for (let decimals = FEWEST; decimals < MOST; decimals++) {
    const pair = { drawn: short(drawn, decimals), probability: short(probability, decimals) };
    const isOne = pair.drawn === "1" && drawn < 1;
    if (pair.drawn !== pair.probability && !isOne) return pair;
  }
  return { drawn: String(drawn), probability: String(probability) };
}

function short(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}
