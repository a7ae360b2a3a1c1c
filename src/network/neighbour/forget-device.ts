import type { Emit } from "../../trace/event/event.js";
import type { Host } from "../host.js";
import type { Neighbour } from "./neighbour-table.js";

/**
 * What a host forgets of a device that went down: its neighbours, also those set by hand, and what its bridge learned
 * behind it (linux net/core/neighbour.c: neigh_ifdown; net/bridge/br_stp_if.c: br_stp_disable_port).
 */
export function forgetDevice(host: Host, device: string, emit: Emit): void {
  forget(host, device, host.neighbours.drop(device), emit);
}

/**
 * What a host forgets where a device has lost its carrier: neighbours that nobody set by hand, and what its bridge
 * learned behind it (linux net/core/neighbour.c: neigh_carrier_down; net/bridge/br_if.c: br_port_carrier_check).
 */
export function forgetLink(host: Host, device: string, emit: Emit): void {
  forget(host, device, host.neighbours.flush(device), emit);
}

function forget(host: Host, device: string, neighbours: readonly Neighbour[], emit: Emit): void {
  for (const { address } of neighbours) emit({ kind: "neighbour-removed", address, device });
  for (const { mac, device: behind } of host.forwardings.forget(device)) {
    emit({ kind: "forwarding-removed", mac, device: behind });
  }
}
