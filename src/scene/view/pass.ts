import { isInBridge } from "../../trace/packet-update.js";
import type { PacketState, PassedStation } from "../../trace/state.js";
import type { SkipReason } from "../../trace/event/netfilter-event.js";

/** A box of the flowchart as the packet met it. */
export interface MetStation {
  readonly hook: string;
  readonly station: string;
  readonly result: PassedStation["result"];
  /** Why it was skipped. */
  readonly reason: SkipReason | null;
}

/** A packet's pass through a namespace, as a flowchart needs it. */
export interface MetPass {
  readonly stations: readonly MetStation[];
  /** The hooks that it reached. */
  readonly hooks: ReadonlySet<string>;
  /** Those that a bridge's hook called. */
  readonly nested: ReadonlySet<string>;
  /** Whether a bridge had the frame before all else. */
  readonly bridged: boolean;
  /** The device by which it came; null for a packet that was made here. */
  readonly input: string | null;
  /** The device by which it left. */
  readonly output: string | null;
}

/** Nothing met. */
export const NO_PASS: MetPass = {
  stations: [],
  hooks: new Set(),
  nested: new Set(),
  bridged: false,
  input: null,
  output: null,
};

/** What the packet met in the namespace that it is in. */
export function metPass({ pass, place }: PacketState): MetPass {
  if (pass === null || pass.namespace !== place.namespace) return NO_PASS;
  const { stations, hooks, input, output } = pass;
  return {
    stations: stations.map((station) => ({ reason: null, ...station })),
    hooks: new Set(hooks.map(({ hook }) => hook)),
    nested: new Set(hooks.filter(({ within }) => within !== null).map(({ hook }) => hook)),
    bridged: input !== null && isInBridge(pass) && hooks[0]?.hook !== "PREROUTING",
    input,
    output,
  };
}
