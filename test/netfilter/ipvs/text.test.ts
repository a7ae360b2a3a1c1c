import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { printIpvsList, printIpvsSave } from "../../../src/netfilter/ipvs/print-ipvs.js";
import { readIpvs } from "../../../src/netfilter/ipvs/read-ipvs.js";

const SAVED = `-A -t 172.18.0.2:30080 -s rr
-a -t 172.18.0.2:30080 -r 10.244.1.5:80 -m -w 1
-A -t 10.96.0.1:443 -s rr -p 10800
-a -t 10.96.0.1:443 -r 172.18.0.4:6443 -m -w 1
-A -t 10.96.0.10:53 -s mh -b mh-fallback,mh-port
-a -t 10.96.0.10:53 -r 10.244.0.2:53 -m -w 0
-a -t 10.96.0.10:53 -r 10.244.0.3:53 -m -w 3
-A -u 10.96.0.10:53 -s wlc -p 60 -M 255.255.255.0 -o -b flag-1
-A --sctp-service 10.96.1.1:7 -s sh -b sh-port
-A -t [fd00:10:96::a]:53 -s rr -p 30 -M 64
-a -t [fd00:10:96::a]:53 -r [fd00:10:244::2]:53 -m -w 1
-A -f 7 -s dh
-A -f 8 -6 -s lc
`;

describe("virtual servers as text", () => {
  it("are read and printed back as ipvsadm -Sn prints them, addresses below 128 behind those above", () => {
    const { servers, diagnostics } = read(SAVED);
    assert.deepEqual(diagnostics, []);
    assert.equal(printIpvsSave(servers), SAVED);
    const again = readIpvs({ name: "test", text: printIpvsSave(servers) });
    assert.deepEqual(new Set(again.servers), new Set(servers));
  });

  it("are listed as ipvsadm -Ln lists them, with their connections", () => {
    const { servers } = read(
      "-A -t 10.96.0.10:53 -s rr -p 10800\n-a -t 10.96.0.10:53 -r 10.244.0.3:53 -m\n" +
        "-a -t 10.96.0.10:53 -r 10.244.0.2:53 -m\n-A -f 3 -s sed",
    );
    const entry = {
      protocol: "tcp",
      server: "TCP 10.96.0.10:53",
      client: "10.244.1.2:1",
      virtual: "10.96.0.10:53",
      real: "10.244.0.2:53",
      state: "ESTABLISHED",
      counts: "active",
      expiresAt: 1,
    } as const;
    assert.equal(
      printIpvsList(servers, [entry, { ...entry, counts: "inactive" }]),
      [
        "IP Virtual Server version 1.2.1 (size=4096)",
        "Prot LocalAddress:Port Scheduler Flags",
        "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn",
        "TCP  10.96.0.10:53 rr persistent 10800",
        "  -> 10.244.0.2:53                Masq    1      1          1         ",
        "  -> 10.244.0.3:53                Masq    1      0          0         ",
        "FWM  3 sed",
        "",
      ].join("\n"),
    );
  });

  for (const [text, code] of [
    ["-Z", "ipvs-unknown-command"],
    ["-A -s rr", "ipvs-incomplete"],
    ["-A -t 10.0.0.1:80 --fast", "ipvs-unknown-option"],
    ["-A -t", "ipvs-missing-value"],
    ["-A -t 10.0.0.1:80000 -s rr", "ipvs-not-an-address"],
    ["-A -t fd00::1:80 -s rr", "ipvs-not-an-address"],
    ["-A -t 10.0.0.1:80 -s fastest", "ipvs-unknown-scheduler"],
    ["-A -t 10.0.0.1:80 -p 99999999", "ipvs-not-a-number"],
    ["-A -t 10.0.0.1:80 -p 1 -M 255.0.255.0", "ipvs-not-a-mask"],
    ["-A -t 10.0.0.1:80 -b mh-best", "ipvs-unknown-flag"],
    ["-A -t 10.0.0.1 -s rr", "ipvs-port-zero"],
    ["-a -t 10.0.0.1:80 -r 10.0.0.2:80 -m", "ipvs-unknown-server"],
    ["-A -t 10.0.0.1:80\n-A -t 10.0.0.1:80", "ipvs-repeated-server"],
    ["-A -t 10.0.0.1:80\n-a -t 10.0.0.1:80 -r [fd00::1]:80 -m", "ipvs-other-family"],
    ["-A -t 10.0.0.1:80\n-d -t 10.0.0.1:80 -r 10.0.0.2:80", "ipvs-unknown-real-server"],
    ["-A -t 10.0.0.1:80\n-a -t 10.0.0.1:80 -r 10.0.0.2:80 -g", "ipvs-method-not-played"],
  ] as const) {
    it(`names the mistake in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(
        read(text).diagnostics.map((found) => found.code),
        [code],
      );
    });
  }

  it("are still read where another line is wrong, and nothing makes it slow", () => {
    const { servers, diagnostics } = read(`-A -t 10.0.0.1:80\n${"what\n".repeat(5000)}`);
    assert.equal(servers.length, 1);
    assert.equal(diagnostics.length, 101);
  });

  it("are edited and deleted by further commands", () => {
    const { servers } = read(
      "-A -t 10.0.0.1:80 -s rr\n-a -t 10.0.0.1:80 -r 10.0.0.2:8080 -m -w 5\n-A -u 10.0.0.1:53\n" +
        "-e -t 10.0.0.1:80 -r 10.0.0.2:8080 -m -w 0\n-D -u 10.0.0.1:53\n-E -t 10.0.0.1:80 -s lc",
    );
    assert.equal(
      printIpvsSave(servers),
      "-A -t 10.0.0.1:80 -s lc\n-a -t 10.0.0.1:80 -r 10.0.0.2:8080 -m -w 0\n",
    );
  });
});

function read(text: string): ReturnType<typeof readIpvs> {
  return readIpvs({ name: "test", text });
}
