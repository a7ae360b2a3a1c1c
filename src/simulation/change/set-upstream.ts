import type { Change } from "../../cluster/change.js";
import type { Scenario } from "../../cluster/scenario.js";
import { outsideNamespaceId } from "../../network/cni/kindnet/outside.js";
import type { World } from "../world.js";

/** The program of the name servers outside, as the trace calls it. */
const PROGRAM = "dns";

/** Stops the server at an address outside, or lets it go on: what it was asked meanwhile it answers late. */
export function setUpstream(
  world: World,
  { cluster }: Scenario,
  { address, answers }: Change & { readonly kind: "set-upstream" },
): void {
  const id = outsideNamespaceId(address, cluster.settings);
  const command = `pkill -${answers ? "CONT" : "STOP"} ${PROGRAM}`;
  world.recorder.emit(id, null, { kind: "command-run", command });
  for (const { program, life } of world.servers.get(id) ?? []) {
    if (program !== PROGRAM) continue;
    const waiting = life.held ?? [];
    life.held = answers ? null : waiting;
    if (answers) for (const act of waiting) act();
  }
}
