import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readConntrackLine } from "../../src/verify/kernel/conntrack-list.js";

describe("a line of conntrack -L", () => {
  it("tells both tuples, the state and the flags, and no timeout", () => {
    const line =
      "tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.96.0.1 sport=40000 dport=80 src=10.0.0.2 dst=10.0.0.1 sport=8080 dport=40000 [ASSURED] mark=4 use=1";
    assert.deepEqual(readConntrackLine(line), [
      "tcp 10.0.0.1:40000>10.96.0.1:80 10.0.0.2:8080>10.0.0.1:40000 ESTABLISHED [ASSURED] mark=4",
    ]);
  });

  it("tells an entry that nobody has answered, and one of ping", () => {
    const udp =
      "udp      17 29 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 [UNREPLIED] src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 mark=0 use=1";
    const icmp =
      "icmp     1 29 src=10.0.0.1 dst=10.0.0.2 type=8 code=0 id=9 src=10.0.0.2 dst=10.0.0.1 type=0 code=0 id=9 mark=0 use=1";
    assert.deepEqual(
      [...readConntrackLine(udp), ...readConntrackLine(icmp)],
      [
        "udp 10.0.0.1:1>10.0.0.2:2 10.0.0.2:2>10.0.0.1:1 [UNREPLIED] mark=0",
        "icmp 10.0.0.1>10.0.0.2 10.0.0.2>10.0.0.1 mark=0",
      ],
    );
  });
});
