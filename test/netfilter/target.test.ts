import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { endReasonOf } from "../../src/netfilter/end-reason.js";
import { runHook } from "../../src/netfilter/run-hook.js";
import type { HookResult } from "../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../src/netfilter/socket-buffer.js";
import type { TestHost } from "./fixture.js";
import { TRACKING, datagram, ends, forwarded, segment, table, testHost } from "./fixture.js";

const CLIENT = "10.1.0.2:40000";
const SERVER = "10.2.0.2:80";

function through(...lines: readonly string[]): { host: TestHost; result: HookResult } {
  const host = testHost(lines.join(""));
  return { host, result: forwarded(host, datagram(CLIENT, SERVER), "eth0", "cni0") };
}

describe("a target", () => {
  it("copies marks between the packet and its connection", () => {
    const rules = [
      "-A PREROUTING -m conntrack --ctstate ESTABLISHED -j CONNMARK --restore-mark --mask 0xff",
      "-A PREROUTING -m conntrack --ctstate NEW -j MARK --set-mark 0x1234",
      "-A PREROUTING -m conntrack --ctstate NEW -j CONNMARK --save-mark --nfmask 0xfff",
    ];
    const { host } = through(table("mangle", ...rules));
    assert.equal(host.conntrack.list()[0]?.entry.mark, 0x234);
    const answer = forwarded(host, datagram(SERVER, CLIENT), "cni0", "eth0");
    assert.equal(answer.buffer.mark, 0x34);
    assert.ok(
      host.said.some((event) => event.kind === "connection-updated" && event.entry.mark === 0x234),
    );
  });

  it("sets the time to live, which later rules see", () => {
    const { host, result } = through(
      table(
        "mangle",
        "-A PREROUTING -j TTL --ttl-set 9",
        "-A PREROUTING -m ttl --ttl-eq 9 -j TTL --ttl-inc 3",
      ),
    );
    assert.equal(result.buffer.packet.ttl, 12);
    assert.deepEqual(
      host.said.flatMap((event) => (event.kind === "ttl-set" ? [event.ttl] : [])),
      [9, 12],
    );
  });

  it("maps a network onto another, host by host", () => {
    const { result } = through(table("nat", "-A PREROUTING -j NETMAP --to 10.7.0.0/16"));
    assert.equal(ends(result.buffer.packet), "10.1.0.2:40000 > 10.7.0.2:80");
  });

  it("keeps a port's place in a range", () => {
    const rule = "-A PREROUTING -p udp -j DNAT --to-destination 10.9.0.1:2000-2010/79";
    const { result } = through(table("nat", rule));
    assert.equal(ends(result.buffer.packet), "10.1.0.2:40000 > 10.9.0.1:2001");
  });

  it("drops what it hands to a queue where nobody waits, unless it may be passed by", () => {
    const queued = through(table("filter", "-A FORWARD -j NFQUEUE --queue-num 3")).result;
    assert.deepEqual(
      [queued.verdict, queued.cause],
      ["drop", { table: "filter", chain: "FORWARD", rule: 1 }],
    );
    const passed = through(
      table("filter", "-A FORWARD -j NFQUEUE --queue-bypass", "-A FORWARD -j DROP"),
    ).result;
    assert.equal(passed.verdict, "accept");
  });

  it("only tells of a packet, and goes on", () => {
    const telling = ["LOG", "NFLOG --nflog-group 3", "TRACE", "CLASSIFY --set-class 1:10"];
    const rules = telling.map((target) => `-A FORWARD -j ${target}`);
    const { host, result } = through(table("mangle", ...rules));
    assert.equal(result.verdict, "accept");
    assert.equal(host.said.filter(({ kind }) => kind === "rule-hit").length, telling.length);
  });

  it("that hands packets to sockets cannot be told", () => {
    const rule = "-A PREROUTING -p udp -j TPROXY --on-port 8080";
    assert.equal(through(table("mangle", rule)).result.verdict, "unknown");
    assert.equal(through(table("raw", "-A PREROUTING -j CT --zone 5")).result.verdict, "unknown");
  });
});

describe("REJECT", () => {
  it("answers while the packet is still in its chain", () => {
    const host = testHost(TRACKING + table("filter", "-A FORWARD -p udp -j REJECT"));
    const order: string[] = [];
    const talking = {
      ...host,
      emit: (body: Parameters<TestHost["emit"]>[0]) => order.push(body.kind),
      answer: (_: unknown, rejectWith: string) => order.push(rejectWith),
    };
    const result = forwarded(talking, datagram(CLIENT, SERVER), "eth0", "cni0");
    assert.equal(result.verdict, "reject");
    assert.deepEqual(order.slice(-5), [
      "icmp-port-unreachable",
      "rule-hit",
      "table-left",
      "connection-expired",
      "hook-left",
    ]);
  });

  it("sends a reset that belongs to the connection, and asks nat POSTROUTING", () => {
    const nat = table(
      "nat",
      "-A PREROUTING -p tcp -j DNAT --to-destination 10.3.0.3",
      "-A POSTROUTING -o none -j MASQUERADE",
    );
    const host = testHost(
      nat + table("filter", "-A FORWARD -p tcp -j REJECT --reject-with tcp-reset"),
    );
    const answers: HookResult[] = [];
    const answering = {
      ...host,
      answer: ({ connection }: HookResult["buffer"]) => {
        const reset = segment("10.3.0.3:80", CLIENT, ["RST", "ACK"], { acknowledgement: 1 });
        const attached = {
          id: connection?.id ?? null,
          state: "RELATED",
          direction: "reply",
        } as const;
        const made = { ...socketBuffer(reset, null, "eth0"), connection: attached };
        const out = runHook("OUTPUT", made, host);
        answers.push(runHook("POSTROUTING", { ...out.buffer, output: "eth0" }, host));
      },
    };
    forwarded(answering, segment(CLIENT, SERVER, ["SYN"]), "eth0", "cni0");
    assert.deepEqual(
      answers.map(({ buffer }) => ends(buffer.packet)),
      [`${SERVER} > ${CLIENT}`],
    );
    const walked = host.said.flatMap((event) =>
      event.kind === "table-entered" && event.table === "nat" ? [event.hook] : [],
    );
    assert.deepEqual(walked, ["PREROUTING", "POSTROUTING"]);
  });
});

describe("a packet of the host's own", () => {
  const sent = (
    lines: string,
    reroutes: "found" | "fails",
  ): { host: TestHost; asked: number; result: HookResult } => {
    const host = testHost(lines);
    let asked = 0;
    const routing = {
      ...host,
      reroute: (buffer: HookResult["buffer"]) => {
        asked++;
        return reroutes === "found" ? { ...buffer, output: "cni0" } : null;
      },
    };
    const result = runHook(
      "OUTPUT",
      socketBuffer(datagram("10.0.0.1:40000", SERVER), null, "eth0"),
      routing,
    );
    return { host, asked, result };
  };
  const DNAT = table("nat", "-A OUTPUT -p udp -j DNAT --to-destination 10.3.0.3");

  it("is routed again where nat gave it another destination, and its rules see the old device", () => {
    const { host, asked, result } = sent(
      DNAT + table("filter", "-A OUTPUT -o eth0 -j ACCEPT"),
      "found",
    );
    assert.equal(asked, 1);
    assert.equal(result.buffer.output, "eth0");
    const filter = host.said.findLast((event) => event.kind === "table-entered");
    assert.equal(filter?.kind === "table-entered" && filter.context.output, "eth0");
  });

  it("is dropped inside nat where no route is left", () => {
    const { host, result } = sent(DNAT + table("filter"), "fails");
    assert.equal(result.verdict, "drop");
    assert.deepEqual(endReasonOf(result), {
      kind: "reroute-failed",
      destination: address("10.3.0.3"),
    });
    assert.ok(
      !host.said.some((event) => event.kind === "table-entered" && event.table === "filter"),
    );
    assert.deepEqual(host.conntrack.list(), []);
  });

  it("is routed again by a mark of mangle, but not of raw, filter or security", () => {
    const mark = "-A OUTPUT -j MARK --set-mark 1";
    const asked = (["mangle", "raw", "filter"] as const).map(
      (name) => sent(table(name, mark), "found").asked,
    );
    assert.deepEqual(asked, [1, 0, 0]);
  });
});

describe("INPUT", () => {
  const SECURITY = "*security\n:INPUT ACCEPT\n-A INPUT -j ACCEPT\nCOMMIT\n";
  it("has security after nat with iptables-nft, before it with legacy", () => {
    const order = (["nft", "legacy"] as const).map((backend) => {
      const host = {
        ...testHost(table("nat", "-A INPUT -p udp -j SNAT --to-source 10.0.0.9") + SECURITY),
        backend,
      };
      const pre = runHook(
        "PREROUTING",
        socketBuffer(datagram(CLIENT, "10.0.0.1:53"), "eth0", null),
        host,
      );
      host.said.length = 0;
      runHook("INPUT", pre.buffer, host);
      return host.said.flatMap((event) =>
        event.kind === "table-entered" ? [`${event.table} ${event.context.headers.source}`] : [],
      );
    });
    assert.deepEqual(order, [
      ["nat 10.1.0.2", "security 10.0.0.9"],
      ["security 10.1.0.2", "nat 10.1.0.2"],
    ]);
  });
});
