import type { Effects } from "../../../base/effect.js";
import { longestZone } from "../../../packet/dns-name.js";
import type { Answer, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import type { RunningPlugin } from "../../plugin.js";
import { answerFromZone } from "../../zone-file/answer-from-zone.js";
import { transferZone } from "../../zone-file/transfer-zone.js";

/** Stands for zones that another server has: they are not fetched here, and so none is ever there (coredns plugin/secondary). */
export function createSecondary(
  zones: readonly string[],
  fallthrough: readonly string[],
): RunningPlugin {
  return {
    *handler(visit: Visit): Effects<DnsNeed, Answer> {
      if (longestZone(visit.question.name, zones) === null) {
        return visit.next === null ? yield* visit.fail("REFUSED", null) : yield* visit.passOn();
      }
      return yield* answerFromZone(visit, null, { fallthrough, keepsAuthority: true });
    },
    offer: {
      transfer: (name, serial) => (zones.includes(name) ? transferZone(null, serial) : null),
    },
  };
}
