import { familyOf, widthOf } from "../base/address.js";
import type { Address } from "../base/address.js";
import { device } from "../network/device.js";
import { hashedMac } from "../network/mac-address.js";
import type { Namespace } from "../network/namespace.js";

/** The device that holds the addresses (kubernetes/dns cmd/node-cache/main.go 1.26: `-interfacename`). */
const DEVICE = "nodelocaldns";

/** A node with the device that node-cache makes there; nobody sets it up, and its addresses are local all the same (pkg/netif/netif.go: AddDummyDevice). */
export function withNodeCacheDevice(
  namespace: Namespace,
  listening: readonly Address[],
): Namespace {
  if (listening.length === 0) return namespace;
  const own = device({
    name: DEVICE,
    mac: hashedMac(`${namespace.id} ${DEVICE}`),
    link: { kind: "dummy" },
    up: false,
    addresses: listening.map((address) => ({ address, length: widthOf(familyOf(address)) })),
  });
  return { ...namespace, devices: [...namespace.devices, own] };
}

/** The node after node-cache has taken its device back. */
export function withoutNodeCacheDevice(namespace: Namespace): Namespace {
  return { ...namespace, devices: namespace.devices.filter(({ name }) => name !== DEVICE) };
}
