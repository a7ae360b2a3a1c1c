import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { LOOPBACK_DEVICE, device } from "../../src/network/device.js";
import type { Device } from "../../src/network/device.js";
import { createHostView } from "../../src/network/host-view.js";
import { localTable } from "../../src/network/local-table.js";
import { hashedMac } from "../../src/network/mac-address.js";
import { createRoutingTable } from "../../src/network/routing-table.js";

const devices: readonly Device[] = [
  LOOPBACK_DEVICE,
  device({
    name: "eth0",
    mac: hashedMac("eth0"),
    addresses: [
      { address: address("172.18.0.2"), length: 16 },
      { address: address("172.18.0.9"), length: 16 },
    ],
    segment: "lan",
  }),
  device({
    name: "veth0",
    mac: hashedMac("veth0"),
    addresses: [{ address: address("10.244.1.1"), length: 32 }],
    segment: "veth",
  }),
];
const view = createHostView(devices, {
  ipv4: createRoutingTable(localTable(devices, "ipv4")),
  ipv6: createRoutingTable(localTable(devices, "ipv6")),
});

describe("what netfilter sees of its host", () => {
  it("types addresses by the local table", () => {
    const typeOf = (text: string): string => view.addressTypeOf(address(text));
    assert.equal(typeOf("172.18.0.2"), "LOCAL");
    assert.equal(typeOf("10.244.1.1"), "LOCAL");
    assert.equal(typeOf("127.9.9.9"), "LOCAL");
    assert.equal(typeOf("172.18.255.255"), "BROADCAST");
    assert.equal(typeOf("255.255.255.255"), "BROADCAST");
    assert.equal(typeOf("224.0.0.1"), "MULTICAST");
    assert.equal(typeOf("10.244.1.2"), "UNICAST");
    assert.equal(typeOf("::1"), "LOCAL");
    assert.equal(typeOf("ff02::1"), "MULTICAST");
  });

  it("gives MASQUERADE the primary address of the way out", () => {
    assert.equal(view.primaryAddressOf("eth0", "ipv4"), "172.18.0.2");
    assert.equal(view.primaryAddressOf("veth0", "ipv4"), "10.244.1.1");
    assert.equal(view.primaryAddressOf("eth0", "ipv6"), null);
  });
});
