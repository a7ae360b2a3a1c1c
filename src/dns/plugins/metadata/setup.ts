import type { Effects } from "../../../base/effect.js";
import type { Answer, Visit } from "../../chain.js";
import { zonesOrKeys } from "../../corefile/block-key.js";
import { advance, current } from "../../corefile/cursor.js";
import { advanceInBlock, remainingArguments, wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { DnsNeed } from "../../effect.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";

/** Reads `metadata [ZONES…]` (coredns plugin/metadata/setup.go). */
export function setupMetadata(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  advance(directive);
  const line = current(directive)?.line ?? 0;
  const zones = zonesOrKeys(remainingArguments(directive), block.zones);
  if (advanceInBlock(directive) || advance(directive)) return wrongArguments(directive);
  const part = { line, start: () => ({ handler: handOn, offer: { gathersFor: zones } }) };
  return { kind: "done", parts: [part], unsupported: [] };
}

function* handOn(visit: Visit): Effects<DnsNeed, Answer> {
  return yield* visit.passOn();
}
