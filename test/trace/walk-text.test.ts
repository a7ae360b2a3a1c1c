import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NO_PAYLOAD } from "../../src/packet/packet.js";
import type { TraceEvent } from "../../src/trace/event/event.js";
import { namespaceId, requestId } from "../../src/trace/id.js";
import { stepsOf } from "../../src/trace/steps.js";
import { natureText } from "../../src/trace/tuple-text.js";
import { walkText } from "../../src/trace/walk-text.js";
import { packetOf } from "../support/recorder.js";
import { smallTrace } from "../support/small-trace.js";

const trace = smallTrace();

function ended(output: string): readonly string[] {
  const event: TraceEvent = {
    at: 0,
    namespace: namespaceId("pod/default/client"),
    packet: null,
    kind: "request-ended",
    request: requestId(1),
    outcome: "answered",
    output,
    status: null,
  };
  return walkText({ header: trace.header, events: [event] }, "hooks")
    .trimEnd()
    .split("\n");
}

describe("walkText", () => {
  it("has a line per step, and one per chapter", () => {
    for (const detail of ["story", "hooks", "rules"] as const) {
      const lines = walkText(trace, detail).trimEnd().split("\n");
      assert.equal(lines.length, stepsOf(trace, detail).length + 1);
    }
  });

  it("reads like a packet's walk through the nat table", () => {
    const lines = walkText(trace, "rules").split("\n");
    const from = lines.findIndex(
      (line) => line.includes("#3") && line.includes("nat PREROUTING rule"),
    );
    assert.deepEqual(
      lines
        .slice(from, from + 6)
        .map((line) => line.slice(line.indexOf("SYN") + 3).replace(/^ {6}/, "")),
      [
        "    nat PREROUTING rule 1 -> KUBE-SERVICES",
        "      nat KUBE-SERVICES rule 2 -> KUBE-SVC-KJPVVQX5F7GDTKCS",
        "        nat KUBE-SVC-KJPVVQX5F7GDTKCS rule 3 -> KUBE-SEP-HPTXBH7MENSODM52 (rule 2 drew 0.830, hits below 0.500)",
        "          nat KUBE-SEP-HPTXBH7MENSODM52 rule 2 DNAT to 10.244.2.3:80",
        "  dnat in PREROUTING: 10.96.1.64:80 -> 10.244.2.3:80",
        "  nat PREROUTING: accept, 8 rules tried",
      ],
    );
  });

  it("prints what a program printed in several lines as that program did", () => {
    const output = ";; ANSWER SECTION:\nexample.\t\t30\tIN\tA\t10.96.1.64\n\n;; \u001b[2J\n";
    assert.deepEqual(ended(output), [
      "0.000  client    request answered:",
      "         ;; ANSWER SECTION:",
      "         example.                30      IN      A       10.96.1.64",
      "",
      "         ;; \uFFFD[2J",
    ]);
  });

  it("keeps an answer of one line beside its outcome", () => {
    assert.deepEqual(ended("hello\n"), ['0.000  client    request answered: "hello"']);
  });

  it("calls ICMP by its name in each family", () => {
    const transport = {
      protocol: "icmp",
      type: 1,
      code: 0,
      identifier: null,
      sequence: null,
      mtu: null,
      gateway: null,
      quoted: null,
      payload: NO_PAYLOAD,
    } as const;
    const packet = packetOf("10.0.0.1:1", "10.0.0.2:2", "udp");
    assert.equal(natureText({ ...packet, transport }), "icmp 1/0");
    assert.equal(natureText({ ...packet, family: "ipv6", transport }), "icmpv6 no route");
  });

  it("starts what happened in the same column on every line", () => {
    const [, ...lines] = walkText(trace, "story").trimEnd().split("\n");
    const column = lines[0]?.indexOf("$") ?? -1;
    for (const line of lines) assert.match(line.slice(column - 2), /^ {2}\S| {4}\S/);
  });
});
