import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { endReasonOf } from "../../../src/netfilter/end-reason.js";
import { runHook } from "../../../src/netfilter/run-hook.js";
import type { HookResult } from "../../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../../src/netfilter/socket-buffer.js";
import type { Packet } from "../../../src/packet/packet.js";
import type { TestHost } from "../fixture.js";
import { TRACKING, datagram, ends, forwarded, segment, table, testHost } from "../fixture.js";

const CLIENT = "10.1.0.2:40000";
const SERVICE = "10.96.0.10:53";

/** Two packets that come in one after the other, before either goes out. */
function sideBySide(host: TestHost, packets: readonly Packet[]): readonly HookResult[] {
  const inside = packets.map((packet) =>
    runHook("PREROUTING", socketBuffer(packet, "cni0", null), host),
  );
  return inside.map(({ buffer }) => runHook("POSTROUTING", { ...buffer, output: "eth0" }, host));
}

describe("two first packets of one exchange, side by side", () => {
  it("share the connection that is confirmed first, where both are translated alike", () => {
    const host = testHost(TRACKING);
    const packet = datagram(CLIENT, SERVICE);
    const results = sideBySide(host, [packet, packet]);
    assert.deepEqual(
      results.map(({ verdict }) => verdict),
      ["accept", "accept"],
    );
    assert.equal(host.conntrack.list().length, 1);
    assert.deepEqual(
      host.said.flatMap((event) => (event.kind === "connection-expired" ? [event.reason] : [])),
      ["clash"],
    );
  });

  it("both pass where balancing sent them apart, and each answer is translated back", () => {
    const host = testHost(
      table(
        "nat",
        "-A PREROUTING -p udp -m statistic --mode nth --every 2 --packet 0 -j DNAT --to-destination 10.3.0.1",
        "-A PREROUTING -p udp -j DNAT --to-destination 10.3.0.2",
      ),
    );
    const packet = datagram(CLIENT, SERVICE);
    const results = sideBySide(host, [packet, packet]);
    assert.deepEqual(
      results.map(({ verdict }) => verdict),
      ["accept", "accept"],
    );
    assert.deepEqual(results.map(({ buffer }) => buffer.packet.destination).sort(), [
      "10.3.0.1",
      "10.3.0.2",
    ]);
    const answers = ["10.3.0.1:53", "10.3.0.2:53"].map((from) =>
      ends(forwarded(host, datagram(from, CLIENT), "eth0", "cni0").buffer.packet),
    );
    assert.deepEqual(answers, [`${SERVICE} > ${CLIENT}`, `${SERVICE} > ${CLIENT}`]);
    // The loser is gone after a second, whatever came.
    host.now += 1_000_000;
    const loser = results[1]?.buffer.packet.destination ?? "";
    const late = forwarded(host, datagram(`${loser}:53`, CLIENT), "eth0", "cni0");
    assert.equal(late.buffer.connection?.state, "NEW");
  });

  it("of TCP lose the second one", () => {
    const host = testHost(TRACKING);
    const packet = segment(CLIENT, SERVICE, ["SYN"]);
    const [first, second] = sideBySide(host, [packet, packet]);
    assert.equal(first?.verdict, "accept");
    assert.deepEqual(second === undefined ? null : [second.verdict, endReasonOf(second)], [
      "drop",
      { kind: "clash" },
    ]);
  });
});
