import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadText, mistakesIn } from "../support/load-text.js";

const base = `hopwise 1
host red { address eth0 10.0.0.1/24 }
host blue { address eth0 10.0.0.2/24; serves 80/tcp http }
bridge lan
link red.eth0 lan
link blue.eth0 lan
`;
const lines = base.split("\n").length - 1;

/** The mistakes of the base scenario with more text behind it, lines counted from the added ones. */
function added(text: string): readonly string[] {
  return mistakesIn(base + text).map((mistake) =>
    mistake.replace(/^\d+/, (line) => String(Number(line) - lines)),
  );
}

/** The mistakes of the base scenario with these parts in one more host, `grey`, that is on the same network. */
function inHost(parts: string): readonly string[] {
  return added(`host grey {\naddress eth0 10.0.0.3/24\n${parts}\n}\nlink grey.eth0 lan\n`).map(
    (mistake) => mistake.replace(/^\d+/, (line) => String(Number(line) - 2)),
  );
}

/** The mistakes of a play on the base scenario. */
function inPlay(text: string): readonly string[] {
  return added(`play {\n${text}\n}\n`).map((mistake) =>
    mistake.replace(/^\d+/, (line) => String(Number(line) - 1)),
  );
}

type Row = readonly [text: string, ...mistakes: readonly string[]];

function check(rows: readonly Row[], find: (text: string) => readonly string[]): void {
  for (const [text, ...mistakes] of rows)
    it(`are placed: ${text.replaceAll("\n", " | ")}`, () => {
      assert.deepEqual(find(text), mistakes);
    });
}

describe("mistakes in a host", () => {
  check(
    [
      [""],
      ["address eth0", '1:13 missing-value ""'],
      ["address eth0 10.0.0.7/33", '1:14 bad-device-address "10.0.0.7/33"'],
      ["address eth0 10.0.0.3/24", '1:14 duplicate-address "10.0.0.3/24"'],
      ["address eth0 10.0.0.1/24", '1:14 duplicate-address "10.0.0.1/24"'],
      ["address eth1 10.7.0.1/24", '1:9 device-without-cable "eth1"'],
      [
        "address this-device-name-is-long 10.7.0.1/24",
        '1:9 bad-device-name "this-device-name-is-long"',
      ],
      ["route default via 10.0.1.254", '1:7 invalid-gateway "default via 10.0.1.254"'],
      ["route 10.5.0.0/16 dev eth7", '1:7 unknown-device "10.5.0.0/16 dev eth7"'],
      ["route 10.0.0.0/24 dev eth0", '1:7 duplicate-route "10.0.0.0/24 dev eth0"'],
      [
        "route 10.5.0.0/16 dev eth0 src 10.0.0.9",
        '1:7 invalid-route-source "10.5.0.0/16 dev eth0 src 10.0.0.9"',
      ],
      ["route 10.5.0.0/16", '1:7 route-without-way "10.5.0.0/16"'],
      [
        "route 10.5.0.0/16 via 10.0.0.9 scope host",
        '1:7 host-scope-gateway "10.5.0.0/16 via 10.0.0.9 scope host"',
      ],
      [
        "route 10.5.0.0/16 via 10.9.0.9 onlink",
        '1:7 onlink-needs-device "10.5.0.0/16 via 10.9.0.9 onlink"',
      ],
      [
        "device d dummy\ndown d\nroute 10.5.0.0/16 dev d",
        '3:7 route-device-down "10.5.0.0/16 dev d"',
      ],
      ["route", '1:6 missing-value ""'],
      ["rule fwmark x", '1:13 bad-number "x"'],
      ["neighbour 10.0.0.9 lladdr 02:00 dev eth0", '1:27 bad-mac "02:00"'],
      [
        "neighbour 10.0.0.9 lladdr 02:00:00:00:00:09 dev eth9",
        '1:11 unknown-device "10.0.0.9 lladdr 02:00:00:00:00:09 dev eth9"',
      ],
      ["fdb 02:00:00:00:00:09 dev vxlan0", '1:5 unknown-device "02:00:00:00:00:09 dev vxlan0"'],
      ["mac eth0 01:00:00:00:00:01", '1:10 mac-of-many "01:00:00:00:00:01"'],
      ["mac eth0 02-00", '1:10 bad-mac "02-00"'],
      ["mtu eth0 67", '1:10 bad-number "67"'],
      ["mtu eth0 65536", '1:10 bad-number "65536"'],
      ["address eth0 fd00::3/64\nmtu eth0 1000", '0:9 mtu-without-ipv6 "eth0"'],
      ["down eth4", '1:6 unknown-device "eth4"'],
      ["sysctl net.ipv4.ip_forward", '1:27 missing-value ""'],
      ["sysctl net.$x 1", '1:8 unknown-sysctl "net.$x"'],
      ["iptables legcay", '1:10 bad-choice "legcay"'],
      ["serves 80\nserves 127.0.0.1:80 echo", '2:1 duplicate-port "serves 127.0.0.1:80 echo"'],
      ["device v vxlan dev eth0", '1:1 missing-value "device v vxlan dev eth0"'],
      ["device v vxlan id 1 dev eth9", '1:8 unknown-device "v"'],
      ["device v veth", '1:10 made-elsewhere "veth"'],
      ["device v token-ring", '1:10 bad-choice "token-ring"'],
      ["device d dummy\ndevice d dummy", '2:8 duplicate-name "d"'],
      ["bridge b { ports p }", '1:18 unknown-device "p"'],
      ["bridge b { ports eth0 }\nbridge c { ports eth0 }", '2:18 port-taken "eth0"'],
      ["device d dummy\nbridge b\nbridge c { ports b }", '3:18 not-a-port "b"'],
      ["rules", '1:6 missing-value ""'],
      ["rules { *filter }", '1:1 verbatim-on-one-line "rules"'],
      ["ip6 rule {\n}", '1:5 bad-choice "rule"', '1:10 unexpected-block "{"'],
      ["rules {\n}\nrules {\n}", '3:1 said-twice "rules"'],
      ["gateway 10.0.0.254", '1:1 unknown-word "gateway"'],
    ],
    inHost,
  );
});

describe("mistakes in cables, bridges and containers", () => {
  check(
    [
      ["host red", '1:6 duplicate-name "red"'],
      ["host Red", '1:6 bad-name "Red"'],
      ["link red.eth0 blue.eth1", '1:10 device-taken "eth0"'],
      ["link red.eth0 red.eth0", '1:19 link-to-itself "eth0"'],
      ["link lan.p1 lan.p1", '1:17 link-to-itself "p1"'],
      ["switch a { bridge x; bridge y }\nlink red.eth1 a.p1", '2:17 port-without-bridge "p1"'],
      ["switch a\nswitch b\nlink a.p1 b.p1\nlink a.p2 b.p2", '4:1 bridge-loop "link a.p2 b.p2"'],
      ["link red.eth1 grene.eth0", '1:15 unknown-host "grene.eth0"'],
      ["link red blue.eth1", '1:6 link-without-device "red"'],
      ["link red.eth1", '1:14 missing-value ""'],
      ["bridge lan2\nlink lan lan2\nlink lan lan2", '3:1 bridge-loop "link lan lan2"'],
      [
        "bridge br0 on red\nbridge br0 on blue\nhost x\nlink x.eth0 br0",
        '4:13 ambiguous-bridge "br0"',
      ],
      ["bridge br0 on nobody", '1:15 unknown-host "nobody"'],
      [
        "host x { address eth0 10.0.0.1/24 }\nlink x.eth0 lan",
        '1:23 duplicate-address "10.0.0.1/24"',
      ],
      ["container web on blue publish 80:80", '1:31 published-port-taken "80:80"'],
      [
        "container a on red publish 8080:80\ncontainer b on red publish 127.0.0.1:8080:80",
        '2:28 published-port-taken "127.0.0.1:8080:80"',
      ],
      ["container a on red publish 8080:80\ncontainer b on red publish 8080:80/udp"],
      ["container a on red publish 8080", '1:28 bad-published-port "8080"'],
      ["container a on red network host publish 1:1", '1:41 publish-without-network "1:1"'],
      ["container a on lan", '1:16 unknown-host "lan"'],
      ["container a on red\ncontainer a on blue", '2:11 duplicate-name "a"'],
      ["container a red", '1:13 unexpected-word "red"'],
    ],
    added,
  );

  it("name what was most likely meant", () => {
    const nearest = (text: string): unknown =>
      loadText(base + text).diagnostics[0]?.parameters["nearest"];
    assert.equal(nearest("link rde.eth1 blue.eth1"), "red");
    assert.equal(
      nearest("host x { address eth0 10.0.0.9/24; route default dev eth1 }\nlink x.eth0 lan"),
      "eth0",
    );
    assert.equal(nearest("host x { routes default }"), "route");
    assert.equal(nearest("play { red ping bleu }"), "blue");
  });
});

describe("mistakes in a play with hosts", () => {
  check(
    [
      ["red ping bleu", '1:10 unknown-host "bleu"'],
      ["red ping 10.0.0.2 -c 0", '1:22 bad-number "0"'],
      ["red ping 10.0.0.2 -M do", '1:19 not-yet-supported "-M"'],
      ["red ping", '1:9 missing-value ""'],
      ["red connect udp 10.0.0.1:80", '1:13 not-yet-supported "udp"'],
      ["red connect tcp 10.0.0.1", '1:17 bad-endpoint "10.0.0.1"'],
      ["red send udp [fd00::1]:53 -s 70000", '1:30 bad-number "70000"'],
      ["red dig example.com", '1:20 missing-value ""'],
      ["red curl http://blue 101 times", '1:22 bad-number "101"'],
      ["green ping red", '1:1 unknown-actor "green"'],
      ["container wbe ping red", '1:11 unknown-container "wbe"'],
      ["ping red", '1:1 missing-client "ping"'],
      ["red ping blue\nexpect answered from gren", '2:22 unknown-actor "gren"'],
      ["break link red eth1", '1:16 unknown-device "eth1"'],
      ["break bridge lan", '1:7 bad-choice "bridge"'],
      ["lose 120% on red eth0", '1:6 bad-share "120%"'],
      ["route red replace default via 10.0.0.2", '1:11 not-yet-supported "replace"'],
      ["route red add default dev eth1", '1:15 unknown-device "default dev eth1"'],
      ["hairpin red eth0 maybe", '1:18 bad-choice "maybe"'],
      ["flush everything red", '1:7 bad-choice "everything"'],
      ["conntrack-limit red 0", '1:21 bad-number "0"'],
      ["drop rule red natt X 1", '1:15 bad-choice "natt"'],
      ["iptables red", '1:13 missing-value ""'],
      ["rules red", '1:10 missing-value ""'],
      ["sysctl red", '1:11 missing-value ""'],
      ["red ping blue\nbuild", '2:1 build-not-first "build"'],
      ["build red, host blue"],
      ["build rde blue", '1:7 unknown-actor "rde"'],
      ["build red,\npod blue", '2:5 unknown-pod "blue"'],
      ["build host", '1:11 missing-value ""'],
      ["expect answered", '1:1 expectation-without-request "expect answered"'],
    ],
    inPlay,
  );
});

describe("a scenario of too many hosts", () => {
  it("is cut at the limits, and says so", () => {
    const hosts = Array.from({ length: 501 }, (_, n) => `host h${n}`).join("\n");
    assert.deepEqual(mistakesIn(`hopwise 1\n${hosts}\n`), ['502:1 too-many "host h500"']);
  });
});
