import { CONTINUE } from "./act.js";
import type { TargetForm } from "./form.js";

/** `-j TRACE`: the kernel reports every rule that the packet meets from here on; nothing becomes of the packet itself. */
export interface TraceTarget {
  readonly kind: "trace";
}

/** The form of `-j TRACE`; legacy takes it in raw only, iptables-nft everywhere. */
export const trace: TargetForm<TraceTarget> = {
  names: ["TRACE"],
  family: null,
  options: {},
  read: () => ({ kind: "trace" }),
  print: () => "-j TRACE",
  place: () => null,
  act: () => CONTINUE,
};
