import { familyOf, widthOf } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { hostPrefix } from "../../../base/prefix.js";
import type { ClusterSettings } from "../../../cluster/cluster.js";
import { namespaceId } from "../../../trace/id.js";
import type { NamespaceId } from "../../../trace/id.js";
import { LOOPBACK_DEVICE, device } from "../../device.js";
import { kernelRoutes } from "../../set-up/kernel-route.js";
import { hashedMac } from "../../mac-address.js";
import { namespace } from "../../namespace.js";
import type { Namespace } from "../../namespace.js";
import { mainTables } from "../../network.js";
import type { SegmentPlan } from "../../network.js";
import { everything, route } from "../../route.js";
import type { Route } from "../../route.js";
import { FORWARDING } from "../../sysctl.js";
import { LAN, gatewayAddresses, onLan } from "./lan.js";

/** The machine that docker runs on: the LAN's gateway, which forwards to everything outside. It has no rules here.
 * What lies behind its default route is not in the scenario. */
export const GATEWAY: NamespaceId = namespaceId("outside/gateway");

/** The namespace of a host outside the cluster. */
export function outsideNamespaceId(address: Address, settings: ClusterSettings): NamespaceId {
  const isGateway = gatewayAddresses(settings).some((owned) => owned.address === address);
  return isGateway ? GATEWAY : namespaceId(`outside/${address}`);
}

/** The gateway and the hosts outside that the play speaks of, with the links between them. */
export function outsideNamespaces(
  settings: ClusterSettings,
  addresses: readonly Address[],
): { readonly namespaces: readonly Namespace[]; readonly segments: readonly SegmentPlan[] } {
  const others = addresses.filter((address) => outsideNamespaceId(address, settings) !== GATEWAY);
  const far = others.filter((address) => onLan(address, settings) === null);
  return {
    namespaces: [
      gatewayNamespace(settings, far),
      ...others.map((address) => hostNamespace(address, settings)),
    ],
    segments: far.map(uplink),
  };
}

function gatewayNamespace(settings: ClusterSettings, far: readonly Address[]): Namespace {
  const owned = gatewayAddresses(settings);
  const bridge = device({
    name: "br-kind",
    mac: hashedMac("gateway br-kind"),
    addresses: owned,
    segment: LAN.id,
  });
  const links = far.map((address, index) => {
    const own = gatewayFor(address, settings);
    return device({
      name: `uplink${index}`,
      mac: hashedMac(`gateway uplink${index}`),
      addresses: own === null ? [] : [{ address: own, length: widthOf(familyOf(own)) }],
      segment: uplink(address).id,
    });
  });
  const connected = [bridge, ...links].flatMap(kernelRoutes);
  const out = device({
    name: "eth0",
    mac: hashedMac("gateway eth0"),
    addresses: [],
    segment: null,
  });
  const defaults = owned.map(({ address }) =>
    route({ destination: everything(familyOf(address)), device: out.name }),
  );
  const farRoutes = far.map((address, index) => hostRoute(address, `uplink${index}`));
  return namespace({
    id: GATEWAY,
    kind: "outside",
    name: "gateway",
    devices: [LOOPBACK_DEVICE, bridge, out, ...links],
    routes: mainTables([...connected, ...farRoutes, ...defaults]),
    sysctls: FORWARDING,
  });
}

// A host with an address of the LAN is plugged into it. Any other has a link of its own to the gateway:
// what the internet does in between is not modelled.
function hostNamespace(address: Address, settings: ClusterSettings): Namespace {
  const near = onLan(address, settings);
  const gateway = gatewayFor(address, settings);
  const eth0 = device({
    name: "eth0",
    mac: hashedMac(`outside/${address} eth0`),
    addresses: [near ?? { address, length: widthOf(familyOf(address)) }],
    segment: near === null ? uplink(address).id : LAN.id,
  });
  const toGateway = near === null && gateway !== null ? [hostRoute(gateway, eth0.name)] : [];
  const beyond =
    gateway === null
      ? []
      : [route({ destination: everything(familyOf(address)), gateway, device: eth0.name })];
  return namespace({
    id: outsideNamespaceId(address, settings),
    kind: "outside",
    name: address,
    devices: [LOOPBACK_DEVICE, eth0],
    routes: mainTables([...kernelRoutes(eth0), ...toGateway, ...beyond]),
  });
}

function gatewayFor(address: Address, settings: ClusterSettings): Address | null {
  const own = gatewayAddresses(settings).map((owned) => owned.address);
  return own.find((candidate) => familyOf(candidate) === familyOf(address)) ?? null;
}

function hostRoute(address: Address, device: string): Route {
  return route({ destination: hostPrefix(address), device });
}

function uplink(address: Address): SegmentPlan {
  return { id: `uplink/${address}`, kind: "veth", name: `uplink ${address}` };
}
