import type { Namespace } from "../namespace.js";
import type { SetUpStep } from "./set-up-step.js";

/** Steps that belong together, and what must be there in their namespace before. */
export interface Task {
  readonly isReady: (state: Namespace) => boolean;
  readonly steps: readonly SetUpStep[];
}

/** Steps that wait for nothing. */
export function atOnce(...steps: readonly SetUpStep[]): Task {
  return { isReady: () => true, steps };
}

/** Whether a namespace has a device by now. */
export function hasDevice(state: Namespace, name: string): boolean {
  return state.devices.some((device) => device.name === name);
}

/** Whether a namespace has a device that is up by now. */
export function hasDeviceUp(state: Namespace, name: string): boolean {
  return state.devices.some((device) => device.name === name && device.up);
}
