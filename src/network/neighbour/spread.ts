import type { Device } from "../device.js";
import { mayDeliver } from "../bridge/bridge-port.js";
import { deviceNamed } from "../device.js";
import type { Host } from "../host.js";
import { otherPorts } from "../segment.js";
import { uppersOn } from "../virtual-device/upper-device.js";
import { acrossTunnel } from "../tunnel/across-tunnel.js";
import { isVxlan } from "../tunnel/vxlan-device.js";
import { bridgeCrossing } from "./crossing.js";
import type { Crossing } from "./crossing.js";
import type { Wires } from "./wires.js";

/** A place that a broadcast reached: a device that hands it to its host. */
export interface Arrival {
  readonly host: Host;
  readonly device: Device;
  /** From the sender's device to here, in microseconds. */
  readonly after: number;
  /** Where an answer passes, and what is learned there of who sends it. */
  readonly path: readonly Crossing[];
}

// A broadcast that reaches more devices than this is of no network that anybody draws.
const MOST_ARRIVALS = 4096;

interface Step {
  readonly host: Host;
  readonly device: Device;
  readonly after: number;
  readonly path: readonly Crossing[];
}

/**
 * Where a broadcast goes that a host sends by a device: over segments, and through the bridges of other hosts.
 * Each bridge is passed once, so that a loop of bridges ends; `passed` hears of each.
 */
export function spreadFrom(
  host: Host,
  device: Device,
  wires: Wires,
  passed: (crossing: Crossing) => void,
): readonly Arrival[] {
  const arrivals: Arrival[] = [];
  const seen = new Set<string>();
  const steps: Step[] = [];
  const start: Step = { host, device, after: 0, path: [] };
  if (device.link.kind === "bridge") {
    seen.add(`${host.namespace.id} ${device.name}`);
    steps.push(...outPorts(start, device, null));
  } else {
    steps.push(belowOf(start));
    arrivals.push(...besides(start));
  }
  for (const step of steps) {
    for (const at of acrossLink(step, wires, passed)) {
      if (arrivals.length >= MOST_ARRIVALS) return arrivals;
      const bridge = bridgeOf(at.host, at.device);
      if (bridge === null) {
        arrivals.push(at);
        arrivals.push(...above(at));
        continue;
      }
      const key = `${at.host.namespace.id} ${bridge.name}`;
      if (!bridge.up || seen.has(key)) continue;
      seen.add(key);
      passed(bridgeCrossing(at.host, bridge.name, at.device));
      const inside = { ...at, after: at.after + wires.passTime };
      arrivals.push({ ...inside, device: bridge });
      steps.push(...outPorts(inside, bridge, at.device));
    }
  }
  return arrivals;
}

// A frame of a macvlan or ipvlan device leaves by the device below, and is heard by the others on that.
function belowOf(step: Step): Step {
  const { link } = step.device;
  if (link.kind !== "macvlan" && link.kind !== "ipvlan") return step;
  const device = deviceNamed(step.host.namespace.devices, link.lower);
  return device === null ? step : { ...step, device };
}

function besides({ host, device, after, path }: Step): Arrival[] {
  const { link } = device;
  const isHeard = (link.kind === "macvlan" && link.mode === "bridge") || link.kind === "ipvlan";
  if (!isHeard) return [];
  return uppersOn(host.namespace.devices, link.lower)
    .filter(({ name, link: other }) => name !== device.name && sameMode(link, other))
    .map((sibling) => ({ host, device: sibling, after, path }));
}

function sameMode(a: Device["link"], b: Device["link"]): boolean {
  return a.kind === b.kind && "mode" in a && "mode" in b && a.mode === b.mode;
}

function above({ host, device, after, path }: Arrival): Arrival[] {
  return uppersOn(host.namespace.devices, device.name).map((upper) => ({
    host,
    device: upper,
    after,
    path,
  }));
}

/** The bridge that a device is a port of; null where it is none's. */
export function bridgeOf(host: Host, device: Device): Device | null {
  return device.master === null ? null : deviceNamed(host.namespace.devices, device.master);
}

function outPorts(step: Step, bridge: Device, from: Device | null): Step[] {
  const { host, after, path } = step;
  return host.namespace.devices
    .filter(
      (port) => port.master === bridge.name && mayDeliver(port, null) && port.name !== from?.name,
    )
    .filter((port) => !(from?.port.isolated === true && port.port.isolated))
    .map((to) => ({
      host,
      device: to,
      after,
      path: [...path, bridgeCrossing(host, bridge.name, to)],
    }));
}

function acrossLink(
  step: Step,
  wires: Wires,
  passed: (crossing: Crossing) => void,
): readonly Arrival[] {
  const { host, device, after, path } = step;
  if (!isVxlan(device)) return acrossSegment(step, wires);
  return acrossTunnel(host, device, wires).map((exit) => {
    passed(exit.entered);
    return {
      host: exit.host,
      device: exit.device,
      // Through both hosts twice: inside and outside the tunnel.
      after: after + 4 * wires.passTime,
      path: [...path, exit.answered],
    };
  });
}

function acrossSegment({ host, device, after, path }: Step, wires: Wires): Arrival[] {
  const { segment: id } = device;
  const segment = id === null ? null : wires.segment(id);
  if (segment === null || !device.up || !device.carrier || !wires.carries(segment.id)) return [];
  const time = after + wires.timeOf(segment);
  const from = { namespace: host.namespace.id, device: device.name };
  return otherPorts(segment, from).flatMap((port) => {
    const peer = wires.host(port.namespace);
    const at = peer === null ? null : deviceNamed(peer.namespace.devices, port.device);
    return peer === null || at === null || !at.up
      ? []
      : [{ host: peer, device: at, after: time, path }];
  });
}
