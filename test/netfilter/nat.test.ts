import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runHook } from "../../src/netfilter/run-hook.js";
import type { HookResult } from "../../src/netfilter/run-hook.js";
import { hasPorts } from "../../src/packet/ports.js";
import { socketBuffer } from "../../src/netfilter/socket-buffer.js";
import type { TestHost } from "./fixture.js";
import { datagram, ends, forwarded, icmp, segment, table, testHost, through } from "./fixture.js";

const SERVICE = table(
  "nat",
  "-A PREROUTING -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j DNAT --to-destination 10.244.0.5:8080",
  "-A PREROUTING -d 10.96.0.10/32 -p udp -m udp --dport 53 -j DNAT --to-destination 10.244.0.5:53",
  "-A OUTPUT -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j DNAT --to-destination 10.244.0.5:8080",
  "-A POSTROUTING -s 10.0.0.0/16 -j MASQUERADE",
);
const REQUEST = segment("10.0.0.7:40000", "10.96.0.10:80", ["SYN"]);

function translations(host: TestHost): readonly string[] {
  return host.said.flatMap((event) =>
    event.kind === "packet-translated"
      ? [`${event.hook} ${event.translation} ${ends(event.headers)}`]
      : event.kind === "table-skipped" && event.table === "nat"
        ? [`${event.hook} skipped: ${event.reason}`]
        : [],
  );
}

function portOf({ buffer }: HookResult): number {
  const { transport } = buffer.packet;
  return hasPorts(transport) ? transport.sourcePort : 0;
}

describe("a translated connection", () => {
  it("gets another destination and source, and its answers get the first ones back", () => {
    const host = testHost(SERVICE);
    forwarded(host, REQUEST, "eth0", "cni0");
    assert.deepEqual(translations(host), [
      "PREROUTING dnat 10.0.0.7:40000 > 10.244.0.5:8080",
      "POSTROUTING snat 10.244.0.1:40000 > 10.244.0.5:8080",
    ]);
    host.said.length = 0;
    const answer = segment("10.244.0.5:8080", "10.244.0.1:40000", ["SYN", "ACK"], {
      acknowledgement: 1,
    });
    forwarded(host, answer, "cni0", "eth0");
    assert.deepEqual(translations(host), [
      "PREROUTING skipped: binding",
      "PREROUTING un-snat 10.244.0.5:8080 > 10.0.0.7:40000",
      "POSTROUTING skipped: binding",
      "POSTROUTING un-dnat 10.96.0.10:80 > 10.0.0.7:40000",
    ]);
    host.said.length = 0;
    forwarded(
      host,
      segment("10.0.0.7:40000", "10.96.0.10:80", ["ACK"], { sequence: 1, acknowledgement: 1 }),
      "eth0",
      "cni0",
    );
    assert.deepEqual(translations(host), [
      "PREROUTING skipped: binding",
      "PREROUTING dnat-again 10.0.0.7:40000 > 10.244.0.5:8080",
      "POSTROUTING skipped: binding",
      "POSTROUTING snat-again 10.244.0.1:40000 > 10.244.0.5:8080",
    ]);
  });

  it("asks no chain for the second packet, though that is still NEW", () => {
    const host = testHost(SERVICE);
    const query = datagram("10.0.0.7:40000", "10.96.0.10:53");
    forwarded(host, query, "eth0", "cni0");
    host.said.length = 0;
    const again = forwarded(host, query, "eth0", "cni0");
    assert.equal(again.buffer.connection?.state, "NEW");
    assert.equal(
      host.said.some((event) => event.kind === "table-entered" && event.table === "nat"),
      false,
    );
  });

  it("asks the chains again after a first packet that was dropped", () => {
    const host = testHost(SERVICE + table("filter", "-A FORWARD -j DROP"));
    for (let attempt = 0; attempt < 2; attempt++) {
      host.said.length = 0;
      forwarded(host, REQUEST, "eth0", "cni0");
      assert.ok(
        host.said.some((event) => event.kind === "rule-hit" && event.verdict.kind === "dnat"),
      );
    }
  });

  it("is translated back at INPUT for a client on this host", () => {
    const host = testHost(SERVICE.replace("-s 10.0.0.0/16", "-s 10.1.0.0/16"));
    const own = segment("10.0.0.1:40000", "10.96.0.10:80", ["SYN"]);
    through(host, socketBuffer(own, null, "eth0"), [
      ["OUTPUT", null, "eth0"],
      ["POSTROUTING", null, "cni0"],
    ]);
    host.said.length = 0;
    const answer = segment("10.244.0.5:8080", "10.0.0.1:40000", ["SYN", "ACK"], {
      acknowledgement: 1,
    });
    through(host, socketBuffer(answer, "cni0", null), [
      ["PREROUTING", "cni0", null],
      ["INPUT", "cni0", null],
    ]);
    assert.deepEqual(translations(host), [
      "PREROUTING skipped: binding",
      "INPUT skipped: binding",
      "INPUT un-dnat 10.96.0.10:80 > 10.0.0.1:40000",
    ]);
  });

  it("walks no nat chain on its second way in, over lo", () => {
    const host = testHost(table("nat", "-A OUTPUT -p tcp -j REDIRECT --to-ports 6443"));
    const own = segment("10.0.0.1:40000", "10.0.0.1:443", ["SYN"]);
    const out = through(host, socketBuffer(own, null, "lo"), [
      ["OUTPUT", null, "lo"],
      ["POSTROUTING", null, "lo"],
    ]);
    assert.equal(ends(out.buffer.packet), "10.0.0.1:40000 > 127.0.0.1:6443");
    host.said.length = 0;
    const back = through(host, out.buffer, [
      ["PREROUTING", "lo", null],
      ["INPUT", "lo", null],
    ]);
    assert.deepEqual(translations(host), ["PREROUTING skipped: binding", "INPUT skipped: binding"]);
    assert.equal(back.verdict, "accept");
  });
});

describe("a source port", () => {
  const MASQUERADE = table("nat", "-A POSTROUTING -j MASQUERADE");

  it("is kept while it is free, and another one once it is taken", () => {
    const host = testHost(MASQUERADE);
    const first = forwarded(host, datagram("10.1.0.2:40000", "10.9.0.9:53"), "cni0", "eth0");
    const second = forwarded(host, datagram("10.1.0.3:40000", "10.9.0.9:53"), "cni0", "eth0");
    const elsewhere = forwarded(host, datagram("10.1.0.3:40000", "10.9.0.8:53"), "cni0", "eth0");
    assert.equal(portOf(first), 40_000);
    assert.notEqual(portOf(second), 40_000);
    assert.ok(portOf(second) >= 1024);
    // The end that got another port keeps it, whoever it talks to.
    assert.equal(portOf(elsewhere), portOf(second));
  });

  it("is drawn by --random-fully, the same for the same seed", () => {
    const drawn = (): number =>
      portOf(
        forwarded(
          testHost(MASQUERADE.replace("MASQUERADE", "MASQUERADE --random-fully")),
          datagram("10.1.0.2:40000", "10.9.0.9:53"),
          "cni0",
          "eth0",
        ),
      );
    assert.notEqual(drawn(), 40_000);
    assert.ok(drawn() >= 1024 && drawn() <= 65_535);
    assert.equal(drawn(), drawn());
  });

  it("stays privileged where it was", () => {
    const host = testHost(MASQUERADE.replace("MASQUERADE", "MASQUERADE --random-fully"));
    const port = portOf(forwarded(host, datagram("10.1.0.2:600", "10.9.0.9:53"), "cni0", "eth0"));
    assert.ok(port >= 600 && port <= 1023);
  });

  it("changes even without a rule where it is taken", () => {
    const host = testHost(
      table("nat", "-A PREROUTING -d 10.96.0.0/16 -j DNAT --to-destination 10.9.0.9"),
    );
    forwarded(host, datagram("10.1.0.2:40000", "10.96.0.1:53"), "cni0", "eth0");
    const direct = forwarded(host, datagram("10.1.0.2:40000", "10.9.0.9:53"), "cni0", "eth0");
    assert.notEqual(portOf(direct), 40_000);
  });

  it("cannot be had from a device without an address", () => {
    const { verdict, cause } = forwarded(
      testHost(MASQUERADE),
      datagram("10.1.0.2:1", "10.9.0.9:53"),
      "cni0",
      "tun0",
    );
    assert.equal(verdict, "drop");
    assert.deepEqual(cause, { table: "nat", chain: "POSTROUTING", rule: 1 });
  });
});

describe("an ICMP error about a translated connection", () => {
  it("comes from the Service's address, and quotes the packet as its sender knows it", () => {
    const host = testHost(SERVICE);
    const sent = forwarded(host, REQUEST, "eth0", "cni0").buffer.packet;
    host.said.length = 0;
    const error = icmp("10.244.0.5", "10.244.0.1", { type: 3, code: 3, quoted: sent });
    const { buffer } = forwarded(host, error, "cni0", "eth0");
    const { transport } = buffer.packet;
    assert.equal(ends(buffer.packet), "10.96.0.10 > 10.0.0.7");
    assert.ok(transport.protocol === "icmp" && transport.quoted !== null);
    assert.equal(ends(transport.quoted), ends(REQUEST));
    assert.equal(
      host.said.some((event) => event.kind === "table-entered" && event.table === "nat"),
      false,
    );
  });

  it("is translated though the connection was never confirmed", () => {
    const host = testHost(SERVICE + table("filter", "-A FORWARD -p tcp -j REJECT"));
    const rejected = forwarded(host, REQUEST, "eth0", "cni0");
    assert.equal(rejected.verdict, "reject");
    assert.deepEqual(host.conntrack.list(), []);
    const id = rejected.buffer.connection?.id ?? null;
    const error = icmp("10.0.0.1", "10.0.0.7", {
      type: 3,
      code: 3,
      quoted: rejected.buffer.packet,
    });
    const made = {
      ...socketBuffer(error, null, "eth0"),
      connection: { id, state: "RELATED", direction: "reply" } as const,
    };
    const { buffer } = through(host, made, [
      ["OUTPUT", null, "eth0"],
      ["POSTROUTING", null, "eth0"],
    ]);
    assert.equal(ends(buffer.packet), "10.96.0.10 > 10.0.0.7");
    assert.deepEqual(host.conntrack.list(), []);
    const known = host.said.findLast((event) => event.kind === "connection-looked-up");
    assert.equal(known?.state, "RELATED");
    assert.equal(known.original?.destination, "10.96.0.10");
  });
});

describe("a range of addresses", () => {
  it("gives a client the same one again", () => {
    const pool = table("nat", "-A POSTROUTING -j SNAT --to-source 192.0.2.1-192.0.2.9");
    const chosen = (port: number): string =>
      forwarded(testHost(pool), datagram(`10.1.0.2:${port}`, "10.9.0.9:53"), "cni0", "eth0").buffer
        .packet.source;
    assert.match(chosen(1), /^192\.0\.2\.[1-9]$/);
    assert.equal(chosen(1), chosen(2));
  });
});

it("does not ask for packets that conntrack does not know", () => {
  const host = testHost(SERVICE);
  runHook(
    "PREROUTING",
    socketBuffer(segment("10.0.0.7:1", "10.96.0.10:80", ["RST"]), "eth0", null),
    host,
  );
  assert.deepEqual(translations(host), ["PREROUTING skipped: invalid"]);
});
