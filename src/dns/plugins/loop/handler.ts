import type { Effects } from "../../../base/effect.js";
import type { Answer, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** Hands every query on: its probe ended when the server had started (coredns plugin/loop/loop.go). */
export function* handleLoop(visit: Visit): Effects<DnsNeed, Answer> {
  return yield* visit.passOn();
}
