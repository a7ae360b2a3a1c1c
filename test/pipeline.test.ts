import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placeOf } from "../src/base/source-span.js";
import { play } from "../src/pipeline.js";

function mistakesIn(text: string): readonly string[] {
  return play({ name: "test.hop", text }).diagnostics.map(({ code, span }) => {
    const { line, column } = placeOf(text, span.start);
    return `${line}:${column} ${code}`;
  });
}

describe("the mistakes of a scenario", () => {
  it("suggest a node's own device, which only the network knows", () => {
    const text = "hopwise 1\nnode worker\nplay { break link worker eth9 }\n";
    const [found] = play({ name: "test.hop", text }).diagnostics;
    assert.deepEqual([found?.code, found?.parameters["nearest"]], ["unknown-device", "eth0"]);
  });

  it("come in the order of their places, whichever stage finds them, each once", () => {
    const text = `hopwise 1
host a {
  address eth0 10.0.0.1/24
  sysctl net.ipv4.ip_fwd 1
  rules {
    *filter
    :INPUT ACCEPT [0:0]
    -A INPUT -p tcp --dprot 80 -j DROP
    COMMIT
  }
}
host b { address eth0 10.0.0.2/24 }
host c { address eth0 10.0.9.1/24 }
link a.eth0 b.eth0
play {
  sysctl b net.ipv4.ip_fwd 1
  iptables b -A INPUT -p tcp --dprot 80 -j DROP
  break link a eth9
  a ping 10.0.0.2
  expect timeout
}
`;
    assert.deepEqual(mistakesIn(text), [
      "4:3 unknown-sysctl",
      "8:21 rules-unknown-option",
      "13:18 device-without-cable",
      "16:3 unknown-sysctl",
      "17:30 rules-unknown-option",
      "18:16 unknown-device",
      "20:3 expectation-failed",
    ]);
  });
});
