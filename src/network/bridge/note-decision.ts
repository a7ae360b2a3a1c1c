import type { MacAddress } from "../../packet/frame.js";
import type { NetworkEvent } from "../../trace/event/network-event.js";
import type { Device } from "../device.js";
import type { PassContext } from "../pass/pass-result.js";

type Decision = Extract<NetworkEvent, { readonly kind: "bridge-decided" }>["decision"];

/** Reports where a bridge sends a frame. */
export function noteDecision(
  { emit }: PassContext,
  bridge: Device,
  decision: Decision,
  ports: readonly Device[],
  destination: MacAddress,
): void {
  emit({
    kind: "bridge-decided",
    bridge: bridge.name,
    decision,
    ports: ports.map(({ name }) => name),
    destination,
  });
}
