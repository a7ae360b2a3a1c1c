import type { Effects } from "../../../base/effect.js";
import type { Answer, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** Counts the query and hands it on; what it counts is not shown. */
export function* handleMetrics(visit: Visit): Effects<DnsNeed, Answer> {
  return yield* visit.passOn();
}
