import { address, familyOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import type { BridgePortSettings, DeviceLink } from "../cluster/topology/device.js";
import { USUAL_PORT } from "../cluster/topology/device.js";
import type { MacAddress } from "../packet/frame.js";
import { LOOPBACK_MAC, isGroupMac } from "./mac-address.js";

/** A network device of a namespace, as `ip address` lists it. */
export interface Device {
  readonly name: string;
  readonly mac: MacAddress;
  /** The first one of a family is its primary address. */
  readonly addresses: readonly InterfaceAddress[];
  /** The id of the segment that it is plugged into; null for `lo`, and for one that leads out of the model. */
  readonly segment: string | null;
  readonly link: DeviceLink;
  /** The longest packet that it carries, in bytes. */
  readonly mtu: number;
  readonly up: boolean;
  /** Whether the other end of its link is up, too; a device that has no other end always has a carrier. */
  readonly carrier: boolean;
  /** The bridge that it is a port of. */
  readonly master: string | null;
  /** How it behaves as a port. */
  readonly port: BridgePortSettings;
  readonly promiscuous: boolean;
}

/** A device, by what is not usual for a veth end that is up. */
export function device(fields: Pick<Device, "name" | "mac"> & Partial<Device>): Device {
  return {
    addresses: [],
    segment: null,
    link: { kind: "ethernet" },
    mtu: 1500,
    up: true,
    carrier: true,
    master: null,
    port: USUAL_PORT,
    promiscuous: false,
    ...fields,
  };
}

/** The device of that name; null where there is none. */
export function deviceNamed(devices: readonly Device[], name: string): Device | null {
  return devices.find((candidate) => candidate.name === name) ?? null;
}

/** Whether a frame is for a device: by its address, or for everybody. */
export function isFor(device: Pick<Device, "mac">, destination: MacAddress): boolean {
  return destination === device.mac || isGroupMac(destination);
}

/** An address that a device owns, with the length of the prefix it was given with. */
export interface InterfaceAddress {
  readonly address: Address;
  readonly length: number;
}

/** The name of the loopback device that every namespace has. */
export const LOOPBACK = "lo";

/** The loopback device, with the addresses that the kernel gives it when it is set up. */
export const LOOPBACK_DEVICE: Device = device({
  name: LOOPBACK,
  mac: LOOPBACK_MAC,
  addresses: [
    { address: address("127.0.0.1"), length: 8 },
    { address: address("::1"), length: 128 },
  ],
  link: { kind: "loopback" },
  mtu: 65_536,
});

/** `172.18.0.4/16`: an address as `ip address` prints it. */
export function formatInterfaceAddress({ address, length }: InterfaceAddress): string {
  return `${address}/${length}`;
}

/** The device's primary address of a family; null where it has none. */
export function primaryAddress(device: Device, family: Family): Address | null {
  return device.addresses.find(({ address }) => familyOf(address) === family)?.address ?? null;
}
