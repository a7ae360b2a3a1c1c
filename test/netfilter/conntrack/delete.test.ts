import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ANY_CONNECTION } from "../../../src/netfilter/conntrack/connection-filter.js";
import { deleteConnections, flushConnections } from "../../../src/netfilter/conntrack/delete.js";
import { readConnectionFilter } from "../../../src/netfilter/conntrack/read-filter.js";
import type { TestHost } from "../fixture.js";
import { datagram, forwarded, icmp, table, testHost } from "../fixture.js";

function hostWithTwo(): TestHost {
  const host = testHost(table("nat", "-A PREROUTING -p udp -j DNAT --to-destination 10.3.0.3"));
  forwarded(host, datagram("10.1.0.2:40000", "10.96.0.10:53"), "cni0", "eth0");
  forwarded(host, icmp("10.1.0.2", "10.2.0.2", { type: 8, identifier: 7 }), "cni0", "eth0");
  host.said.length = 0;
  return host;
}

function removed(host: TestHost): readonly string[] {
  return host.said.flatMap((event) =>
    event.kind === "connection-expired" ? [`${event.connection} ${event.reason}`] : [],
  );
}

function deleted(words: string): readonly string[] {
  const host = hostWithTwo();
  const reading = readConnectionFilter(words.split(" "));
  if (reading.kind === "mistake") return [`${reading.code} ${reading.at}`];
  deleteConnections(reading.filter, host);
  return removed(host);
}

describe("conntrack -D", () => {
  it("removes what its words are about, and says so", () => {
    assert.deepEqual(deleted("-p udp --dport 53"), ["1 deleted"]);
    assert.deepEqual(deleted("-d 10.96.0.10"), ["1 deleted"]);
    assert.deepEqual(deleted("--reply-src 10.3.0.3"), ["1 deleted"]);
    assert.deepEqual(deleted("-g 10.3.0.3"), ["1 deleted"]);
    assert.deepEqual(deleted("--dst-nat"), ["1 deleted"]);
    assert.deepEqual(deleted("-p icmp --icmp-id 7"), ["2 deleted"]);
    assert.deepEqual(deleted("-s 10.1.0.0/16"), ["1 deleted", "2 deleted"]);
    assert.deepEqual(deleted("-s 10.9.0.0/16"), []);
  });

  it("is told which word is wrong", () => {
    assert.deepEqual(deleted("--dport 53"), ["conntrack-unknown-option 0"]);
    assert.deepEqual(deleted("-p udp --dport"), ["conntrack-missing-value 2"]);
    assert.deepEqual(deleted("-s nowhere"), ["conntrack-not-a-value 1"]);
  });

  it("has the next packet translated anew", () => {
    const host = hostWithTwo();
    const gone = deleteConnections(ANY_CONNECTION, host);
    assert.equal(gone.length, 2);
    const again = forwarded(host, datagram("10.1.0.2:40000", "10.96.0.10:53"), "cni0", "eth0");
    assert.equal(again.buffer.connection?.state, "NEW");
  });

  it("leaves nothing after -F", () => {
    const host = hostWithTwo();
    flushConnections(host);
    assert.deepEqual(removed(host), ["1 flushed", "2 flushed"]);
  });
});
