import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { natureText } from "../../src/trace/tuple-text.js";
import type { Trace } from "../../src/trace/trace.js";
import { endsOf, playHosts, THREE_HOSTS } from "../support/host-scenario.js";

const HOSTS = THREE_HOSTS.replace("serves 7/udp echo", "serves 7/udp echo\n  serves 7/sctp echo");

function played(lines: string): Trace {
  const { trace, diagnostics } = playHosts(lines, { hosts: HOSTS });
  assert.deepEqual(diagnostics, []);
  return trace;
}

function sent({ events }: Trace): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "packet-created" && event.headers.transport.protocol === "sctp"
      ? [`${Math.floor(event.at / 1_000_000)} ${natureText(event.headers).replace("sctp ", "")}`]
      : [],
  );
}

describe("an SCTP association", () => {
  it("opens by a cookie, speaks and is shut down", () => {
    const trace = played("left connect sctp 10.2.0.2:7");
    assert.deepEqual(
      sent(trace).map((text) => text.replace(/ "10\.1\.0.*/, " echo")),
      [
        "0 INIT",
        "0 INIT ACK",
        "0 COOKIE ECHO",
        "0 COOKIE ACK",
        '0 DATA "hello"',
        "0 SACK",
        "0 DATA echo",
        "0 SACK",
        "0 SHUTDOWN",
        "0 SHUTDOWN ACK",
        "0 SHUTDOWN COMPLETE",
      ],
    );
    const [end] = endsOf(trace);
    assert.equal(end?.outcome, "answered");
    assert.match(
      end.output,
      /^connected from 10\.1\.0\.2:(\d+) to 10\.2\.0\.2:7\n10\.1\.0\.2:\1: hello\n$/,
    );
  });

  it("is refused by an ABORT where nobody listens", () => {
    const trace = played("left connect sctp 10.2.0.2:9");
    assert.deepEqual(sent(trace), ["0 INIT", "0 ABORT"]);
    assert.deepEqual(endsOf(trace), [
      { outcome: "refused", output: "connect: Connection refused\n" },
    ]);
  });

  // linux net/sctp/sm_sideeffect.c: sctp_cmd_t1_timer_update; sm_statefuns.c: sctp_sf_t1_init_timer_expire.
  it("repeats an INIT eight times, and does not hear that a rule rejects it", () => {
    const trace = played(
      "iptables router -A FORWARD -p sctp -j REJECT\nleft connect sctp 10.2.0.2:7",
    );
    assert.deepEqual(
      sent(trace).map((text) => Number(text.split(" ")[0])),
      [0, 3, 9, 21, 45, 93, 153, 213, 273],
    );
    assert.deepEqual(endsOf(trace), [
      { outcome: "timed out", output: "connect: Connection timed out\n" },
    ]);
    assert.equal(trace.events.at(-1)?.at, 333_000_100);
  });

  it("ends at once where a host says that it does not speak SCTP", () => {
    const trace = played(
      "iptables router -A FORWARD -p sctp -j REJECT --reject-with icmp-proto-unreachable\n" +
        "left connect sctp 10.2.0.2:7",
    );
    assert.deepEqual(endsOf(trace), [
      { outcome: "unreachable", output: "connect: Protocol not available\n" },
    ]);
  });

  it("goes on after a chunk was lost: the cookie, the data, the shutdown", () => {
    for (const chunk of ["COOKIE_ECHO", "COOKIE_ACK", "DATA", "SHUTDOWN", "SHUTDOWN_COMPLETE"]) {
      const trace = played(
        `iptables router -A FORWARD -p sctp -m sctp --chunk-types any ${chunk} ` +
          "-m recent --name lost ! --rcheck -m recent --name lost --set -j DROP\n" +
          "left connect sctp 10.2.0.2:7\nwait 30s",
      );
      const [end] = endsOf(trace);
      assert.equal(end?.outcome, "answered", chunk);
      const closed = trace.events.filter(
        (event) => event.kind === "socket-changed" && event.state === "CLOSED",
      );
      assert.equal(closed.length, 2, chunk);
    }
  });

  it("is told apart by its chunks", () => {
    const trace = played(
      "iptables router -A FORWARD -p sctp -m sctp --dport 7 --chunk-types only INIT -j DROP\n" +
        "left connect sctp 10.2.0.2:7",
    );
    const dropped = trace.events.filter(
      (event) => event.kind === "packet-ended" && event.disposition === "dropped",
    );
    assert.equal(dropped.length, 9);
  });
});
