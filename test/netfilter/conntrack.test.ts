import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { releaseConnection } from "../../src/netfilter/conntrack/confirm.js";
import { runHook } from "../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../src/netfilter/socket-buffer.js";
import type { Packet, TcpFlag } from "../../src/packet/packet.js";
import type { TestHost } from "./fixture.js";
import { datagram, forwarded, icmp, segment, table, testHost, TRACKING } from "./fixture.js";

const CLIENT = "10.1.0.2:40000";
const SERVER = "10.2.0.2:80";
const SECOND = 1_000_000;

function pass(host: TestHost, packet: Packet): string {
  const result = forwarded(host, packet, "eth0", "cni0");
  return result.buffer.connection?.state ?? "none";
}

function asks(host: TestHost, flags: readonly TcpFlag[], at = {}): string {
  return pass(host, segment(CLIENT, SERVER, flags, at));
}

function answers(host: TestHost, flags: readonly TcpFlag[], at = {}): string {
  return pass(host, segment(SERVER, CLIENT, flags, at));
}

function states(host: TestHost): readonly (string | null)[] {
  return host.conntrack.list().map(({ entry }) => entry.protocolState);
}

function remaining(host: TestHost): number | undefined {
  const entry = host.conntrack.list()[0]?.entry;
  return entry === undefined ? undefined : (entry.expiresAt - host.now) / SECOND;
}

function removals(host: TestHost): readonly (readonly [number, string])[] {
  return host.said.flatMap((event) =>
    event.kind === "connection-expired" ? [[event.connection, event.reason] as const] : [],
  );
}

describe("a TCP connection in conntrack", () => {
  it("goes through its states from the first SYN to the last ACK, each with its time", () => {
    const host = testHost(TRACKING);
    const seen: (readonly [string, string | null | undefined, number | undefined])[] = [];
    const note = (state: string): void => {
      seen.push([state, states(host)[0], remaining(host)]);
    };
    note(asks(host, ["SYN"]));
    note(answers(host, ["SYN", "ACK"], { acknowledgement: 1 }));
    note(asks(host, ["ACK"], { sequence: 1, acknowledgement: 1 }));
    note(asks(host, ["FIN", "ACK"], { sequence: 1, acknowledgement: 1 }));
    note(answers(host, ["ACK"], { sequence: 1, acknowledgement: 2 }));
    note(answers(host, ["FIN", "ACK"], { sequence: 1, acknowledgement: 2 }));
    note(asks(host, ["ACK"], { sequence: 2, acknowledgement: 2 }));
    assert.deepEqual(seen, [
      ["NEW", "SYN_SENT", 120],
      ["ESTABLISHED", "SYN_RECV", 60],
      ["ESTABLISHED", "ESTABLISHED", 86_400],
      ["ESTABLISHED", "FIN_WAIT", 120],
      ["ESTABLISHED", "CLOSE_WAIT", 3_600],
      ["ESTABLISHED", "LAST_ACK", 30],
      ["ESTABLISHED", "TIME_WAIT", 120],
    ]);
  });

  it("waits five minutes only while data is not acknowledged", () => {
    const host = testHost(TRACKING);
    asks(host, ["SYN"]);
    answers(host, ["SYN", "ACK"], { acknowledgement: 1 });
    asks(host, ["ACK"], { sequence: 1, acknowledgement: 1 });
    asks(host, ["PSH", "ACK"], {
      sequence: 1,
      acknowledgement: 1,
      payload: { kind: "text", text: "hello" },
    });
    assert.equal(remaining(host), 300);
    answers(host, ["ACK"], { sequence: 1, acknowledgement: 6 });
    assert.equal(remaining(host), 86_400);
  });

  it("is forgotten at once when it is refused", () => {
    const host = testHost(TRACKING);
    asks(host, ["SYN"]);
    assert.equal(answers(host, ["RST", "ACK"], { acknowledgement: 1 }), "ESTABLISHED");
    assert.deepEqual(states(host), []);
    assert.deepEqual(removals(host), [[1, "reset"]]);
  });

  it("is picked up in its middle by an ACK, but not by a RST or a SYN-ACK", () => {
    assert.equal(asks(testHost(TRACKING), ["ACK"]), "NEW");
    assert.equal(asks(testHost(TRACKING), ["RST"]), "INVALID");
    assert.equal(asks(testHost(TRACKING), ["SYN", "ACK"]), "INVALID");
  });

  it("denies a segment far outside its window", () => {
    const host = testHost(TRACKING);
    asks(host, ["SYN"]);
    answers(host, ["SYN", "ACK"], { acknowledgement: 1 });
    assert.equal(
      answers(host, ["PSH", "ACK"], { sequence: 2 ** 30, acknowledgement: 1 }),
      "INVALID",
    );
    assert.deepEqual(states(host), ["SYN_RECV"]);
  });

  it("opens anew between the same ends after it was closed", () => {
    const host = testHost(TRACKING);
    asks(host, ["SYN"]);
    answers(host, ["SYN", "ACK"], { acknowledgement: 1 });
    asks(host, ["RST", "ACK"], { sequence: 1, acknowledgement: 1 });
    assert.deepEqual(states(host), ["CLOSE"]);
    assert.deepEqual(removals(host), []);
    assert.equal(asks(host, ["SYN"]), "NEW");
    assert.deepEqual(removals(host), [[1, "reopened"]]);
    assert.deepEqual(states(host), ["SYN_SENT"]);
    assert.equal(host.conntrack.list()[0]?.id, 2);
  });
});

describe("a UDP exchange in conntrack", () => {
  it("is NEW until something answers, and a stream after two seconds", () => {
    const host = testHost(TRACKING);
    assert.equal(pass(host, datagram(CLIENT, SERVER)), "NEW");
    assert.equal(pass(host, datagram(CLIENT, SERVER)), "NEW");
    assert.equal(pass(host, datagram(SERVER, CLIENT)), "ESTABLISHED");
    assert.equal(remaining(host), 30);
    host.now += 3 * SECOND;
    assert.equal(pass(host, datagram(CLIENT, SERVER)), "ESTABLISHED");
    assert.equal(remaining(host), 120);
    assert.equal(host.conntrack.list()[0]?.entry.assured, true);
  });

  it("expires when nobody speaks, which shows when it is asked for", () => {
    const host = testHost(TRACKING);
    pass(host, datagram(CLIENT, SERVER));
    host.now += 30 * SECOND;
    host.said.length = 0;
    assert.equal(pass(host, datagram(SERVER, CLIENT)), "NEW");
    assert.deepEqual(removals(host), [[1, "expired"]]);
  });
});

describe("an ICMP message in conntrack", () => {
  it("asks and is answered", () => {
    const host = testHost(TRACKING);
    assert.equal(pass(host, icmp("10.1.0.2", "10.2.0.2", { type: 8 })), "NEW");
    assert.equal(pass(host, icmp("10.2.0.2", "10.1.0.2", { type: 0 })), "ESTABLISHED");
    assert.equal(pass(host, icmp("10.2.0.2", "10.1.0.2", { type: 8 })), "NEW");
  });

  it("answers nothing that was not asked", () => {
    assert.equal(pass(testHost(TRACKING), icmp("10.2.0.2", "10.1.0.2", { type: 0 })), "INVALID");
  });

  it("is RELATED when it is an error about a known packet", () => {
    const host = testHost(TRACKING);
    const sent = datagram(CLIENT, SERVER);
    pass(host, sent);
    const about = (quoted: Packet): string =>
      pass(host, icmp("10.2.0.1", "10.1.0.2", { type: 3, code: 3, quoted }));
    assert.equal(about(sent), "RELATED");
    assert.equal(about(datagram("10.1.0.2:1", SERVER)), "INVALID");
  });
});

describe("what conntrack keeps", () => {
  it("is nothing of a first packet that is dropped", () => {
    const host = testHost(TRACKING + table("filter", "-A FORWARD -p tcp -j DROP"));
    asks(host, ["SYN"]);
    assert.deepEqual(host.conntrack.list(), []);
    assert.deepEqual(
      host.said.flatMap(({ kind }) => (kind.startsWith("connection-") ? [kind] : [])),
      ["connection-created", "connection-looked-up", "connection-expired"],
    );
    assert.deepEqual(removals(host), [[1, "not-confirmed"]]);
  });

  it("is nothing of one that found no route, once that is said", () => {
    const host = testHost(TRACKING);
    const { buffer } = runHook(
      "PREROUTING",
      socketBuffer(datagram(CLIENT, SERVER), "eth0", null),
      host,
    );
    releaseConnection(buffer, host);
    assert.deepEqual(host.said.at(-1), {
      kind: "connection-expired",
      connection: 1,
      reason: "not-confirmed",
    });
    assert.equal(pass(host, datagram(SERVER, CLIENT)), "NEW");
  });

  it("is every confirmed connection until it is flushed", () => {
    const host = testHost(TRACKING);
    pass(host, datagram(CLIENT, SERVER));
    pass(host, datagram("10.1.0.2:2", SERVER));
    assert.deepEqual(host.conntrack.flush(), [1, 2]);
    assert.deepEqual(host.conntrack.list(), []);
    assert.equal(pass(host, datagram(SERVER, CLIENT)), "NEW");
  });

  it("leaves an untracked packet alone", () => {
    const host = testHost(table("raw", "-A PREROUTING -p udp -j CT --notrack") + TRACKING);
    assert.equal(pass(host, datagram(CLIENT, SERVER)), "UNTRACKED");
    assert.deepEqual(host.conntrack.list(), []);
    const skipped = host.said.find(
      (event) => event.kind === "table-skipped" && event.table === "nat",
    );
    assert.ok(skipped?.kind === "table-skipped" && skipped.reason === "untracked");
  });
});

describe("-m recent", () => {
  it("remembers an address for its time, and reaps it after", () => {
    const host = testHost(
      table(
        "filter",
        "-A FORWARD -m recent --rcheck --seconds 10 --reap --name SEEN --rsource -j ACCEPT",
        "-A FORWARD -m recent --set --name SEEN --rsource -j DROP",
      ),
    );
    const verdict = (): string => forwarded(host, datagram(CLIENT, SERVER), "eth0", "cni0").verdict;
    assert.equal(verdict(), "drop");
    host.now += 9 * SECOND;
    assert.equal(verdict(), "accept");
    host.now += 2 * SECOND;
    assert.equal(verdict(), "drop");
  });
});
