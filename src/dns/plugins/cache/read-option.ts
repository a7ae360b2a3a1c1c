import { normalZone } from "../../corefile/block-key.js";
import { currentText } from "../../corefile/cursor.js";
import {
  noArguments,
  remainingArguments,
  singleArgument,
  wrong,
  wrongArguments,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readDuration, readInteger } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { Draft } from "../../plugin.js";
import { readPrefetch, readStale } from "./read-stale.js";
import type { CacheLimits, CacheOptions } from "./options.js";

// RFC 2308, 7.1: no SERVFAIL may be kept longer.
const LONGEST_SERVFAIL = 300;

/** Reads the option at the cursor into the options. */
export function readOption(directive: Dispenser, options: Draft<CacheOptions>): Mistake | null {
  const name = currentText(directive);
  switch (name) {
    case "success":
    case "denial": {
      const limits = readLimits(directive, options[name]);
      if (isMistake(limits)) return limits;
      options[name] = limits;
      return null;
    }
    case "prefetch": {
      const prefetch = readPrefetch(directive);
      if (isMistake(prefetch)) return prefetch;
      options.prefetch = prefetch;
      return null;
    }
    case "serve_stale": {
      const stale = readStale(directive);
      if (isMistake(stale)) return stale;
      options.stale = stale;
      return null;
    }
    case "serve_stale_policy": {
      const policy = singleArgument(directive);
      if (isMistake(policy)) return policy;
      if (policy.toLowerCase() === "prefer_positive") return null;
      return wrong(directive, `invalid serve_stale_policy: ${policy}`);
    }
    case "servfail":
      return readServfail(directive, options);
    case "disable":
      return readDisable(directive, options);
    case "keepttl":
      options.keepTtl = true;
      return noArguments(directive);
    default:
      return wrongArguments(directive);
  }
}

// `CAPACITY [TTL] [MINTTL]`.
function readLimits(directive: Dispenser, limits: CacheLimits): CacheLimits | Mistake {
  const words = remainingArguments(directive).slice(0, 3);
  if (words.length === 0) return wrongArguments(directive);
  const numbers: number[] = [];
  for (const [index, word] of words.entries()) {
    const number = readInteger(word);
    if (!number.ok) return wrong(directive, number.error);
    if (index === 1 && number.value <= 0) {
      return wrong(directive, `cache TTL can not be zero or negative: ${number.value}`);
    }
    if (index === 2 && number.value < 0) {
      return wrong(directive, `cache min TTL can not be negative: ${number.value}`);
    }
    numbers.push(number.value);
  }
  const [capacity, maximum, minimum] = numbers;
  return {
    ...limits,
    capacity: capacity ?? limits.capacity,
    maximum: maximum ?? limits.maximum,
    minimum: minimum ?? limits.minimum,
  };
}

function readServfail(directive: Dispenser, options: Draft<CacheOptions>): Mistake | null {
  const text = singleArgument(directive);
  if (isMistake(text)) return text;
  const duration = readDuration(text);
  if (!duration.ok) return wrong(directive, duration.error);
  if (duration.value < 0) return wrong(directive, "invalid negative ttl for servfail");
  if (duration.value > LONGEST_SERVFAIL) {
    return wrong(directive, "caching SERVFAIL responses over 5 minutes is not permitted");
  }
  options.servfail = duration.value;
  return null;
}

function readDisable(directive: Dispenser, options: Draft<CacheOptions>): Mistake | null {
  const [kind, ...words] = remainingArguments(directive);
  if (kind === undefined) return wrongArguments(directive);
  if (kind !== "success" && kind !== "denial") {
    return wrong(directive, 'cache type for disable must be "success" or "denial"');
  }
  const disabled = words.length === 0 ? ["."] : words.map(normalZone);
  options[kind] = { ...options[kind], disabled };
  return null;
}
