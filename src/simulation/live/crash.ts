import type { Pod } from "../../cluster/pod.js";

/** Why the programs of a pod exit. */
export interface Crash {
  /** Whether they exit again as soon as they are started. */
  readonly lasts: boolean;
  /** The last line of their log; null where nothing is known of it. */
  readonly log: ((pod: Pod) => string) | null;
}
