import type { PassContext } from "../pass/pass-result.js";

/** The hooks of a bridge, as events name them. */
export type BridgeHook = "PREROUTING" | "INPUT" | "FORWARD" | "OUTPUT" | "POSTROUTING";

/** The devices that a bridge's hook shows. */
export interface HookDevices {
  readonly input: string | null;
  readonly output: string | null;
}

/**
 * A frame at a hook of a bridge. No table of ebtables is ever loaded, so that nothing decides there; only br_netfilter,
 * by `inside`, may stop it. In a namespace where nothing is registered it passes unseen.
 */
export function passBridgeHook<Result extends { readonly kind: string }>(
  hook: BridgeHook,
  devices: HookDevices,
  context: PassContext,
  inside: () => Result,
): Result {
  if (context.host.netfilter === null) return inside();
  context.emit({ kind: "hook-entered", hook: `bridge ${hook}`, ...devices });
  const result = inside();
  const verdict = result.kind === "stopped" ? "drop" : "accept";
  context.emit({ kind: "hook-left", hook: `bridge ${hook}`, verdict });
  return result;
}
