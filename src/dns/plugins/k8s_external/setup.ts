import { fallthroughZones, zonesOrKeys } from "../../corefile/block-key.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readInteger } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { Draft, SetupBlock, SetupDone } from "../../plugin.js";
import { createExternal } from "./handler.js";
import { DEFAULTS } from "./options.js";
import type { ExternalOptions } from "./options.js";

/** Reads `k8s_external [ZONES…] { … }` (coredns plugin/k8s_external/setup.go). */
export function setupExternal(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const options: Draft<ExternalOptions> = { ...DEFAULTS };
  let line: number | null = null;
  while (advance(directive)) {
    line ??= current(directive)?.line ?? 0;
    const words = remainingArguments(directive);
    options.zones = zonesOrKeys(words, block.zones);
    while (advanceInBlock(directive)) {
      const mistake = readOption(directive, options);
      if (mistake !== null) return mistake;
    }
  }
  // CoreDNS looks for it when it starts, after all directives are read.
  if (block.plugins?.has("kubernetes") === false) {
    return wrong(directive, "kubernetes plugin not loaded");
  }
  const kept: ExternalOptions = { ...options };
  const part = { line: line ?? 0, start: () => createExternal(kept) };
  return { kind: "done", parts: [part], unsupported: [] };
}

function readOption(directive: Dispenser, options: Draft<ExternalOptions>): Mistake | null {
  const option = currentText(directive);
  const words = KNOWN.has(option) ? remainingArguments(directive) : [];
  const [first] = words;
  switch (option) {
    case "ttl": {
      if (first === undefined) return wrongArguments(directive);
      const ttl = readInteger(first);
      if (!ttl.ok) return wrong(directive, ttl.error);
      if (ttl.value < 0 || ttl.value > 3600) {
        return wrongHere(directive, `ttl must be in range [0, 3600]: ${ttl.value}`);
      }
      options.ttl = ttl.value;
      return null;
    }
    case "apex":
      if (first === undefined) return wrongArguments(directive);
      options.apex = first;
      return null;
    case "headless":
      options.headless = true;
      return null;
    case "fallthrough":
      options.fallthrough = fallthroughZones(words);
      return null;
    default:
      return wrongHere(directive, `unknown property '${option}'`);
  }
}

const KNOWN: ReadonlySet<string> = new Set(["ttl", "apex", "fallthrough"]);
