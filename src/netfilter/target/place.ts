import type { Hook } from "../hook.js";
import type { TableName } from "../table-name.js";

/** Where a target may stand; the kernel refuses the rule elsewhere (struct xt_target: table, hooks, proto). */
export interface TargetPlace {
  readonly table?: TableName;
  /** The hooks whose chains may lead to it. */
  readonly hooks?: readonly Hook[];
  /** The protocols of which the rule must name one. */
  readonly protocols?: readonly string[];
}

/** Protocols with ports, as iptables names them. */
export const WITH_PORTS: readonly string[] = ["tcp", "udp", "sctp", "dccp"];
