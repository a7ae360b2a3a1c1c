import type { Random } from "../../base/random.js";
import type { HeaderDraft } from "../header/header-draft.js";
import type { TextPool } from "../header/text-pool.js";
import type { RunningCoredns } from "../set-up/server-plan.js";
import type { World } from "../world.js";
import type { LiveCluster } from "./live-cluster.js";

/** Where a cluster lives: the world that its changes come into. */
export interface LivePlace {
  readonly world: World;
  readonly live: LiveCluster;
  readonly random: Random;
  /** The texts that the trace's header holds. */
  readonly texts: TextPool;
  /** The trace's header, which names what comes later, too. */
  readonly header: HeaderDraft;
  /** Null where CoreDNS does not run. */
  readonly coredns: RunningCoredns | null;
}
