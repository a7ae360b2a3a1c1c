import { LOOPBACK, LOOPBACK_DEVICE } from "../device.js";
import type { Device } from "../device.js";
import type { Namespace } from "../namespace.js";
import { USUAL_PORT } from "../../cluster/topology/device.js";
import type { BridgePortSettings } from "../../cluster/topology/device.js";
import type { CablePlan } from "./cable-plan.js";
import type { Place, SetUpStep } from "./set-up-step.js";
import { atOnce, hasDevice } from "./task.js";
import type { Task } from "./task.js";
import { usualMtu } from "./usual-mtu.js";

/** How the devices of a namespace are made, and told what they shall be. */
export function deviceTasks(namespace: Namespace, at: Place, cables: CablePlan): readonly Task[] {
  return namespace.devices.flatMap((device) => [
    ...makingTask(namespace, at, device, cables),
    settingTask(namespace, at, device),
  ]);
}

function makingTask(
  { id }: Namespace,
  at: Place,
  device: Device,
  cables: CablePlan,
): readonly Task[] {
  const { name, mac, link } = device;
  if (link.kind === "loopback") return [];
  if (link.kind === "ethernet") {
    const cable = cables(id, device);
    return cable === null ? [] : [atOnce(cable)];
  }
  const lower = "lower" in link ? link.lower : null;
  const isReady = (state: Namespace): boolean => lower === null || hasDevice(state, lower);
  return [{ isReady, steps: [{ kind: "add-device", at, device: name, mac, link }] }];
}

function settingTask(namespace: Namespace, at: Place, goal: Device): Task {
  const { name: device, master, up } = goal;
  const on = { at, device };
  const steps: SetUpStep[] = [];
  if (hasOwnMtu(goal, namespace)) steps.push({ kind: "set-mtu", ...on, mtu: goal.mtu });
  if (master !== null) {
    steps.push({ kind: "set-master", ...on, master });
    const port = unusual(goal.port);
    if (Object.keys(port).length > 0) steps.push({ kind: "set-port", ...on, port });
  }
  if (goal.promiscuous) steps.push({ kind: "set-promiscuous", ...on });
  const isLoopback = device === LOOPBACK;
  if (isLoopback && up) steps.push({ kind: "set-up", ...on });
  steps.push(...addressSteps(goal, at));
  if (!isLoopback && up) steps.push({ kind: "set-up", ...on });
  const isReady = (state: Namespace): boolean =>
    hasDevice(state, device) && (master === null || hasDevice(state, master));
  return { isReady, steps };
}

// The kernel gives lo its own two addresses when it comes up.
function addressSteps({ name: device, addresses, up }: Device, at: Place): readonly SetUpStep[] {
  const given = device === LOOPBACK && up ? LOOPBACK_DEVICE.addresses : [];
  const kept = addresses.map(({ address, length }) => `${address}/${length}`);
  const had = given.map(({ address, length }) => `${address}/${length}`);
  return [
    ...given
      .filter(({ address, length }) => !kept.includes(`${address}/${length}`))
      .map((address) => ({ kind: "remove-address", at, device, address }) as const),
    ...addresses
      .filter(({ address, length }) => !had.includes(`${address}/${length}`))
      .map((address) => ({ kind: "add-address", at, device, address }) as const),
  ];
}

// A bridge takes the least MTU of its ports unless it was told one (linux net/bridge/br_if.c: br_mtu_auto_adjust).
function hasOwnMtu({ name, link, mtu }: Device, { devices }: Namespace): boolean {
  const ports = link.kind === "bridge" ? devices.filter(({ master }) => master === name) : [];
  return mtu !== usualMtu(link, devices) || ports.some((port) => port.mtu !== mtu);
}

function unusual(port: BridgePortSettings): Partial<BridgePortSettings> {
  const names = Object.keys(USUAL_PORT) as readonly (keyof BridgePortSettings)[];
  return Object.fromEntries(
    names.filter((name) => port[name] !== USUAL_PORT[name]).map((name) => [name, port[name]]),
  );
}
