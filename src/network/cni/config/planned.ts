import { familyOf } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import { everything, route } from "../../route.js";
import type { Route } from "../../route.js";
import type { PlannedAddress } from "../bridge/bridge-plan.js";
import { POD_DEVICE } from "../bridge/bridge-pod.js";
import { defaultRoutes, hostLocalAddresses, nodeRangesOf } from "../bridge/host-local.js";
import type { AddressRange } from "../bridge/host-local.js";
import type { PortMapping } from "../portmap/port-mapping.js";
import type { CniConfig } from "./cni-config.js";
import { usualConfig } from "./cni-config.js";
import { readCniConfig } from "./read-cni-config.js";

/** The configuration that a cluster's bridge or ptp plugin has. */
export function configOf({ settings }: Cluster): CniConfig {
  const { cni } = settings;
  if (cni.kind !== "bridge" && cni.kind !== "ptp") return usualConfig("bridge");
  if (cni.config === null) return usualConfig(cni.kind);
  return readCniConfig(cni.config.text, cni.config.span, cni.kind).config;
}

/** The ranges that host-local has on a node. */
export function rangesOf({ ipam }: CniConfig, node: Node): readonly AddressRange[] {
  if (ipam === null) return [];
  return ipam.rangeSets === "node" ? nodeRangesOf(node) : ipam.rangeSets.flat();
}

/** The addresses that a pod gets. */
export function addressesOf(config: CniConfig, pod: Pod, node: Node): readonly PlannedAddress[] {
  return hostLocalAddresses(pod, rangesOf(config, node));
}

/** The portmap plugin of a configuration; null where it lists none. */
export function configuredPortMapping(
  config: CniConfig,
  device: PortMapping["device"],
): PortMapping | null {
  const { name: network, portmap } = config;
  if (portmap === null) return null;
  const addresses: PortMapping["addresses"] = (pod, node) => addressesOf(config, pod, node);
  return { ...portmap, network, addresses, device };
}

/**
 * The routes that the plugin adds in a pod: those of its `ipam` section, by the first gateway of their family unless they name
 * one, and with isDefaultGateway a default one (plugins/main/bridge/bridge.go: calcGateways; pkg/ipam/ipam_linux.go: ConfigureIface).
 */
export function configuredRoutes(
  config: CniConfig,
  addresses: readonly PlannedAddress[],
): readonly Route[] {
  const said = (config.ipam?.routes ?? []).flatMap(({ destination, gateway }) => {
    const own = addresses.filter(({ address }) => familyOf(address) === destination.family);
    if (own.length === 0) return [];
    const by = gateway ?? own[0]?.gateway ?? null;
    const isDefault = destination.length === 0;
    return [
      route({
        destination: isDefault ? everything(destination.family) : destination,
        gateway: by,
        device: POD_DEVICE,
      }),
    ];
  });
  const added = config.isDefaultGateway ? defaultRoutes(addresses) : [];
  const known = new Set(said.map(({ destination }) => `${destination.base}/${destination.length}`));
  return [
    ...said,
    ...added.filter(({ destination }) => !known.has(`${destination.base}/${destination.length}`)),
  ];
}
