import { remainingArguments, wrong, wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readDuration, readInteger } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";

const LONGEST_RECHECK = 300;
const LARGEST_TTL = 0xffff_ffff;

/** Checks `prefetch AMOUNT [DURATION [PERCENT%]]`. */
export function checkPrefetch(directive: Dispenser): Mistake | null {
  const [amount, period, percentage, ...rest] = remainingArguments(directive);
  if (amount === undefined || rest.length > 0) return wrongArguments(directive);
  const hits = readInteger(amount);
  if (!hits.ok) return wrong(directive, hits.error);
  if (hits.value < 0) return wrong(directive, `prefetch amount should be positive: ${hits.value}`);
  if (period === undefined) return null;
  const duration = readDuration(period);
  if (!duration.ok) return wrong(directive, duration.error);
  if (percentage === undefined) return null;
  if (!percentage.endsWith("%")) {
    const last = percentage.slice(-1);
    return wrong(directive, `last character of percentage should be \`%\`, but is: '${last}'`);
  }
  const share = readInteger(percentage.slice(0, -1));
  if (!share.ok) return wrong(directive, share.error);
  if (share.value >= 10 && share.value <= 90) return null;
  return wrong(directive, `percentage should fall in range [10, 90]: ${share.value}`);
}

/** Checks `serve_stale [DURATION [immediate [TTL [RECHECK]] | verify [TIMEOUT [TTL [RECHECK]]]]]`. */
export function checkStale(directive: Dispenser): Mistake | null {
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
  return wrongText === null ? null : wrong(directive, wrongText);
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
