import type { Rcode } from "../../../packet/dns-message.js";
import { normalZone } from "../../corefile/block-key.js";
import { readUnsigned } from "../../corefile/go-value.js";
import { readRcode } from "../../record-code.js";
import { compilePattern } from "./compile-pattern.js";
import type { NamePattern } from "./name-pattern.js";
import type { RuleAction } from "./rule.js";

const LONGEST_TTL = 2_147_483_647;

/** `ttl [exact|prefix|…] NAME TTL|MIN-MAX` (coredns plugin/rewrite/ttl.go: newTTLRule). */
export function readTtlRule(words: readonly string[]): RuleAction | string {
  if (words.length < 2) return `too few (${words.length}) arguments for a ttl rule`;
  const text = words.length > 3 ? "" : (words.at(-1) ?? "");
  const limits = readLimits(text);
  if (limits === null) return `invalid TTL '${text}' for a ttl rule`;
  const pattern = readPattern("ttl", words.slice(0, -1));
  return typeof pattern === "string" ? pattern : { kind: "ttl", pattern, ...limits };
}

/** `rcode [exact|prefix|…] NAME OLD NEW` (coredns plugin/rewrite/rcode.go: newRCodeRule). */
export function readRcodeRule(words: readonly string[]): RuleAction | string {
  if (words.length < 3) return `too few (${words.length}) arguments for a rcode rule`;
  const [old = "", other = ""] = words.length > 4 ? [] : words.slice(-2);
  const from = readCode(old);
  if (from === null) return `invalid matching RCODE '${old}' for a rcode rule`;
  const to = readCode(other);
  if (to === null) return `invalid replacement RCODE '${other}' for a rcode rule`;
  const pattern = readPattern("rcode", words.slice(0, -2));
  return typeof pattern === "string" ? pattern : { kind: "rcode", pattern, from, to };
}

function readPattern(rule: string, words: readonly string[]): NamePattern | string {
  const [first = "", second] = words;
  if (second === undefined) return { kind: "exact", text: normalZone(first) };
  const kind = first.toLowerCase();
  switch (kind) {
    case "exact":
    case "prefix":
    case "suffix":
    case "substring":
      return { kind, text: normalZone(second) };
    case "regex": {
      const regexp = compilePattern(second, ` in a ${rule} rule`);
      return typeof regexp === "string" ? regexp : { kind, regexp };
    }
    default:
      return `${rule} rule supports only exact, prefix, suffix, substring, and regex name matching`;
  }
}

// `30`, `30-40`, `-40` or `30-`.
function readLimits(text: string): { readonly min: number; readonly max: number } | null {
  const [low = "", high, ...rest] = text.split("-");
  const valueOf = (word: string, otherwise: number): number | null => {
    if (word === "") return otherwise;
    const value = readUnsigned(word);
    return value.ok ? value.value : null;
  };
  if (rest.length > 0 || (low === "" && (high ?? "") === "")) return null;
  const min = valueOf(low, 0);
  const max = high === undefined ? min : valueOf(high, LONGEST_TTL);
  return min === null || max === null || min > max ? null : { min, max };
}

// A number, or a name in any case.
function readCode(text: string): Rcode | null {
  const number = readUnsigned(text);
  return readRcode(number.ok ? number.value : text.toUpperCase());
}
