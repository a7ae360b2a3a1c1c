import type { Effects } from "../../../base/effect.js";
import { longestZone } from "../../../packet/dns-name.js";
import type { Answer, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import type { RunningPlugin } from "../../plugin.js";
import { answerFromZone } from "../../zone-file/answer-from-zone.js";
import { transferZone } from "../../zone-file/transfer-zone.js";
import type { Zone } from "../../zone-file/zone.js";

/** Serves zones from files; null stands for one whose file is not there (coredns plugin/file/file.go). */
export function createFile(
  zones: ReadonlyMap<string, Zone | null>,
  fallthrough: readonly string[],
): RunningPlugin {
  const names = [...zones.keys()];
  return {
    *handler(visit: Visit): Effects<DnsNeed, Answer> {
      const served = longestZone(visit.question.name, names);
      if (served === null) {
        // Nobody after it could answer, so it speaks as an authoritative server.
        return visit.next === null ? yield* visit.fail("REFUSED", null) : yield* visit.passOn();
      }
      const zone = zones.get(served) ?? null;
      return yield* answerFromZone(visit, zone, { fallthrough, keepsAuthority: true });
    },
    offer: {
      transfer: (name, serial) => {
        const zone = zones.get(name);
        return zone === undefined ? null : transferZone(zone, serial);
      },
    },
  };
}
