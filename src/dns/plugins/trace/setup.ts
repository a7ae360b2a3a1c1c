import { advance, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo, readDuration, readInteger } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { handOn } from "../../hand-on.js";
import type { SetupDone } from "../../plugin.js";

const ENDPOINT_TYPES = ["zipkin", "datadog"];

/** Reads `trace [ENDPOINT-TYPE] [ENDPOINT] { … }` (coredns plugin/trace/setup.go). */
export function setupTrace(directive: Dispenser): SetupDone | Mistake {
  const line = directive.tokens[0]?.line ?? 0;
  while (advance(directive)) {
    const words = remainingArguments(directive);
    if (words.length > 2) return wrongArguments(directive);
    const type = words.length === 2 ? (words[0] ?? "").toLowerCase() : "zipkin";
    if (!ENDPOINT_TYPES.includes(type)) {
      return wrong(directive, `tracing endpoint type '${type}' is not supported`);
    }
    while (advanceInBlock(directive)) {
      const mistake = checkOption(directive);
      if (mistake !== null) return mistake;
    }
  }
  return { kind: "done", parts: [{ line, start: () => handOn }], unsupported: [] };
}

/** What an option's word must be; null where it is. */
type WordCheck = (word: string) => string | null;

const WHOLE: WordCheck = (word) => {
  const number = readInteger(word);
  return number.ok ? null : number.error;
};

const OPTIONS: Readonly<Record<string, { readonly optional: boolean; readonly check: WordCheck }>> =
  {
    every: { optional: false, check: unsignedFault },
    service: { optional: false, check: () => null },
    client_server: { optional: true, check: booleanFault },
    datadog_analytics_rate: { optional: true, check: rateFault },
    zipkin_max_backlog_size: { optional: false, check: WHOLE },
    zipkin_max_batch_size: { optional: false, check: WHOLE },
    zipkin_max_batch_interval: {
      optional: false,
      check: (word) => {
        const duration = readDuration(word);
        return duration.ok ? null : duration.error;
      },
    },
  };

function checkOption(directive: Dispenser): Mistake | null {
  const name = currentText(directive);
  const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
  if (option === undefined) return wrongHere(directive, `unknown property '${name}'`);
  const [word, ...rest] = remainingArguments(directive);
  if (rest.length > 0 || (word === undefined && !option.optional)) return wrongArguments(directive);
  const fault = word === undefined ? null : option.check(word);
  return fault === null ? null : wrong(directive, fault);
}

function unsignedFault(word: string): string | null {
  const isNumber = /^\d+$/.test(word);
  if (isNumber && BigInt(word) < 2n ** 64n) return null;
  const reason = isNumber ? "value out of range" : "invalid syntax";
  return `strconv.ParseUint: parsing ${quoteGo(word)}: ${reason}`;
}

function booleanFault(word: string): string | null {
  if (/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(word)) return null;
  return `strconv.ParseBool: parsing ${quoteGo(word)}: invalid syntax`;
}

function rateFault(word: string): string | null {
  const rate = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word) ? Number(word) : Number.NaN;
  if (Number.isNaN(rate)) {
    return `strconv.ParseFloat: parsing ${quoteGo(word)}: invalid syntax`;
  }
  if (rate >= 0 && rate <= 1) return null;
  const range = "datadog analytics rate must be between 0 and 1";
  return `${range}, '${rate.toFixed(6)}' is not supported`;
}
