import { DATA_TYPES } from "../expression/data-type.js";
import { evaluate, printExpression, typesOf } from "../expression/evaluate.js";
import type { Question } from "../expression/evaluate.js";
import type { NftExpression } from "../expression/expression.js";
import { elementOf } from "../model/element.js";
import type { ElementIndex, NftElement } from "../model/element.js";
import { setKey } from "../model/nftables.js";
import type { NftTable } from "../model/nftables.js";
import type { Lookup } from "../model/rule-part.js";
import type { SetMemory } from "./set-memory.js";
import { isRemembered } from "./set-memory.js";
import { setNamed } from "./table-index.js";

/** Where lookups look. */
export interface Looking {
  readonly table: NftTable;
  readonly memory: SetMemory;
  /** Virtual time, in microseconds. */
  readonly now: number;
}

/** What a lookup found. */
export interface Found {
  /** What was looked for; null where the packet has no such thing. */
  readonly key: string | null;
  readonly element: NftElement | null;
}

/** Looks for what an expression comes to; `unknown` where there is no such set. */
export function lookUp(
  of: NftExpression,
  lookup: Lookup,
  question: Question,
  looking: Looking,
): Found | "unknown" {
  const key = evaluate(of, question);
  if (key === null) return { key, element: null };
  if (lookup.kind === "anonymous") return { key, element: elementIn(lookup.elements, key, of) };
  const set = setNamed(looking.table, lookup.name);
  if (set === null) return "unknown";
  const element = elementIn(set.elements, key, of);
  const { table, memory, now } = looking;
  if (element === null && isRemembered(memory, { set: setKey(table, set.name), key }, now))
    return { key, element: { key, value: null, comment: null, timeout: null } };
  return { key, element };
}

/** What a rule asked for and did not get, in nft's words. */
export function clauseText(of: NftExpression, lookup: Lookup, negated: boolean): string {
  const what = lookup.kind === "named" ? `@${lookup.name}` : "{ … }";
  return `${printExpression(of)} ${negated ? "!= " : ""}${what}`;
}

function elementIn(elements: ElementIndex, key: string, of: NftExpression): NftElement | null {
  const types = typesOf(of);
  const [type] = types;
  if (type === "ct_status") return anyOf(elements, key.split(","));
  const found = elementOf(elements, key, () =>
    type === undefined || types.length > 1 ? null : DATA_TYPES[type].numberOf(key),
  );
  return found ?? (type === "ifname" ? wildcard(elements, key) : null);
}

function anyOf(elements: ElementIndex, keys: readonly string[]): NftElement | null {
  for (const key of keys) {
    const found = elements.exact.get(key);
    if (found !== undefined) return found;
  }
  return null;
}

// `veth*`
function wildcard({ exact }: ElementIndex, name: string): NftElement | null {
  for (const [key, element] of exact)
    if (key.endsWith("*") && name.startsWith(key.slice(0, -1))) return element;
  return null;
}
