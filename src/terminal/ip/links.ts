import type { TraceHeader } from "../../trace/header.js";
import type { DeviceHeader, HostTables } from "../../trace/host-tables.js";
import type { NamespaceId } from "../../trace/id.js";
import { tablesOf } from "../moment.js";
import type { HostMoment } from "../moment.js";

/** A device as `ip link` tells of it. */
export interface Link {
  readonly device: DeviceHeader;
  /** Its place in the host's list, from 1: which numbers a kernel gave cannot be known. */
  readonly index: number;
  /** `v1@v0`, `eth0@if7`. */
  readonly title: string;
  /** `veth` where the trace says only `ethernet`. */
  readonly kind: string;
  readonly flags: string;
  readonly state: string;
  /** `link-netnsid 0` where the other end is in another namespace. */
  readonly elsewhere: string;
}

interface Peer {
  readonly namespace: NamespaceId;
  readonly device: DeviceHeader;
  readonly index: number;
}

/** A host's devices in their order. */
export function linksOf(moment: HostMoment): readonly Link[] {
  const { devices } = tablesOf(moment);
  const others: NamespaceId[] = [];
  return devices.map((device, place) => {
    const peer = peerOf(moment, device);
    if (peer !== null && peer.namespace !== moment.host.id && !others.includes(peer.namespace))
      others.push(peer.namespace);
    const isElsewhere = peer !== null && peer.namespace !== moment.host.id;
    const lower = lowerOf(device, devices);
    const carrier = hasCarrier(device, { peer, lower, devices, moment });
    return {
      device,
      index: place + 1,
      title: `${device.name}${suffixOf(device, { peer, lower, isElsewhere })}`,
      kind: peer === null ? device.kind : "veth",
      flags: flagsOf(device, carrier, isElsewhere ? null : (peer?.device ?? lower)),
      state: stateOf(device, carrier, peer !== null || lower !== null),
      elsewhere: isElsewhere ? `link-netnsid ${others.indexOf(peer.namespace)}` : "",
    };
  });
}

// The other end of a cable: a LAN is none, for there is a switch between.
function peerOf({ header, state, host }: HostMoment, device: DeviceHeader): Peer | null {
  const segment = segmentOf(header, device);
  if (segment?.kind !== "veth") return null;
  const port = segment.ports.find((one) => one.namespace !== host.id || one.device !== device.name);
  if (port === undefined) return null;
  const devices = state.tables[port.namespace]?.devices ?? [];
  const index = devices.findIndex(({ name }) => name === port.device);
  const other = devices[index];
  return other === undefined
    ? null
    : { namespace: port.namespace, device: other, index: index + 1 };
}

function segmentOf({ segments }: TraceHeader, { segment }: DeviceHeader) {
  return segment === null ? undefined : segments.find(({ id }) => id === segment);
}

const ON_ANOTHER: ReadonlySet<string> = new Set(["macvlan", "ipvlan"]);

// The trace names the device below only in the words of `ip -d link`, where there is one.
function lowerOf(
  { kind, details }: DeviceHeader,
  devices: HostTables["devices"],
): DeviceHeader | null {
  if (!ON_ANOTHER.has(kind)) return null;
  const name = /\b(?:link|dev) (\S+)/.exec(details)?.[1];
  return devices.find((one) => one.name === name) ?? null;
}

function suffixOf(
  { kind }: DeviceHeader,
  {
    peer,
    lower,
    isElsewhere,
  }: { peer: Peer | null; lower: DeviceHeader | null; isElsewhere: boolean },
): string {
  if (lower !== null) return `@${lower.name}`;
  if (peer !== null) return isElsewhere ? `@if${peer.index}` : `@${peer.device.name}`;
  return kind === "ipip" || kind === "gre" ? "@NONE" : "";
}

function hasCarrier(
  device: DeviceHeader,
  around: {
    readonly peer: Peer | null;
    readonly lower: DeviceHeader | null;
    readonly devices: HostTables["devices"];
    readonly moment: HostMoment;
  },
): boolean {
  if (!device.up) return false;
  if (around.lower !== null) return around.lower.up;
  if (device.kind === "bridge") {
    const ports = around.devices.filter(({ master }) => master === device.name);
    return ports.length === 0 || ports.some((port) => isPortUp(port, around.moment));
  }
  if (device.kind === "ethernet")
    // A card that is plugged into nothing of the scenario is plugged into something outside of it.
    return around.peer === null || around.peer.device.up;
  return true;
}

function isPortUp(port: DeviceHeader, moment: HostMoment): boolean {
  return port.up && (peerOf(moment, port)?.device.up ?? true);
}

// linux include/uapi/linux/if.h, in the order of iproute2 ip/ipaddress.c: print_link_flags.
function flagsOf(device: DeviceHeader, carrier: boolean, below: DeviceHeader | null): string {
  const isTunnel = device.kind === "ipip" || device.kind === "gre";
  const flags = [
    device.up && !carrier ? "NO-CARRIER" : "",
    device.kind === "loopback" ? "LOOPBACK" : isTunnel ? "" : "BROADCAST",
    device.kind === "loopback" || isTunnel || device.kind === "dummy" ? "" : "MULTICAST",
    isTunnel || device.kind === "dummy" ? "NOARP" : "",
    device.promiscuous ? "PROMISC" : "",
    device.up ? "UP" : "",
    carrier ? "LOWER_UP" : "",
    below !== null && !below.up ? "M-DOWN" : "",
  ];
  return `<${flags.filter((flag) => flag !== "").join(",")}>`;
}

// RFC 2863's states (linux net/core/link_watch.c: rfc2863_policy); devices without a carrier of their own say UNKNOWN.
function stateOf({ kind, up }: DeviceHeader, carrier: boolean, hasLower: boolean): string {
  if (!up) return "DOWN";
  if (!carrier) return hasLower ? "LOWERLAYERDOWN" : "DOWN";
  return WITHOUT_STATE.has(kind) ? "UNKNOWN" : "UP";
}

const WITHOUT_STATE: ReadonlySet<string> = new Set(["loopback", "vxlan", "dummy", "ipip", "gre"]);
