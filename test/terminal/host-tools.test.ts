import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import type { DeviceHeader, HostTables } from "../../src/trace/host-tables.js";
import type { SocketState } from "../../src/trace/state.js";
import type { HostMoment } from "../../src/terminal/moment.js";
import { hostMoment, shown, traceOf } from "../support/host-moment.js";

const trace = traceOf(readFileSync("scenarios/docker/port-mapping.hop", "utf8"));
const machine = hostMoment(trace, "machine", 0);

/** The machine with other tables. */
function withTables(tables: Partial<HostTables>, sockets: readonly SocketState[] = []): HostMoment {
  const { state, host } = machine;
  const before = state.tables[host.id] ?? host.tables;
  return {
    ...machine,
    state: { ...state, sockets, tables: { ...state.tables, [host.id]: { ...before, ...tables } } },
  };
}

const DEVICE: DeviceHeader = {
  name: "d",
  mac: "02:00:00:00:00:01",
  addresses: [],
  segment: null,
  kind: "ethernet",
  details: "",
  mtu: 1500,
  up: true,
  master: null,
  hairpin: false,
  promiscuous: false,
};

// What the real tools of Debian 12 printed for such devices, addresses, routes and sockets (iproute2 6.1, Linux 6.18).
describe("ip", () => {
  const line = (device: Partial<DeviceHeader>): string =>
    shown(withTables({ devices: [{ ...DEVICE, ...device }] }), "ip link").split("\n")[0] ?? "";

  it("tells of a device by its kind, whether it is up, and what is below", () => {
    const rest = "mode DEFAULT group default qlen 1000";
    assert.equal(
      line({ kind: "bridge" }),
      `1: d: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP ${rest}`,
    );
    assert.equal(
      line({ kind: "vxlan", mtu: 1450, up: false }),
      `1: d: <BROADCAST,MULTICAST> mtu 1450 qdisc noop state DOWN ${rest}`,
    );
    assert.equal(
      line({ kind: "vxlan", mtu: 1450 }),
      `1: d: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UNKNOWN ${rest}`,
    );
    assert.equal(
      line({ kind: "dummy" }),
      `1: d: <BROADCAST,NOARP,UP,LOWER_UP> mtu 1500 qdisc noqueue state UNKNOWN ${rest}`,
    );
    assert.equal(
      line({}),
      `1: d: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP ${rest}`,
    );
    assert.equal(
      line({ kind: "vxlan", promiscuous: true, master: "br0" }),
      `1: d: <BROADCAST,MULTICAST,PROMISC,UP,LOWER_UP> mtu 1500 qdisc noqueue master br0 state UNKNOWN ${rest}`,
    );
  });

  it("lists second addresses of a network behind, and those of IPv6 from the newest", () => {
    const addresses = [
      "10.1.0.1/24",
      "10.1.0.3/24",
      "10.1.0.2/16",
      "fd01::1/64",
      "fd02::1/64",
      "169.254.1.1/32",
    ];
    const text = shown(
      withTables({ devices: [{ ...DEVICE, kind: "dummy", addresses }] }),
      "ip addr",
    );
    assert.deepEqual(text.match(/^ +inet.*$/gm), [
      "    inet 10.1.0.1/24 scope global d",
      "    inet 10.1.0.2/16 scope global d",
      "    inet 169.254.1.1/32 scope global d",
      "    inet 10.1.0.3/24 scope global secondary d",
      "    inet6 fd02::1/64 scope global ",
      "    inet6 fd01::1/64 scope global ",
    ]);
  });

  it("prints routes by table and device", () => {
    const routes = [
      { family: "ipv4", table: "main", text: "default via 10.0.0.254 dev eth0" },
      {
        family: "ipv4",
        table: "main",
        text: "10.6.0.0/16\n\tnexthop via 10.0.0.3 dev eth0 weight 1\n\tnexthop via 10.0.0.4 dev eth0 weight 2",
      },
      { family: "ipv4", table: "main", text: "blackhole 10.8.0.0/16" },
      { family: "ipv4", table: "100", text: "10.7.0.0/16 dev eth0 scope link" },
      { family: "ipv4", table: "100", text: "blackhole 10.5.0.0/16" },
      {
        family: "ipv6",
        table: "local",
        text: "local ::1 dev lo proto kernel metric 0 pref medium",
      },
    ] as const;
    const moment = withTables({ routes });
    const hops =
      "\tnexthop via 10.0.0.3 dev eth0 weight 1 \n\tnexthop via 10.0.0.4 dev eth0 weight 2 \n";
    const main = `default via 10.0.0.254 dev eth0 \n10.6.0.0/16 \n${hops}blackhole 10.8.0.0/16 \n`;
    assert.equal(shown(moment, "ip route"), main);
    assert.equal(
      shown(moment, "ip r s table 100"),
      "10.7.0.0/16 dev eth0 scope link \nblackhole 10.5.0.0/16 \n",
    );
    assert.equal(
      shown(moment, "ip route show table all"),
      `${main}10.7.0.0/16 dev eth0 table 100 scope link \nblackhole 10.5.0.0/16 table 100 \nlocal ::1 dev lo table local proto kernel metric 0 pref medium\n`,
    );
    assert.equal(shown(moment, "ip route show dev eth0"), "default via 10.0.0.254 \n");
    assert.equal(shown(moment, "ip route show 10.8.0.0/16"), "blackhole 10.8.0.0/16 \n");
    assert.equal(shown(moment, "ip -6 route"), "");
  });

  it("prints neighbours, known, asked for and failed", () => {
    const neighbours = [
      { address: address("fd00::9"), device: "eth0", mac: "02:00:00:00:00:98", state: "PERMANENT" },
      { address: address("10.0.0.77"), device: "eth0", mac: null, state: "INCOMPLETE" },
      { address: address("10.0.0.8"), device: "docker0", mac: null, state: "FAILED" },
    ] as const;
    const moment = withTables({ neighbours });
    assert.equal(
      shown(moment, "ip neigh"),
      "10.0.0.77 dev eth0 INCOMPLETE \n10.0.0.8 dev docker0 FAILED \nfd00::9 dev eth0 lladdr 02:00:00:00:00:98 PERMANENT \n",
    );
    assert.equal(shown(moment, "ip -4 n show dev eth0"), "10.0.0.77 INCOMPLETE \n");
  });
});

describe("bridge", () => {
  it("prints what was learned, what a tunnel was told, and a port's own address", () => {
    const devices = [
      { ...DEVICE, name: "br0", kind: "bridge", mac: "02:00:00:00:00:0a" },
      { ...DEVICE, name: "v0", master: "br0", mac: "02:00:00:00:00:0b" },
      { ...DEVICE, name: "vx", kind: "vxlan", mac: "02:00:00:00:00:0c" },
    ];
    const learned = { destination: null, permanent: false };
    const forwardings = [
      { mac: "02:00:00:00:00:99", device: "v0", master: "br0", ...learned },
      {
        mac: "02:00:00:00:00:aa",
        device: "vx",
        master: null,
        destination: address("192.168.0.9"),
        permanent: true,
      },
    ];
    const moment = withTables({ devices, forwardings });
    assert.equal(
      shown(moment, "bridge fdb"),
      [
        "02:00:00:00:00:0a dev br0 master br0 permanent",
        "02:00:00:00:00:99 dev v0 master br0 ",
        "02:00:00:00:00:0b dev v0 master br0 permanent",
        "02:00:00:00:00:aa dev vx dst 192.168.0.9 self permanent",
        "",
      ].join("\n"),
    );
    assert.equal(
      shown(moment, "bridge fdb show dev vx"),
      "02:00:00:00:00:aa dst 192.168.0.9 self permanent\n",
    );
  });
});

describe("ss", () => {
  const namespace = machine.host.id;
  const tcp = (local: string, remote: string): SocketState => ({
    namespace,
    protocol: "tcp",
    local,
    remote,
    state: "ESTAB",
  });
  const sockets: readonly SocketState[] = [
    tcp("10.244.1.2:80", "10.244.1.2:50974"),
    tcp("10.244.1.2:50974", "10.244.1.2:80"),
    tcp("[fd00::5]:34178", "[fd00::5]:53"),
    { ...tcp("10.244.1.2:50538", "10.244.1.2:53"), protocol: "udp" },
  ];
  const moment = withTables({}, sockets);

  it("is as wide as its columns need", () => {
    assert.equal(
      shown(moment, "ss -tn"),
      [
        "State Recv-Q Send-Q Local Address:Port  Peer Address:Port Process",
        "ESTAB 0      0         10.244.1.2:80      10.244.1.2:50974       ",
        "ESTAB 0      0         10.244.1.2:50974   10.244.1.2:80          ",
        "ESTAB 0      0          [fd00::5]:34178    [fd00::5]:53          ",
        "",
      ].join("\n"),
    );
  });

  it("leaves a column out that could only say one thing, and adds one for two protocols", () => {
    assert.equal(
      shown(moment, "ss -un"),
      [
        "Recv-Q Send-Q Local Address:Port  Peer Address:PortProcess",
        "0      0         10.244.1.2:50538   10.244.1.2:53         ",
        "",
      ].join("\n"),
    );
    const first = shown(moment, "ss -tuan4").split("\n")[0];
    assert.equal(first, "Netid State Recv-Q Send-Q Local Address:Port  Peer Address:Port Process");
  });

  it("names ports where it is not told not to", () => {
    assert.match(shown(moment, "ss -ta"), /10\.244\.1\.2:http /);
  });

  it("lists what listens", () => {
    const web = hostMoment(trace, "web", 0);
    assert.match(shown(web, "ss -tln"), /^LISTEN 0 +4096 +\*:80 +\*:\*/m);
    assert.doesNotMatch(shown(web, "ss -tn"), /LISTEN/);
  });
});

describe("ipset", () => {
  const ipsets = [
    "create s1 hash:ip family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x1\nadd s1 10.0.0.1\n",
  ];
  it("lists and saves what the host has", () => {
    const moment = withTables({ ipsets });
    assert.match(
      shown(moment, "ipset list s1"),
      /^Name: s1\nType: hash:ip\nRevision: \d\nHeader: family inet .*\nReferences: 0\nNumber of entries: 1\nMembers:\n10\.0\.0\.1\n$/,
    );
    assert.equal(shown(moment, "ipset list -n"), "s1\n");
    assert.match(shown(moment, "ipset save"), /^create s1 .*\nadd s1 10\.0\.0\.1\n$/);
    assert.doesNotMatch(shown(moment, "ipset list -t"), /Members|10\.0\.0\.1/);
  });
});

describe("settings", () => {
  it("are read by dots, by slashes and as files", () => {
    assert.equal(shown(machine, "sysctl net.ipv4.ip_forward"), "net.ipv4.ip_forward = 1\n");
    assert.equal(shown(machine, "sysctl -n net/ipv4/ip_forward"), "1\n");
    assert.equal(shown(machine, "cat /proc/sys/net/ipv4/ip_forward"), "1\n");
    assert.equal(
      shown(machine, "sysctl net.ipv4.ip_local_port_range"),
      "net.ipv4.ip_local_port_range = 32768\t60999\n",
    );
    assert.match(shown(machine, "sysctl -a"), /^net\.ipv4\.conf\.docker0\.rp_filter = 0$/m);
  });
});
