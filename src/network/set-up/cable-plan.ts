import type { NamespaceId } from "../../trace/id.js";
import type { Device } from "../device.js";
import type { Network, SegmentPlan } from "../network.js";
import type { Port, Segment } from "../segment.js";
import type { SetUpStep } from "./set-up-step.js";
import type { ShellNames } from "./shell-name.js";

/** Gives the step that lays the cable of a device; null where the other end's namespace, which comes later, does that. */
export type CablePlan = (id: NamespaceId, device: Device) => SetUpStep | null;

/** Where each cable of a network leads. */
export function planCables(network: Network, names: ShellNames): CablePlan {
  const segments = new Map(network.segments.map((segment) => [segment.id, segment]));
  const order = new Map<string, number>();
  const mtus = new Map<string, number>();
  const open: string[] = [];
  for (const { id, devices } of network.namespaces)
    for (const device of devices) {
      order.set(key(id, device.name), order.size);
      const segment = segments.get(device.segment ?? "");
      if (device.link.kind !== "ethernet") continue;
      if (segment?.kind === "lan")
        mtus.set(segment.id, Math.max(device.mtu, mtus.get(segment.id) ?? 0));
      else if (segment?.ports.length !== 2) open.push(key(id, device.name));
    }
  return (id, { name: device, mac, mtu, segment: segmentId }) => {
    const end = { at: names.placeOf(id), device, mac };
    const segment = segments.get(segmentId ?? "") ?? null;
    if (segment?.kind === "lan") {
      const index = segment.ports.findIndex((port) => isPort(port, id, device));
      const port = `port${index}`;
      const lan = { segment: segment.id, netns: names.lanOf(segment.id), port };
      return { kind: "plug-into-lan", end, lan: { ...lan, mtu: mtus.get(segment.id) ?? mtu } };
    }
    const peer = segment?.ports.find((port) => !isPort(port, id, device));
    if (segment === null || peer === undefined || segment.ports.length > 2) {
      const port = `port${open.indexOf(key(id, device))}`;
      const beyond = { segment: "beyond", netns: names.beyond, port, mtu };
      return { kind: "plug-into-beyond", end, segment: planOf(segment), beyond };
    }
    if (placeIn(order, peer) > (order.get(key(id, device)) ?? 0)) return null;
    const { namespace, device: far, mac: farMac } = peer;
    const ends = [end, { at: names.placeOf(namespace), device: far, mac: farMac }] as const;
    return {
      kind: "add-veth-pair",
      segment: { id: segment.id, kind: segment.kind, name: segment.name },
      ends,
    };
  };
}

function planOf(segment: Segment | null): SegmentPlan | null {
  return segment === null ? null : { id: segment.id, kind: segment.kind, name: segment.name };
}

function placeIn(order: ReadonlyMap<string, number>, { namespace, device }: Port): number {
  return order.get(key(namespace, device)) ?? 0;
}

function isPort(port: Port, id: NamespaceId, device: string): boolean {
  return port.namespace === id && port.device === device;
}

function key(id: NamespaceId, device: string): string {
  return `${id} ${device}`;
}
