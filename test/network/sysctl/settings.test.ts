import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { settingsOf } from "../../../src/network/sysctl/settings.js";
import { writeSysctl } from "../../../src/network/sysctl/write-sysctl.js";

const DEVICES = ["lo", "eth0", "eth0.100"];

describe("the settings of a namespace", () => {
  it("are the kernel's where nobody has written", () => {
    const { all } = settingsOf({}, DEVICES);
    assert.equal(all["net/ipv4/ip_forward"], "0");
    assert.equal(all["net/ipv4/ip_local_port_range"], "32768\t60999");
    assert.equal(all["net/ipv4/conf/eth0/send_redirects"], "1");
    assert.equal(all["net/netfilter/nf_conntrack_tcp_timeout_established"], "432000");
    assert.equal(all["net/bridge/bridge-nf-call-iptables"], undefined);
  });

  it("let forwarding spread to all devices, and make a router deaf to redirects", () => {
    const { all } = settingsOf({ "net/ipv4/ip_forward": "1" }, DEVICES);
    for (const name of ["all", "default", ...DEVICES])
      assert.equal(all[`net/ipv4/conf/${name}/forwarding`], "1");
    assert.equal(all["net/ipv4/conf/all/accept_redirects"], "0");
    assert.equal(all["net/ipv4/conf/eth0/accept_redirects"], "1");
  });

  it("count the later of two writes where one spreads to the other", () => {
    const own = { "net/ipv4/conf/eth0/forwarding": "0" };
    const first = settingsOf({ ...own, "net/ipv4/ip_forward": "1" }, DEVICES);
    assert.equal(first.ofDevice("ipv4", "eth0", "forwarding"), 1);
    const last = settingsOf({ "net/ipv4/ip_forward": "1", ...own }, DEVICES);
    assert.equal(last.ofDevice("ipv4", "eth0", "forwarding"), 0);
    assert.equal(last.all["net/ipv4/ip_forward"], "1");
  });

  it("combine a device's with that of all as the kernel reads them", () => {
    const settings = settingsOf(
      { "net/ipv4/conf/all/rp_filter": "1", "net/ipv4/conf/eth0/rp_filter": "2" },
      DEVICES,
    );
    assert.equal(settings.greater("eth0", "rp_filter"), 2);
    assert.equal(settings.greater("lo", "rp_filter"), 1);
    assert.equal(settings.either("lo", "rp_filter"), true);
    assert.equal(settings.both("lo", "rp_filter"), false);
  });
});

describe("writing a setting", () => {
  const write = (name: string, value: string): ReturnType<typeof writeSysctl> =>
    writeSysctl({}, DEVICES, { name, value });

  it("takes the numbers that the kernel takes", () => {
    assert.equal(write("net/ipv4/conf/all/rp_filter", "5").kind, "written");
    assert.deepEqual(write("net/ipv4/ip_forward", "0x1"), {
      kind: "written",
      sysctls: { "net/ipv4/ip_forward": "1" },
    });
    assert.equal(write("net/ipv4/conf/all/rp_filter", "abc").kind, "invalid");
    assert.deepEqual(write("net/ipv4/ip_default_ttl", "256"), { kind: "invalid", range: [1, 255] });
    assert.equal(write("net/ipv4/ip_local_port_range", "2000 1000").kind, "invalid");
  });

  it("knows devices by name, also those with a dot", () => {
    assert.equal(write("net/ipv4/conf/eth0.100/rp_filter", "1").kind, "written");
    assert.deepEqual(write("net/ipv4/conf/eth9/rp_filter", "1"), {
      kind: "no-device",
      device: "eth9",
    });
    assert.equal(write("net/ipv4/no_such_thing", "1").kind, "unknown");
    assert.equal(write("net/ipv4/conf/eth0/constructor", "1").kind, "unknown");
  });
});
