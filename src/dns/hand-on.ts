import type { Effects } from "../base/effect.js";
import type { Answer, Visit } from "./chain.js";
import type { DnsNeed } from "./effect.js";

/** The handler of a plugin that watches and changes nothing. */
export function* handOn(visit: Visit): Effects<DnsNeed, Answer> {
  return yield* visit.passOn();
}
