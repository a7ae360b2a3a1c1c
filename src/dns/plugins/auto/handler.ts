import type { Effects } from "../../../base/effect.js";
import { longestZone } from "../../../packet/dns-name.js";
import type { Answer, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import type { RunningPlugin } from "../../plugin.js";
import { answerFromZone } from "../../zone-file/answer-from-zone.js";
import { transferZone } from "../../zone-file/transfer-zone.js";
import type { Zone } from "../../zone-file/zone.js";

/** Serves the zones whose files lie in a folder (coredns plugin/auto/auto.go). */
export function createAuto(
  origins: readonly string[],
  zones: ReadonlyMap<string, Zone | null>,
): RunningPlugin {
  const names = [...zones.keys()];
  return {
    *handler(visit: Visit): Effects<DnsNeed, Answer> {
      const { name } = visit.question;
      if (longestZone(name, origins) === null) return yield* visit.passOn();
      const served = longestZone(name, names);
      if (served === null) {
        return visit.next === null ? yield* visit.fail("REFUSED", null) : yield* visit.passOn();
      }
      const zone = zones.get(served) ?? null;
      return yield* answerFromZone(visit, zone, { fallthrough: [], keepsAuthority: false });
    },
    offer: {
      transfer: (name, serial) => {
        const zone = zones.get(name);
        return zone === undefined ? null : transferZone(zone, serial);
      },
    },
  };
}
