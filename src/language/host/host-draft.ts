import type { Address } from "../../base/address.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { Said } from "../../cluster/declaration.js";
import { USUAL_PORT } from "../../cluster/topology/device.js";
import type { DeviceDeclaration, DeviceLink } from "../../cluster/topology/device.js";
import type { HostDeclaration } from "../../cluster/topology/host.js";

/** A host in the making: its devices may still be named before anything makes them. */
export interface HostDraft extends Omit<HostDeclaration, "name" | "devices"> {
  readonly name: Said<string>;
  /** Grows while the host's text is read, in place: a text may have very many lines. */
  readonly devices: Map<string, DeviceDraft>;
}

/** A device in the making. */
export interface DeviceDraft extends Omit<DeviceDeclaration, "link" | "addresses" | "master"> {
  /** Null as long as nothing makes it: no cable, no `device`, no `bridge`. */
  readonly link: DeviceLink | null;
  readonly addresses: readonly Said<DeviceAddress>[];
  readonly master: Said<string> | null;
  /** Whether a cable ends in it. */
  readonly plugged: boolean;
}

/** An address with its prefix's length. */
export interface DeviceAddress {
  readonly address: Address;
  readonly length: number;
}

/** A host of which nothing is said. */
export function emptyHost(
  name: Said<string>,
  kind: HostDeclaration["kind"],
  span: SourceSpan,
): HostDraft {
  return {
    name,
    kind,
    devices: new Map(),
    routes: [],
    routingRules: [],
    neighbours: [],
    forwardings: [],
    sysctls: [],
    iptables: "nft",
    ruleDumps: [],
    ipsets: [],
    ipvs: [],
    nftables: [],
    servers: [],
    span,
  };
}

/** The host with a device of it changed, or made. */
export function withDevice(
  host: HostDraft,
  { value: name, span }: Said<string>,
  change: Partial<DeviceDraft>,
): HostDraft {
  const known = host.devices.get(name) ?? emptyDevice(name, span);
  host.devices.set(name, { ...known, ...change });
  return host;
}

function emptyDevice(name: string, span: SourceSpan): DeviceDraft {
  return {
    name,
    link: name === "lo" ? { kind: "loopback" } : null,
    mac: null,
    addresses: [],
    mtu: null,
    up: true,
    master: null,
    port: USUAL_PORT,
    promiscuous: false,
    plugged: false,
    span,
  };
}
