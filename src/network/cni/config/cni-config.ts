import type { Address } from "../../../base/address.js";
import { prefix } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import type { AddressRange } from "../bridge/host-local.js";
import { USUAL_PORTMAP } from "../portmap/port-mapping.js";
import type { PortmapSettings } from "../portmap/port-mapping.js";

/** What a CNI configuration says, with the plugins' own defaults where it says nothing. */
export interface CniConfig {
  /** The network's name, which the plugins put into the comments of their rules. */
  readonly name: string;
  readonly type: "bridge" | "ptp";
  readonly bridge: string;
  readonly isGateway: boolean;
  readonly isDefaultGateway: boolean;
  readonly ipMasq: boolean;
  readonly hairpinMode: boolean;
  readonly promiscMode: boolean;
  readonly portIsolation: boolean;
  /** In bytes; null for the kernel's own choice. */
  readonly mtu: number | null;
  /** Null without an `ipam` section: a device without an address. */
  readonly ipam: HostLocal | null;
  /** Whether the firewall plugin stands behind, and what it calls the chain for administrators. */
  readonly firewall: { readonly adminChain: string } | null;
  /** Null where the portmap plugin is not listed, or is not told of ports (`capabilities`). */
  readonly portmap: PortmapSettings | null;
  /** What the tuning plugin sets in each pod, by names with slashes. */
  readonly tuning: Readonly<Record<string, string>>;
}

/** The `ipam` section of type host-local. */
export interface HostLocal {
  /** A set has several ranges of one family, and a pod gets one address from each set; `node` stands for the node's own ranges. */
  readonly rangeSets: readonly (readonly ConfiguredRange[])[] | "node";
  readonly routes: readonly ConfiguredRoute[];
}

/** A range that host-local hands addresses out of. */
export interface ConfiguredRange extends AddressRange {
  readonly rangeStart: Address | null;
  readonly rangeEnd: Address | null;
}

/** A route that the plugin adds in a pod; without a gateway it goes by that of the pod's range. */
export interface ConfiguredRoute {
  readonly destination: Prefix;
  readonly gateway: Address | null;
}

/** What is taken where a scenario names the plugin and has no configuration. */
export function usualConfig(type: CniConfig["type"]): CniConfig {
  return {
    name: type,
    type,
    bridge: "cni0",
    isGateway: true,
    isDefaultGateway: true,
    ipMasq: true,
    hairpinMode: true,
    promiscMode: false,
    portIsolation: false,
    mtu: null,
    ipam: { rangeSets: "node", routes: type === "ptp" ? USUAL_ROUTES : [] },
    firewall: null,
    portmap: USUAL_PORTMAP,
    tuning: {},
  };
}

const USUAL_ROUTES: readonly ConfiguredRoute[] = [
  { destination: prefix("0.0.0.0/0"), gateway: null },
  { destination: prefix("::/0"), gateway: null },
];
