import type { DeviceLink } from "../../cluster/topology/device.js";
import type { Device } from "../device.js";

/** A VXLAN device. */
export type VxlanDevice = Device & {
  readonly link: Extract<DeviceLink, { readonly kind: "vxlan" }>;
};

/** Whether a device is one. */
export function isVxlan(device: Device): device is VxlanDevice {
  return device.link.kind === "vxlan";
}
