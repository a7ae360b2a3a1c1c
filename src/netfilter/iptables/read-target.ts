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
  if (form !== null) return form.read(name.text, given, reading);
  if (EXTENSION_NAMES.has(name.text) || given.length > 0) return null;
  return { kind: "jump", chain: name.text };
}
