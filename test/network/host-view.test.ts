import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { testHost } from "./fixture.js";

const { view } = testHost({
  devices: { eth0: ["172.18.0.2/16", "172.18.0.9/16"], veth0: ["10.244.1.1/32", "10.0.0.1/30"] },
});

describe("what netfilter sees of its host", () => {
  it("types addresses by the local table", () => {
    const typeOf = (text: string): string => view.addressTypeOf(address(text));
    assert.equal(typeOf("172.18.0.2"), "LOCAL");
    assert.equal(typeOf("10.244.1.1"), "LOCAL");
    assert.equal(typeOf("127.9.9.9"), "LOCAL");
    assert.equal(typeOf("172.18.255.255"), "BROADCAST");
    assert.equal(typeOf("255.255.255.255"), "BROADCAST");
    assert.equal(typeOf("0.0.0.0"), "BROADCAST");
    assert.equal(typeOf("224.0.0.1"), "MULTICAST");
    assert.equal(typeOf("10.244.1.2"), "UNICAST");
    assert.equal(typeOf("::1"), "LOCAL");
    assert.equal(typeOf("ff02::1"), "MULTICAST");
  });

  it("takes an address for any other one where it is local by another device only", () => {
    assert.equal(view.addressTypeOf(address("172.18.0.2"), "eth0"), "LOCAL");
    assert.equal(view.addressTypeOf(address("172.18.0.2"), "veth0"), "UNICAST");
    assert.equal(view.addressTypeOf(address("172.18.255.255"), "eth0"), "BROADCAST");
    assert.equal(view.addressTypeOf(address("172.18.255.255"), "veth0"), "UNICAST");
  });

  it("gives MASQUERADE the primary address of the way out", () => {
    assert.equal(view.primaryAddressOf("eth0", "ipv4"), "172.18.0.2");
    assert.equal(view.primaryAddressOf("veth0", "ipv4"), "10.244.1.1");
    assert.equal(view.primaryAddressOf("eth0", "ipv6"), null);
  });

  it("prefers for MASQUERADE the address in the next hop's network", () => {
    assert.equal(view.primaryAddressOf("veth0", "ipv4", address("10.0.0.2")), "10.0.0.1");
  });

  it("takes another device's address where the way out has none", () => {
    const { view: bare } = testHost({ devices: { tun0: [], eth0: ["172.18.0.2/16"] } });
    assert.equal(bare.primaryAddressOf("tun0", "ipv4"), "172.18.0.2");
  });
});
