/** How many packets in what time, as `--limit 3/min` says it. */
export interface Rate {
  /** What one packet costs, in the units of the module: whole parts of a second. */
  readonly cost: number;
  /** The unit that was written, in seconds. */
  readonly unit: number;
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["min", 60],
  ["sec", 1],
] as const;

const WORDS: readonly (readonly [string, number])[] = [
  ["second", 1],
  ["minute", 60],
  ["hour", 3_600],
  ["day", 86_400],
];

/** Reads `3/min`, `10/s`, `5`, with the parts that the module makes of a second; null where it is none, or too fast. */
export function parseRate(text: string, scale: number): Rate | null {
  const [count = "", word, ...rest] = text.split("/");
  const number = /^\d{1,9}$/.test(count) ? Number(count) : 0;
  const asked = word?.toLowerCase();
  const unit = asked === undefined ? 1 : WORDS.find(([name]) => name.startsWith(asked))?.[1];
  if (number === 0 || asked === "" || unit === undefined || rest.length > 0) return null;
  if (number / unit > scale) return null;
  return { cost: Math.floor((scale * unit) / number), unit };
}

/** A cost as iptables-save prints it, in the widest unit that fits (libxt_limit: print_rate). */
export function printRate(cost: number, scale: number): string {
  const { name, seconds } = unitOf(cost, scale);
  return `${Math.floor((seconds * scale) / cost)}/${name}`;
}

/** The seconds of the unit that a cost is printed in. */
export function printedUnit(cost: number, scale: number): number {
  return unitOf(cost, scale).seconds;
}

function unitOf(cost: number, scale: number): { readonly name: string; readonly seconds: number } {
  let best: (typeof UNITS)[number] = UNITS[0];
  for (const unit of UNITS.slice(1)) {
    const whole = unit[1] * scale;
    if (cost > whole || Math.floor(whole / cost) < whole % cost) break;
    best = unit;
  }
  return { name: best[0], seconds: best[1] };
}
