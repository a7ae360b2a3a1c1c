import { advance, current, currentText } from "../../corefile/cursor.js";
import { advanceInBlock, remainingArguments, wrong } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { parseGoInteger } from "../../corefile/go-value.js";
import { zonesOrKeys } from "../../corefile/block-key.js";
import type { Mistake } from "../../corefile/mistake.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { Draft, SetupBlock, SetupDone } from "../../plugin.js";
import type { DnsWorld } from "../../world.js";
import { createCache } from "./handler.js";
import { DEFAULTS } from "./options.js";
import type { CacheOptions } from "./options.js";
import { readOption } from "./read-option.js";

/** Reads `cache [TTL] [ZONES…] { … }` (coredns plugin/cache/setup.go). */
export function setupCache(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const options: Draft<CacheOptions> = { ...DEFAULTS };
  let line: number | null = null;
  let prefersPositive = false;
  while (advance(directive)) {
    if (line !== null) return wrong(directive, ONLY_ONCE);
    line = current(directive)?.line ?? 0;
    const words = remainingArguments(directive);
    const ttl = parseGoInteger(words[0] ?? "");
    if (ttl !== null && ttl <= 0) {
      return wrong(directive, `cache TTL can not be zero or negative: ${ttl}`);
    }
    if (ttl !== null) {
      options.success = { ...options.success, maximum: ttl };
      options.denial = { ...options.denial, maximum: ttl };
    }
    options.zones = zonesOrKeys(ttl === null ? words : words.slice(1), block.zones);
    const seen = new Set<string>();
    while (advanceInBlock(directive)) {
      const option = currentText(directive);
      if (option === "serve_stale_policy" && seen.has(option)) {
        return wrong(directive, "serve_stale_policy can only be specified once");
      }
      seen.add(option);
      const mistake = readOption(directive, options);
      if (mistake !== null) return mistake;
    }
    prefersPositive = seen.has("serve_stale_policy");
    if (seen.has("serve_stale_policy") && !seen.has("serve_stale")) {
      return wrong(directive, "serve_stale_policy requires serve_stale");
    }
  }
  const { stale } = options;
  const kept: CacheOptions = {
    ...options,
    stale: stale === null ? null : { ...stale, prefersPositive },
  };
  const part = {
    line: line ?? 0,
    start: ({ epoch }: DnsWorld) => createCache(kept, epoch ?? null),
  };
  return { kind: "done", parts: [part], unsupported: [] };
}
