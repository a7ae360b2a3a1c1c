import type { ScenarioNetwork } from "../simulation/set-up/scenario-network.js";
import type { NamespaceId } from "../trace/id.js";
import type { Lab } from "./lab/lab.js";
import { kernelPasses } from "./pass/kernel-passes.js";
import { drawsOf } from "./play/lead-draws.js";
import type { Draws } from "./play/lead-draws.js";
import type { RealRequest } from "./play/play-for-real.js";

/** What the kernel's chance came to in every namespace with rules, request after request. */
export function kernelDraws(
  played: readonly RealRequest[],
  lab: Lab,
  rules: ScenarioNetwork["rules"],
): Draws {
  return new Map(
    [...rules].map(([id, own]): [NamespaceId, readonly number[]] => {
      const plan = lab.rooms.get(id)?.plan;
      const draws = played.flatMap(({ rooms }) => {
        const room = rooms.get(id);
        if (room === undefined || plan === undefined) return [];
        const { passes } = kernelPasses(room.lines, { plan, numbers: room.numbers });
        return drawsOf(passes, own);
      });
      return [id, draws];
    }),
  );
}
