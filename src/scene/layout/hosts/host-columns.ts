import type { DeviceHeader } from "../../../trace/host-tables.js";
import type { NamespaceHeader, TraceHeader } from "../../../trace/header.js";
import { textWidth } from "../../measure.js";
import { addressesOf } from "../../naming.js";
import { nodeEndOf } from "../spot.js";
import type { HostGraph, HostNode } from "./host-graph.js";

/** A part of a host's card: a bridge or the stack, who is wired to it from above, and its devices below. */
export interface Column {
  /** Null for the stack. */
  readonly bridge: DeviceHeader | null;
  readonly inner: readonly NamespaceHeader[];
  readonly devices: readonly DeviceHeader[];
}

/** The address lines of devices need this much beside the text. */
const PILL_PAD = 6;
const NARROWEST_PILL = 46;
const PILL_GAP = 4;
const STACK = 122;
const BRIDGE = 84;
const BOX = 92;
const BOX_GAP = 10;
const TUNNELS: ReadonlySet<string> = new Set(["vxlan", "ipip", "gre"]);

/** The columns of a host: its bridges first, its stack last. What only bridges has no stack. */
export function columnsOf(
  header: TraceHeader,
  { hosts, links }: HostGraph,
  host: HostNode,
): readonly Column[] {
  const { namespace, devices, inner } = host;
  const linked = new Set(
    links.flatMap(({ ports }) =>
      ports.filter((port) => port.host === namespace.id).map(({ device }) => device),
    ),
  );
  const lowerOf = ({ lower }: DeviceHeader): DeviceHeader | undefined =>
    devices.find(({ name }) => name === lower);
  const uppers = devices.filter((device) => lowerOf(device) !== undefined);
  const standing = devices
    .filter(
      ({ name, kind }) =>
        linked.has(name) || TUNNELS.has(kind) || uppers.some(({ lower }) => lower === name),
    )
    .filter((device) => device.kind !== "bridge" && !uppers.includes(device))
    .map((device) => ({ device, at: meanPlace(device, host, { hosts, links }) }))
    .sort((a, b) => a.at - b.at)
    .map(({ device }) => device);
  // What is made on another device stands beside it.
  const pills = [
    ...standing.flatMap((device) => [
      device,
      ...uppers.filter(({ lower }) => lower === device.name),
    ]),
    ...uppers.filter((device) => lowerOf(device)?.kind === "bridge"),
  ];
  const bridges = devices.filter(({ kind }) => kind === "bridge");
  const homeOf = (device: DeviceHeader): string | null => {
    const below = lowerOf(device);
    return device.master ?? (below?.kind === "bridge" ? below.name : (below?.master ?? null));
  };
  const masterOf = (one: NamespaceHeader): string | null => {
    const end = nodeEndOf(header, one);
    return devices.find(({ name }) => name === end)?.master ?? null;
  };
  const isPlain = (name: string | null): boolean => !bridges.some((one) => one.name === name);
  // Who has no cable at all stands with the others.
  const isAlone = (one: NamespaceHeader): boolean => nodeEndOf(header, one) === null;
  const columns = bridges.map((bridge, index): Column => ({
    bridge,
    inner: inner.filter((one) => masterOf(one) === bridge.name || (index === 0 && isAlone(one))),
    devices: pills.filter((device) => homeOf(device) === bridge.name),
  }));
  const rest: Column = {
    bridge: null,
    inner: inner.filter((one) => isPlain(masterOf(one)) && !(bridges.length > 0 && isAlone(one))),
    devices: pills.filter((device) => isPlain(homeOf(device))),
  };
  const needsStack = namespace.kind !== "switch" || rest.devices.length > 0 || columns.length === 0;
  return needsStack ? [...columns, rest] : columns;
}

/** Whether a host's only bridge stands above its stack: nothing that leaves the card is plugged into it. */
export function isStacked(columns: readonly Column[]): boolean {
  const [first, second] = columns;
  return (
    columns.length === 2 &&
    first !== undefined &&
    second !== undefined &&
    first.bridge !== null &&
    first.devices.length === 0 &&
    second.bridge === null &&
    second.inner.length === 0
  );
}

/** The width that a column would like: all side by side. */
export function columnWidth({ bridge, inner, devices }: Column): number {
  const own = bridge === null ? STACK : Math.max(BRIDGE, widthOf(bridge) + 22);
  const pills = devices.reduce((sum, device) => sum + pillWidth(device) + PILL_GAP, -PILL_GAP);
  const boxes = inner.length * (boxWidth(inner) + BOX_GAP) - BOX_GAP;
  return Math.ceil(Math.max(own, pills, boxes));
}

/** The width of a column whose inner namespaces stand below each other. */
export function listedWidth(column: Column): number {
  const widest = columnWidth({ ...column, inner: [] });
  return column.inner.length === 0 ? widest : Math.max(widest, 150);
}

/** The width that a device's pill would like. */
export function pillWidth(device: DeviceHeader): number {
  return Math.max(NARROWEST_PILL, widthOf(device));
}

/** What a pill or a bridge says beside its name. */
export function addressLine({ addresses }: DeviceHeader): string {
  return addresses.find((text) => !text.includes(":")) ?? addresses[0] ?? "";
}

/** Whether a device is the mouth of a tunnel. */
export function isTunnel({ kind }: DeviceHeader): boolean {
  return TUNNELS.has(kind);
}

/** Whether a device has no cable of its own: the mouth of a tunnel, and what is made on another device. */
export function isVirtual(device: DeviceHeader): boolean {
  return isTunnel(device) || device.lower !== undefined;
}

function widthOf(device: DeviceHeader): number {
  const look = { size: 11, mono: true } as const;
  return (
    Math.ceil(Math.max(textWidth(addressLine(device), look), textWidth(device.name, look))) +
    PILL_PAD
  );
}

function boxWidth(inner: readonly NamespaceHeader[]): number {
  const widths = inner.map((one) => textWidth(addressesOf(one)[0] ?? "", { size: 11, mono: true }));
  return Math.max(BOX, ...widths.map((width) => width + PILL_PAD));
}

// Devices stand towards those that they lead to.
function meanPlace(
  { name }: DeviceHeader,
  { namespace }: HostNode,
  { hosts, links }: Pick<HostGraph, "hosts" | "links">,
): number {
  const others = links
    .filter(({ ports }) => ports.some((port) => port.host === namespace.id && port.device === name))
    .flatMap(({ ports }) => ports.filter((port) => port.host !== namespace.id))
    .map(({ host }) => hosts.findIndex((one) => one.namespace.id === host));
  const own = hosts.findIndex((one) => one.namespace.id === namespace.id);
  return others.length === 0 ? own : others.reduce((sum, at) => sum + at, 0) / others.length;
}
