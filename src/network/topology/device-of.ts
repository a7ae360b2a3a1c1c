import type { DeviceDeclaration, DeviceLink } from "../../cluster/topology/device.js";
import type { MacAddress } from "../../packet/frame.js";
import { LOOPBACK, LOOPBACK_DEVICE, device } from "../device.js";
import type { Device } from "../device.js";
import { LOOPBACK_MAC, hashedMac } from "../mac-address.js";
import { usualMtu } from "../set-up/usual-mtu.js";

/** Where a device's cable leads; null where it has none. */
export type SegmentOf = (device: string) => string | null;

/** The devices of a host as the kernel has them once they are made, `lo` first; `owner` is what hardware addresses are made of. */
export function devicesOf(
  declared: readonly DeviceDeclaration[],
  owner: string,
  segmentOf: SegmentOf,
): readonly Device[] {
  const made: Device[] = [LOOPBACK_DEVICE];
  for (const one of inMakingOrder(declared)) {
    if (one.name === LOOPBACK) made[0] = changedDevice(LOOPBACK_DEVICE, one);
    else made.push(deviceOf(one, { owner, segmentOf, made }));
  }
  const named = new Map(made.map((one) => [one.name, one]));
  const inOrder = [LOOPBACK, ...declared.map(({ name }) => name).filter((n) => n !== LOOPBACK)];
  return inOrder.flatMap((name) => named.get(name) ?? []);
}

/** A device that is there already, with what is said of it beside. */
export function changedDevice(known: Device, said: DeviceDeclaration): Device {
  const added = said.addresses.filter(
    (own) =>
      !known.addresses.some(
        ({ address, length }) => address === own.address && length === own.length,
      ),
  );
  return {
    ...known,
    mac: said.mac === null ? known.mac : macOf(said.mac),
    addresses: [...known.addresses, ...added],
    mtu: said.mtu ?? known.mtu,
    up: known.up && said.up,
    master: said.master ?? known.master,
    port: said.master === null ? known.port : said.port,
    promiscuous: known.promiscuous || said.promiscuous,
  };
}

interface Making {
  readonly owner: string;
  readonly segmentOf: SegmentOf;
  /** The devices made before. */
  readonly made: readonly Device[];
}

function deviceOf(said: DeviceDeclaration, { owner, segmentOf, made }: Making): Device {
  const { name, link, addresses, up, master, port, promiscuous } = said;
  const ports = made.filter((other) => other.master === name);
  return device({
    name,
    link,
    addresses,
    up,
    master,
    port,
    promiscuous,
    mac: said.mac === null ? usualMac(link, { name, owner, ports, made }) : macOf(said.mac),
    mtu: said.mtu ?? (ports.length > 0 ? smallestMtu(ports) : usualMtu(link, made)),
    segment: link.kind === "ethernet" ? segmentOf(name) : null,
  });
}

// linux net/bridge/br_if.c: br_mtu_auto_adjust.
function smallestMtu(ports: readonly Device[]): number {
  return Math.min(...ports.map(({ mtu }) => mtu));
}

function usualMac(
  link: DeviceLink,
  place: {
    readonly name: string;
    readonly owner: string;
    readonly ports: readonly Device[];
    readonly made: readonly Device[];
  },
): MacAddress {
  const drawn = hashedMac(`${place.owner} ${place.name}`);
  switch (link.kind) {
    case "loopback":
    // Tunnels of IP in IP have none: their hardware address is the outer source.
    case "ipip":
    case "gre":
      return LOOPBACK_MAC;
    case "bridge":
      // linux net/bridge/br_stp_if.c: br_stp_recalculate_bridge_id takes the lowest of its ports.
      return place.ports.map(({ mac }) => mac).sort()[0] ?? drawn;
    case "ipvlan":
      return place.made.find(({ name }) => name === link.lower)?.mac ?? drawn;
    case "ethernet":
    case "dummy":
    case "vxlan":
    case "macvlan":
      return drawn;
  }
}

// The language has checked that it is one.
function macOf(text: string): MacAddress {
  return text as MacAddress;
}

/** Ports come before their bridges, and what others are made on before those. */
function inMakingOrder(declared: readonly DeviceDeclaration[]): readonly DeviceDeclaration[] {
  const rank = ({ link }: DeviceDeclaration): number =>
    link.kind === "bridge" ? 2 : !("lower" in link) ? 0 : link.kind === "vxlan" ? 1 : 3;
  return [...declared].sort((a, b) => rank(a) - rank(b));
}
