import type { ProxyModeName } from "../../cluster/proxy-settings.js";
import type { Trace } from "../../trace/trace.js";

/** One scenario as it plays in several modes of kube-proxy. */
export interface ComparedPlays {
  readonly plays: readonly ComparedPlay[];
}

/** A mode's play. */
export interface ComparedPlay {
  readonly mode: ProxyModeName;
  readonly trace: Trace;
}
