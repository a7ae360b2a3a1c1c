import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";

const TEXT = `hopwise 1
title "nft of its own"
seed 1
host red { address eth0 10.0.0.1/24 }
host blue {
  address eth0 10.0.0.2/24
  serves 80/tcp http 200 "hi"
  nft {
    table ip guard {
      chain in {
        type filter hook input priority filter; policy accept;
        ct state established accept
        tcp dport 81 drop
      }
    }
  }
}
link red.eth0 blue.eth0
play {
  red curl http://10.0.0.2
  expect 200
  nft blue {
    table ip guard {
      set blocked {
        type ipv4_addr
        elements = { 10.0.0.1 }
      }
      chain in {
        type filter hook input priority filter; policy accept;
        ip saddr @blocked reject with tcp reset
      }
    }
  }
  red curl http://10.0.0.2
  expect refused
}
`;

describe("text of nft in a scenario", () => {
  it("stands on its host, and is replaced while it plays", () => {
    const { diagnostics, trace } = play({ name: "nft.hop", text: TEXT });
    assert.deepEqual(diagnostics, []);
    const hit = trace?.events.findLast((event) => event.kind === "rule-hit");
    assert.ok(hit?.kind === "rule-hit");
    assert.deepEqual(hit.lookups, [{ set: "blocked", element: "10.0.0.1" }]);
    assert.deepEqual(hit.verdict, { kind: "reject", with: "tcp-reset" });
  });

  it("has its mistakes where they stand", () => {
    const wrong = TEXT.replace("tcp dport 81", "tcp dprot 81");
    const { diagnostics } = play({ name: "nft.hop", text: wrong });
    const [first] = diagnostics;
    assert.equal(first?.code, "nft-not-an-expression");
    assert.equal(first.span.start, wrong.indexOf("tcp dprot"));
    assert.equal(first.parameters["nearest"], "tcp dport");
  });
});
