import type { Device } from "./device.js";
import type { Namespace } from "./namespace.js";
import type { Network } from "./network.js";
import type { Segment } from "./segment.js";

/**
 * The network with the carriers that its links give: an end of a cable has one while the other end is up, a bridge while
 * one of its ports has (linux drivers/net/veth.c: veth_open, veth_close; net/bridge/br_stp.c: br_port_state_selection).
 * Who has nothing below keeps what it has; a namespace where nothing changes stays the same value.
 */
export function withCarriers(network: Network): Network {
  const cables = new Map(
    network.segments.filter(({ kind }) => kind === "veth").map((segment) => [segment.id, segment]),
  );
  const down = new Set(
    network.namespaces.flatMap(({ id, devices }) =>
      devices.filter(({ up }) => !up).map(({ name }) => keyOf(id, name)),
    ),
  );
  const hasCarrier = (id: string, { name, segment, carrier }: Device): boolean => {
    const cable = cables.get(segment ?? "");
    return cable === undefined ? carrier : isOtherEndUp(cable, { id, name }, down);
  };
  return {
    ...network,
    namespaces: network.namespaces.map((one) => {
      const wired = one.devices.map((device) => given(device, hasCarrier(one.id, device)));
      return changed(
        one,
        wired.map((device) => given(device, bridgeCarrier(device, wired))),
      );
    }),
  };
}

function isOtherEndUp(
  cable: Segment,
  { id, name }: { readonly id: string; readonly name: string },
  down: ReadonlySet<string>,
): boolean {
  const others = cable.ports.filter((port) => port.namespace !== id || port.device !== name);
  return others.every(({ namespace, device }) => !down.has(keyOf(namespace, device)));
}

function bridgeCarrier(bridge: Device, devices: readonly Device[]): boolean {
  if (bridge.link.kind !== "bridge") return bridge.carrier;
  const ports = devices.filter(({ master }) => master === bridge.name);
  return ports.length === 0 ? bridge.carrier : ports.some(({ up, carrier }) => up && carrier);
}

function given(device: Device, carrier: boolean): Device {
  return device.carrier === carrier ? device : { ...device, carrier };
}

function changed(one: Namespace, devices: readonly Device[]): Namespace {
  return devices.every((device, index) => device === one.devices[index])
    ? one
    : { ...one, devices };
}

function keyOf(namespace: string, device: string): string {
  return `${namespace} ${device}`;
}
