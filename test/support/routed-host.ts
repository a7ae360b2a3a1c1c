import { address } from "../../src/base/address.js";
import { LOOPBACK_DEVICE, device } from "../../src/network/device.js";
import { hashedMac } from "../../src/network/mac-address.js";
import { namespace } from "../../src/network/namespace.js";
import type { Namespace } from "../../src/network/namespace.js";
import { mainTables } from "../../src/network/network.js";
import { kernelRoutes } from "../../src/network/set-up/kernel-route.js";
import { namespaceId } from "../../src/trace/id.js";

/** The host that ROUTE_COMMANDS are for. */
export function routedHost(): Namespace {
  const owned = [
    { address: address("10.0.0.1"), length: 24 },
    { address: address("fd00::1"), length: 64 },
  ];
  const devices = [
    LOOPBACK_DEVICE,
    device({ name: "ea", mac: hashedMac("ea"), addresses: owned }),
    device({ name: "eb", mac: hashedMac("eb") }),
    device({ name: "ed", mac: hashedMac("ed"), up: false }),
  ];
  const routes = mainTables(devices.flatMap(kernelRoutes));
  return namespace({ id: namespaceId("host/test"), kind: "host", name: "test", devices, routes });
}
