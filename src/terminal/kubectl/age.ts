const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/**
 * How old something is that came at one time and is looked at at another, both in microseconds of the play's clock, as
 * kubectl prints it (k8s.io/apimachinery pkg/util/duration HumanDuration v1.36). Objects carry their time in whole seconds.
 */
export function ageText(createdAt: number, now: number): string {
  const seconds = Math.floor(now / 1_000_000) - Math.floor(createdAt / 1_000_000);
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  if (seconds < 10 * MINUTE) return two(seconds, [MINUTE, "m"], [1, "s"]);
  if (seconds < 3 * HOUR) return one(seconds, MINUTE, "m");
  if (seconds < 8 * HOUR) return two(seconds, [HOUR, "h"], [MINUTE, "m"]);
  if (seconds < 2 * DAY) return one(seconds, HOUR, "h");
  if (seconds < 8 * DAY) return two(seconds, [DAY, "d"], [HOUR, "h"]);
  if (seconds < 2 * YEAR) return one(seconds, DAY, "d");
  if (seconds < 8 * YEAR) return two(seconds, [YEAR, "y"], [DAY, "d"]);
  return one(seconds, YEAR, "y");
}

function one(seconds: number, unit: number, letter: string): string {
  return `${Math.floor(seconds / unit)}${letter}`;
}

function two(
  seconds: number,
  [large, largeLetter]: readonly [number, string],
  [small, smallLetter]: readonly [number, string],
): string {
  const rest = Math.floor((seconds % large) / small);
  return `${one(seconds, large, largeLetter)}${rest === 0 ? "" : `${rest}${smallLetter}`}`;
}
