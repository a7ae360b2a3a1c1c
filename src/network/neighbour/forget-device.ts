import type { Emit } from "../../trace/event/event.js";
import type { Host } from "../host.js";

/**
 * What a host forgets of a device that went down: its neighbours, also those set by hand, and what its bridge learned
 * behind it (linux net/core/neighbour.c: neigh_ifdown; net/bridge/br_stp_if.c: br_stp_disable_port).
 */
export function forgetDevice(host: Host, device: string, emit: Emit): void {
  for (const { address } of host.neighbours.drop(device)) {
    emit({ kind: "neighbour-removed", address, device });
  }
  for (const { mac, device: behind } of host.forwardings.forget(device)) {
    emit({ kind: "forwarding-removed", mac, device: behind });
  }
}
