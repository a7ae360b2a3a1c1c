import { remainingArguments, wrong, wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readDuration, readInteger } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { DEFAULTS } from "./options.js";
import type { Prefetch, StaleOptions } from "./options.js";

const LONGEST_RECHECK = 300;
const DEFAULT_STALE = 3600;
const LARGEST_TTL = 0xffff_ffff;

/** Reads `prefetch AMOUNT [DURATION [PERCENT%]]`. */
export function readPrefetch(directive: Dispenser): Prefetch | Mistake {
  const [amount, period, percentage, ...rest] = remainingArguments(directive);
  if (amount === undefined || rest.length > 0) return wrongArguments(directive);
  const hits = readInteger(amount);
  if (!hits.ok) return wrong(directive, hits.error);
  if (hits.value < 0) return wrong(directive, `prefetch amount should be positive: ${hits.value}`);
  const { pause, percentage: usual } = DEFAULTS.prefetch;
  if (period === undefined) return { hits: hits.value, pause, percentage: usual };
  const duration = readDuration(period);
  if (!duration.ok) return wrong(directive, duration.error);
  const read = { hits: hits.value, pause: duration.value, percentage: usual };
  if (percentage === undefined) return read;
  if (!percentage.endsWith("%")) {
    const last = percentage.slice(-1);
    return wrong(directive, `last character of percentage should be \`%\`, but is: '${last}'`);
  }
  const share = readInteger(percentage.slice(0, -1));
  if (!share.ok) return wrong(directive, share.error);
  if (share.value >= 10 && share.value <= 90) return { ...read, percentage: share.value };
  return wrong(directive, `percentage should fall in range [10, 90]: ${share.value}`);
}

/** Reads `serve_stale [DURATION [immediate [TTL [RECHECK]] | verify [TIMEOUT [TTL [RECHECK]]]]]`. */
export function readStale(directive: Dispenser): StaleOptions | Mistake {
  const words = remainingArguments(directive);
  if (words.length > 5) return wrongArguments(directive);
  const [period, written, ...times] = words;
  if (period !== undefined) {
    const duration = readDuration(period);
    if (!duration.ok) return wrong(directive, duration.error);
    if (duration.value < 0) return wrong(directive, "invalid negative duration for serve_stale");
  }
  const mode = written?.toLowerCase() ?? "immediate";
  if (mode !== "immediate" && mode !== "verify") {
    return wrong(directive, `invalid value for serve_stale refresh mode: ${mode}`);
  }
  if (mode === "immediate" && times.length > 2) return wrongArguments(directive);
  const [timeout, ttl, recheck] = mode === "verify" ? times : [undefined, ...times];
  const wrongText = wrongTimeout(timeout) ?? wrongTtl(ttl) ?? wrongRecheck(recheck);
  if (wrongText !== null) return wrong(directive, wrongText);
  return {
    upTo: period === undefined ? DEFAULT_STALE : secondsOf(period),
    verify: mode === "verify",
    verifyTimeout: secondsOf(timeout),
    ttl: secondsOf(ttl),
    recheck: secondsOf(recheck),
    prefersPositive: false,
  };
}

// The words are checked before.
function secondsOf(text: string | undefined): number {
  const duration = text === undefined ? null : readDuration(text);
  return duration?.ok === true ? duration.value : 0;
}

function wrongTimeout(text: string | undefined): string | null {
  if (text === undefined) return null;
  const duration = readDuration(text);
  if (!duration.ok) return `invalid serve_stale verify timeout: ${duration.error}`;
  return duration.value < 0 ? "invalid negative timeout for serve_stale verify" : null;
}

function wrongTtl(text: string | undefined): string | null {
  if (text === undefined) return null;
  const duration = readDuration(text);
  if (!duration.ok) return `invalid serve_stale response TTL: ${duration.error}`;
  if (duration.value < 0) return "invalid negative response TTL for serve_stale";
  if (!Number.isInteger(duration.value)) {
    return "serve_stale response TTL must be a whole number of seconds";
  }
  return duration.value > LARGEST_TTL ? "serve_stale response TTL exceeds the DNS TTL range" : null;
}

function wrongRecheck(text: string | undefined): string | null {
  if (text === undefined) return null;
  const duration = readDuration(text);
  if (!duration.ok) return `invalid serve_stale failure recheck: ${duration.error}`;
  if (duration.value < 0) return "invalid negative failure recheck for serve_stale";
  return duration.value > LONGEST_RECHECK
    ? "serve_stale failure recheck cannot exceed 5 minutes"
    : null;
}
