import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import type { EventBody } from "../../../src/trace/event/event.js";
import { queryId, requestId } from "../../../src/trace/id.js";
import { CREATED, told } from "../../support/told.js";

describe("what is said of rare events", () => {
  const ended = { kind: "packet-ended" } as const;
  const endings: readonly (readonly [string, EventBody, RegExp])[] = [
    [
      "a rule's drop",
      {
        ...ended,
        disposition: "dropped",
        reason: { kind: "rule", table: "filter", chain: "KUBE-FORWARD", rule: 1 },
      },
      /Rule 1 of filter KUBE-FORWARD on worker drops the packet \(--ctstate INVALID → DROP\)/,
    ],
    [
      "a policy's drop",
      {
        ...ended,
        disposition: "dropped",
        reason: { kind: "rule", table: "filter", chain: "FORWARD", rule: null },
      },
      /The policy of filter FORWARD on worker drops/,
    ],
    [
      "a rejection",
      {
        ...ended,
        disposition: "rejected",
        reason: { kind: "rule", table: "filter", chain: "KUBE-FORWARD", rule: 2 },
      },
      /rejects the packet/,
    ],
    [
      "a missing route",
      {
        ...ended,
        disposition: "unroutable",
        reason: { kind: "no-route", destination: address("10.9.9.9") },
      },
      /no route to 10\.9\.9\.9/,
    ],
    [
      "a used-up time to live",
      { ...ended, disposition: "expired", reason: { kind: "ttl" } },
      /time to live is used up in worker/,
    ],
    [
      "an address outside the scenario",
      {
        ...ended,
        disposition: "lost",
        reason: { kind: "outside", destination: address("203.0.113.9") },
      },
      /nothing in the scenario has the address 203\.0\.113\.9/,
    ],
    [
      "a missing neighbour",
      {
        ...ended,
        disposition: "lost",
        reason: { kind: "no-neighbour", address: address("172.18.0.9") },
      },
      /no neighbour of worker has the address 172\.18\.0\.9/,
    ],
    [
      "a foreign destination",
      { ...ended, disposition: "dropped", reason: { kind: "not-for-us" } },
      /10\.96\.1\.64 is no address of worker/,
    ],
    [
      "a failed reroute",
      {
        ...ended,
        disposition: "dropped",
        reason: { kind: "reroute-failed", destination: address("10.9.9.9") },
      },
      /no usable route to 10\.9\.9\.9/,
    ],
    [
      "an unknown match",
      {
        ...ended,
        disposition: "consumed",
        reason: { kind: "unknown-match", table: "nat", chain: "KUBE-SERVICES", rule: 2 },
      },
      /does not know/,
    ],
    [
      "a closed port",
      { ...ended, disposition: "rejected", reason: { kind: "no-socket", port: 81 } },
      /Nothing in worker listens on TCP port 81/,
    ],
    [
      "the play's end",
      { ...ended, disposition: "lost", reason: { kind: "end-of-play" } },
      /The play ends/,
    ],
    [
      "a delivery",
      { ...ended, disposition: "delivered", reason: { kind: "socket", program: "http", port: 80 } },
      /^SYN from client \(10\.244\.1\.4:42000\) arrives at port 80 of worker \(http\)/,
    ],
  ];
  for (const [name, event, expected] of endings) {
    it(`tells ${name}`, () => {
      assert.match(told(CREATED, event), expected);
    });
  }

  const others: readonly (readonly [EventBody, RegExp])[] = [
    [
      {
        kind: "route-chosen",
        destination: address("10.9.9.9"),
        route: null,
        device: null,
        gateway: null,
        decision: "none",
        table: null,
        priority: null,
      },
      /has no route to 10\.9\.9\.9/,
    ],
    [
      {
        kind: "route-chosen",
        destination: address("172.18.0.2"),
        route: "local 172.18.0.2 dev lo",
        device: "lo",
        gateway: null,
        decision: "local",
        table: "local",
        priority: 0,
      },
      /an address of worker itself/,
    ],
    [{ kind: "hook-left", hook: "INPUT", verdict: "drop" }, /ends in the INPUT hook: drop/],
    [
      { kind: "timer-fired", purpose: "tcp-retransmit", afterMicroseconds: 1_000_000 },
      /No answer 1 s after the first try/,
    ],
    [{ kind: "timer-fired", purpose: "tcp-give-up", afterMicroseconds: 64_000_000 }, /gives up/],
    [{ kind: "timer-fired", purpose: "dns-timeout", afterMicroseconds: 5_000_000 }, /within 5 s/],
    [
      { kind: "timer-fired", purpose: "connect-timeout", afterMicroseconds: 500_000 },
      /within 0\.5 s/,
    ],
    [
      { kind: "expectation-checked", text: "200", holds: false, found: "timeout" },
      /expects 200, but found was timeout/,
    ],
    [
      {
        kind: "request-ended",
        request: requestId(1),
        outcome: "refused",
        output: "curl: (7) Failed",
        status: null,
      },
      /was refused: curl: \(7\) Failed/,
    ],
    [
      { kind: "candidate-failed", candidate: "a.", index: 3, result: "SERVFAIL" },
      /a was not resolved: SERVFAIL/,
    ],
    [
      { kind: "candidate-failed", candidate: "a.", index: 3, result: "timeout" },
      /No answer for a in time/,
    ],
    [
      {
        kind: "block-chosen",
        query: queryId(1),
        question: { name: "a.", type: "A", class: "IN" },
        block: null,
        zone: null,
      },
      /a is served by no server block/,
    ],
    [
      {
        kind: "plugin-acted",
        query: queryId(1),
        plugin: "cache",
        line: 7,
        action: { kind: "cache-stored", name: "a.", seconds: 30, denial: true },
      },
      /stores for 30 s that a has no such record/,
    ],
    [
      {
        kind: "plugin-acted",
        query: queryId(1),
        plugin: "forward",
        line: 6,
        action: { kind: "upstream-failed", upstream: address("1.1.1.1"), reason: "timeout" },
      },
      /no answer from the name server 1\.1\.1\.1: timeout/,
    ],
  ];
  for (const [event, expected] of others) {
    it(`tells ${event.kind}: ${String(expected)}`, () => {
      assert.match(told(CREATED, event), expected);
    });
  }
});
