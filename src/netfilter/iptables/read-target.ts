import type { Reading } from "../match/form.js";
import { EXTENSION_NAMES, targetNamed } from "../target/order.js";
import type { Target } from "../target/target.js";
import type { RulePart } from "./rule-part.js";

/** Reads the target of a rule; null after a reported mistake, and for one that no form reads. */
export function readTarget({ words, given }: RulePart, reading: Reading): Target | null {
  const [option, name] = words;
  if (option === undefined || name === undefined) return null;
  if (option.text === "-g" || option.text === "--goto") return { kind: "goto", chain: name.text };
  const form = targetNamed(name.text);
  if (form === null)
    return EXTENSION_NAMES.has(name.text) || given.length > 0
      ? null
      : { kind: "jump", chain: name.text };
  if (form.family !== null && form.family !== reading.family)
    return reading.mistake(name, "rules-target-of-other-family");
  const seen = new Set<string>();
  for (const { name: each, negated } of given) {
    if (negated) return reading.mistake(each, "rules-not-negated");
    if (seen.has(each.text)) return reading.mistake(each, "rules-repeated-option");
    seen.add(each.text);
  }
  return form.read(name, given, reading);
}
