import type { Random } from "../../base/random.js";
import type { HeaderDraft } from "../header/header-draft.js";
import type { TextPool } from "../header/text-pool.js";
import type { DnsProgram } from "../set-up/dns-program.js";
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
  /** The name servers that run in pods. */
  readonly dns: readonly DnsProgram[];
}
