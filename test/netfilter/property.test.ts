import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addressOf } from "../../src/base/address.js";
import { createRandom } from "../../src/base/random.js";
import { explainMiss } from "../../src/netfilter/explain-miss.js";
import { printRule } from "../../src/netfilter/iptables/print-rule.js";
import { readRule } from "../../src/netfilter/iptables/read-rule.js";
import { readSave } from "../../src/netfilter/iptables/read-save.js";
import { NO_TRANSLATION } from "../../src/netfilter/target/translation.js";
import { uniqueTuple } from "../../src/netfilter/nat/unique-tuple.js";
import type { Packet, TcpFlag } from "../../src/packet/packet.js";
import { datagram, ends, forwarded, segment, table, testHost } from "./fixture.js";

const host = fc.integer({ min: 0, max: 15 }).map((n) => addressOf(0x0af40100n + BigInt(n), "ipv4"));
const port = fc.integer({ min: 1, max: 65_535 });
const end = fc.tuple(host, port).map(([address, number]) => `${address}:${number}`);
const flags = fc.subarray<TcpFlag>(["SYN", "FIN", "RST", "PSH", "ACK"]);
const packet: fc.Arbitrary<Packet> = fc.oneof(
  fc.tuple(end, end, flags).map(([from, to, set]) => segment(from, to, set)),
  fc.tuple(end, end).map(([from, to]) => datagram(from, to)),
);

const negated = fc.constantFrom("", "! ");
const range = fc.tuple(host, fc.integer({ min: 24, max: 32 })).map(([a, n]) => `${a}/${n}`);
const clause = fc.oneof(
  fc
    .tuple(negated, fc.constantFrom("-s", "-d"), range)
    .map((words) => `${words[0]}${words[1]} ${words[2]}`),
  fc.tuple(negated, port).map(([not, number]) => `-m tcp ${not}--dport ${number} -p tcp`),
  fc
    .tuple(negated, fc.constantFrom("NEW", "ESTABLISHED", "INVALID,DNAT"))
    .map(([not, s]) => `-m conntrack ${not}--ctstate ${s}`),
  fc.tuple(negated, fc.constantFrom("eth0", "cni+")).map(([not, device]) => `${not}-i ${device}`),
  fc.tuple(negated, fc.nat(3)).map(([not, mark]) => `-m mark ${not}--mark 0x${mark}/0x3`),
  fc
    .double({ min: 0, max: 1, noNaN: true })
    .map((p) => `-m statistic --mode random --probability ${p.toFixed(10)}`),
);
const target = fc.constantFrom(
  "ACCEPT",
  "DROP",
  "RETURN",
  "REJECT",
  "ONE",
  "TWO",
  "MARK --set-mark 0x1",
  "LOG",
);
const rule = fc
  .tuple(fc.option(clause, { nil: "" }), target)
  .map(([match, then]) => `${match} -j ${then}`.trim());

/** Chains that call only later ones, so that nothing goes round in a circle. */
const dump = fc
  .tuple(
    fc.array(rule, { maxLength: 6 }),
    fc.array(rule, { maxLength: 4 }),
    fc.array(rule, { maxLength: 4 }),
  )
  .map(([forward, one, two]) => {
    const lines = [
      ...forward.map((text) => `-A FORWARD ${text}`),
      ...one.map((text) => `-A ONE ${text.replace("-j ONE", "-j TWO")}`),
      ...two.map((text) => `-A TWO ${text.replace(/-j (ONE|TWO)/, "-j RETURN")}`),
    ];
    return table("filter", ...lines).replace(/^(:OUTPUT.*)$/m, "$1\n:ONE - [0:0]\n:TWO - [0:0]");
  })
  // Chains that are declared twice count once.
  .map((text) => [...new Set(text.split("\n"))].join("\n"));

const NAT = table(
  "nat",
  "-A PREROUTING -p tcp -m tcp --dport 1:30000 -j DNAT --to-destination 10.2.0.5:8080",
  "-A PREROUTING -p udp -j DNAT --to-destination 10.2.0.6:53",
  "-A POSTROUTING -m statistic --mode random --probability 0.5 -j MASQUERADE --random-fully",
  "-A POSTROUTING -j MASQUERADE",
);

describe("for any packet and rules", () => {
  it("every packet gets one verdict, and every walk that begins ends", () => {
    fc.assert(
      fc.property(dump, packet, (text, sent) => {
        const at = testHost(text + NAT);
        const { verdict } = forwarded(at, sent, "eth0", "cni0");
        assert.ok(["accept", "drop", "reject"].includes(verdict));
        const count = (kind: string): number =>
          at.said.filter((event) => event.kind === kind).length;
        assert.equal(count("table-entered"), count("table-left"));
        assert.equal(count("hook-entered"), count("hook-left"));
      }),
    );
  });

  it("the rules that were tried are those that hit and those that can be explained", () => {
    fc.assert(
      fc.property(dump, packet, (text, sent) => {
        const at = testHost(text);
        forwarded(at, sent, "eth0", "cni0");
        const left = at.said.find(
          (event) => event.kind === "table-left" && event.hook === "FORWARD",
        );
        const visits = at.said.flatMap((event) =>
          event.kind === "rule-hit" || event.kind === "chain-left" ? [event.visited] : [],
        );
        if (left?.kind !== "table-left") return;
        const sum = visits.reduce((total, visited) => total + visited, 0);
        // Rules after the last hit of the built-in chain are told by the table's own count alone.
        if (left.byPolicy) assert.ok(sum <= left.visited);
        else assert.equal(sum, left.visited);
      }),
    );
  });

  it("an answer to a translated packet comes back as an answer to what was sent", () => {
    fc.assert(
      fc.property(fc.array(packet, { minLength: 1, maxLength: 12 }), (packets) => {
        const at = testHost(NAT);
        for (const sent of packets) {
          const there = forwarded(at, sent, "eth0", "cni0");
          if (there.verdict !== "accept" || there.buffer.connection?.direction !== "original")
            continue;
          const back = forwarded(at, answered(there.buffer.packet), "cni0", "eth0");
          if (back.buffer.connection?.state === "INVALID") continue;
          assert.equal(ends(back.buffer.packet), ends(answered(sent)));
        }
      }),
    );
  });

  it("no two connections answer to the same tuple", () => {
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 20 }), (packets) => {
        const at = testHost(NAT);
        for (const sent of packets) forwarded(at, sent, "eth0", "cni0");
        const replies = at.conntrack
          .list()
          .map(({ entry }) => `${entry.protocol} ${JSON.stringify(entry.reply)}`);
        assert.equal(new Set(replies).size, replies.length);
      }),
    );
  });
});

describe("for any rule", () => {
  it("reading what was printed gives the rule", () => {
    fc.assert(
      fc.property(rule, (text) => {
        const read = readRule(text, "ipv4");
        assert.deepEqual(readRule(printRule(read), "ipv4"), read);
      }),
    );
  });

  it("the clause that failed is a piece of the rule as printed", () => {
    fc.assert(
      fc.property(fc.array(clause, { minLength: 1, maxLength: 1 }), packet, (clauses, headers) => {
        const read = readRule(`${clauses.join(" ")} -j ACCEPT`, "ipv4");
        const context = {
          headers,
          input: "eth0",
          output: null,
          mark: 1,
          state: "NEW",
          status: [],
        } as const;
        const miss = explainMiss(read, {
          ...context,
          sourceType: "UNICAST",
          destinationType: "LOCAL",
          draw: 0.5,
        });
        if (miss !== null) assert.ok(printRule(read).includes(miss.clause), miss.clause);
      }),
    );
  });
});

it("a text that is no dump is read without harm", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      readSave({ name: "any", text: `*filter\n:INPUT ACCEPT\n-A INPUT ${text}\n${text}` }, "ipv4");
    }),
  );
});

it("a port is found while one is left", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99 }), fc.integer(), (free, seed) => {
      const tuple = {
        source: "10.0.0.1",
        destination: "10.0.0.2",
        sourcePort: 5,
        destinationPort: 80,
        icmp: null,
      };
      const found = uniqueTuple({
        protocol: "udp",
        tuple,
        side: "source",
        range: { ...NO_TRANSLATION, ports: [1000, 1099], random: ["random-fully"] },
        random: createRandom(seed),
        mappings: [],
        isTaken: ({ sourcePort }) => sourcePort !== 1000 + free,
      });
      assert.equal(found.sourcePort, 1000 + free);
    }),
  );
});

function answered(sent: Packet): Packet {
  const [from = "", to = ""] = ends(sent).split(" > ");
  return sent.transport.protocol === "udp"
    ? datagram(to, from)
    : segment(to, from, ["SYN", "ACK"], { acknowledgement: 1 });
}
