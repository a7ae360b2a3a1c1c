import { deviceNamed } from "../device.js";
import type { Device } from "../device.js";
import type { Host } from "../host.js";
import type { Arrival } from "../neighbour/spread.js";
import type { Wires } from "../neighbour/wires.js";
import { UNKNOWN_MAC } from "./vxlan-ends.js";
export function tunnelArrivals(host: Host, device: Device, wires: Wires): readonly Arrival[] {
  return [];
}
