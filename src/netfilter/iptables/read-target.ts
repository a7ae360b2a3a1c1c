import type { Reading } from "../match/form.js";
import { EXTENSION_NAMES, targetNamed } from "../target/order.js";
import type { Target } from "../target/target.js";
import type { RulePart } from "./rule-part.js";
import { printWords } from "./word.js";

/** Reads the target of a rule; null where it has none, or after a reported mistake. */
export function readTarget({ words, given }: RulePart, reading: Reading): Target | null {
  const [option, name] = words;
  if (option === undefined || name === undefined) return null;
  if (option.text === "-g" || option.text === "--goto") return { kind: "goto", chain: name.text };
  const opaque: Target = { kind: "opaque", text: printWords(words) };
  const form = targetNamed(name.text);
  if (form !== null) return form.read(name.text, given, reading);
  if (EXTENSION_NAMES.has(name.text) || given.length > 0) return opaque;
  return { kind: "jump", chain: name.text };
}
