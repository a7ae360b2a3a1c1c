import type { Family } from "../../base/address.js";
import type { WalkContext } from "../../trace/event/netfilter-event.js";
import type { Miss } from "../match/form.js";
import { evaluate } from "./expression/evaluate.js";
import type { NftTable } from "./model/nftables.js";
import { printPart } from "./print/print-rule.js";
import { createCursor } from "./read/cursor.js";
import { readRule } from "./read/read-rule.js";
import { tokensOf } from "./read/token.js";
import { lookUp } from "./walk/look-up.js";

const NOWHERE = { set: () => undefined, chain: () => undefined };

/**
 * Why a rule, as nft prints it, did not match: its first failing part and the packet's own value. Null where the recorded
 * context cannot tell; what the trace recorded of a set that was asked is taken as it is.
 */
export function explainNftMiss(
  text: string,
  family: Family,
  { recorded, ...context }: WalkContext & { readonly recorded?: Miss },
): Miss | null {
  if (recorded !== undefined) return { clause: recorded.clause, found: recorded.found };
  const source = { name: "rule", text };
  const cursor = createCursor([...tokensOf(text)], source, () => undefined);
  const reading = {
    family: family === "ipv6" ? "ip6" : "ip",
    names: NOWHERE,
    isListed: false,
  } as const;
  const rule = readRule(cursor, reading);
  const question = { context, draw: () => null };
  for (const part of rule.parts) {
    if (part.kind !== "match") return null;
    const { of, values, negated } = part;
    // A set is the host's, and how it was is not part of the context.
    if (values.kind === "named") return null;
    const looking = { table: NO_TABLE, memory: new Map<string, never>(), now: 0 };
    const found = lookUp(of, values, question, looking);
    if (found === "unknown") return null;
    if (found.key !== null && (found.element !== null) !== negated) continue;
    const own = evaluate(of, question);
    return { clause: printPart(part), found: own === null || own === "" ? "–" : own };
  }
  return null;
}

const NO_TABLE: NftTable = {
  family: "inet",
  name: "",
  comment: null,
  sets: [],
  chains: [],
  owner: "user",
};
