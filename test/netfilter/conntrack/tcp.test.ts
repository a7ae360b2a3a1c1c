import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { TcpFlag } from "../../../src/packet/packet.js";
import type { TestHost } from "../fixture.js";
import { TRACKING, forwarded, segment, testHost } from "../fixture.js";

const CLIENT = "10.1.0.2:40000";
const SERVER = "10.2.0.2:80";
const SECOND = 1_000_000;

function sent(
  host: TestHost,
  from: "client" | "server",
  flags: readonly TcpFlag[],
  at = {},
): string {
  const [source, destination] = from === "client" ? [CLIENT, SERVER] : [SERVER, CLIENT];
  const packet = segment(source, destination, flags, at);
  const { buffer } = forwarded(host, packet, "eth0", "cni0");
  return buffer.connection?.state ?? "none";
}

function established(): TestHost {
  const host = testHost(TRACKING);
  sent(host, "client", ["SYN"]);
  sent(host, "server", ["SYN", "ACK"], { acknowledgement: 1 });
  sent(host, "client", ["ACK"], { sequence: 1, acknowledgement: 1 });
  return host;
}

function known(host: TestHost): readonly [string | null | undefined, number] {
  const entry = host.conntrack.list()[0]?.entry;
  return [entry?.protocolState, ((entry?.expiresAt ?? 0) - host.now) / SECOND];
}

describe("a TCP connection in conntrack", () => {
  it("gets no more time by a SYN that is sent again", () => {
    const host = testHost(TRACKING);
    sent(host, "client", ["SYN"]);
    host.now += 3 * SECOND;
    sent(host, "client", ["SYN"]);
    assert.deepEqual(known(host), ["SYN_SENT", 117]);
  });

  it("is closed by a reset that stands where it is expected, and goes on after another", () => {
    const close = established();
    sent(close, "client", ["RST", "ACK"], { sequence: 1, acknowledgement: 1 });
    assert.deepEqual(known(close), ["CLOSE", 10]);
    const guessed = established();
    assert.equal(sent(guessed, "client", ["RST"], { sequence: 500 }), "ESTABLISHED");
    assert.equal(known(guessed)[0], "ESTABLISHED");
  });

  it("is not closed by a reset from the past, which is INVALID", () => {
    const host = established();
    const payload = { kind: "text", text: "hello" } as const;
    sent(host, "server", ["PSH", "ACK"], { sequence: 1, acknowledgement: 1, payload });
    sent(host, "client", ["ACK"], { sequence: 1, acknowledgement: 6 });
    assert.equal(sent(host, "server", ["RST"], { sequence: 2 }), "INVALID");
    host.conntrack.configure({ tcp_ignore_invalid_rst: 1 });
    assert.equal(sent(host, "server", ["RST"], { sequence: 2 }), "ESTABLISHED");
  });

  it("lets a late copy of old data pass, but nothing beyond its window", () => {
    const host = established();
    const far = { sequence: 1 - 200_000, acknowledgement: 1 };
    assert.equal(sent(host, "server", ["ACK"], far), "ESTABLISHED");
    assert.equal(
      sent(host, "server", ["ACK"], { sequence: 200_000, acknowledgement: 1 }),
      "INVALID",
    );
    host.conntrack.configure({ tcp_be_liberal: 1 });
    assert.equal(
      sent(host, "server", ["ACK"], { sequence: 200_000, acknowledgement: 1 }),
      "ESTABLISHED",
    );
  });

  it("is kept for five minutes only once the same segment has come three times more", () => {
    const host = established();
    const again = { sequence: 1, acknowledgement: 1 };
    for (let times = 0; times < 3; times++) sent(host, "client", ["ACK"], again);
    assert.deepEqual(known(host), ["ESTABLISHED", 300]);
  });

  it("is not picked up in its middle where tcp_loose is 0", () => {
    const host = testHost(TRACKING);
    assert.equal(sent(host, "client", ["ACK"], { sequence: 9, acknowledgement: 9 }), "NEW");
    host.conntrack.flush();
    host.conntrack.configure({ tcp_loose: 0 });
    assert.equal(sent(host, "client", ["ACK"], { sequence: 9, acknowledgement: 9 }), "INVALID");
  });

  it("that was picked up becomes ASSURED with its first answer", () => {
    const host = testHost(TRACKING);
    sent(host, "client", ["ACK"], { sequence: 9, acknowledgement: 9 });
    assert.deepEqual(known(host), ["ESTABLISHED", 300]);
    sent(host, "server", ["ACK"], { sequence: 9, acknowledgement: 9 });
    sent(host, "client", ["ACK"], { sequence: 9, acknowledgement: 9 });
    assert.equal(host.conntrack.list()[0]?.entry.assured, true);
  });

  it("of which flags make no sense is INVALID", () => {
    const host = testHost(TRACKING);
    assert.equal(sent(host, "client", ["SYN", "FIN"]), "INVALID");
    assert.equal(sent(host, "client", ["FIN"]), "INVALID");
    assert.equal(sent(host, "client", []), "INVALID");
  });

  it("can be opened from both ends at once", () => {
    const host = testHost(TRACKING);
    sent(host, "client", ["SYN"]);
    sent(host, "server", ["SYN"]);
    assert.equal(known(host)[0], "SYN_SENT2");
    sent(host, "server", ["SYN", "ACK"], { acknowledgement: 1 });
    assert.equal(known(host)[0], "SYN_RECV");
    sent(host, "server", ["ACK"], { sequence: 1, acknowledgement: 1 });
    assert.equal(known(host)[0], "ESTABLISHED");
  });
});
