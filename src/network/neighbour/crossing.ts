import type { MacAddress } from "../../packet/frame.js";
import type { Learned } from "../bridge/forwarding-table.js";
import type { Host } from "../host.js";
import type { Wires } from "./wires.js";

/** A place that a question or its answer passes, and where it learns that who sent it is to be found. */
export interface Crossing {
  readonly host: Host;
  readonly place: Omit<Learned, "mac">;
  /** Whether that port or device learns at all. */
  readonly learns: boolean;
}

/** A bridge or a VXLAN device learns from a question or an answer that passes. */
export function learnAt(
  { host, place, learns }: Crossing,
  mac: MacAddress,
  wires: Pick<Wires, "now" | "emit">,
): void {
  if (!learns) return;
  const entry = host.forwardings.learn({ ...place, mac }, wires.now);
  if (entry !== null) wires.emit(host.namespace.id, { kind: "forwarding-learned", entry });
}

/** A frame that comes in by a bridge's port. */
export function bridgeCrossing(
  host: Host,
  bridge: string,
  port: { readonly name: string; readonly port: { readonly learning: boolean } },
): Crossing {
  return {
    host,
    place: { device: port.name, master: bridge, destination: null },
    learns: port.port.learning,
  };
}
