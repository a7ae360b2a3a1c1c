import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hostMoment, shown, traceOf } from "../../support/host-moment.js";

const HOSTS = `hopwise 1
title "counts"
seed 1
host red { address eth0 192.168.15.1/24 }
host blue {
  address eth0 192.168.15.2/24
  rules {
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p icmp -m comment --comment first
-A INPUT -s 192.168.15.1/32 -m comment --comment second
COMMIT
  }
}
link red.eth0 blue.eth0
`;

const LISTED = /^ *(\d+) +(\d+) .*\/\* (\w+) \*\//gm;

/** What blue's rules and the policy have counted at the end of a play. */
function countsAfter(play: string): Readonly<Record<string, string>> {
  const trace = traceOf(`${HOSTS}\nplay {\n${play}\n}\n`);
  const text = shown(hostMoment(trace, "blue"), "iptables -L INPUT -n -v -x");
  const rules = [...text.matchAll(LISTED)].map(
    ([, packets, bytes, name = ""]) => [name, `${packets} ${bytes}`] as const,
  );
  const policy = /policy ACCEPT (\d+) packets, (\d+) bytes/.exec(text);
  return { ...Object.fromEntries<string>(rules), policy: `${policy?.[1]} ${policy?.[2]}` };
}

describe("counters", () => {
  // As measured with `ping -c 1` (iptables 1.8.9, Linux 6.18): 84 bytes, the IP header included.
  it("count a packet in every rule that it fits, and in the policy", () => {
    assert.deepEqual(countsAfter("red ping blue"), {
      first: "1 84",
      second: "1 84",
      policy: "1 84",
    });
    assert.deepEqual(countsAfter("red ping blue\nred ping blue").second, "2 168");
  });

  it("stay with their rules when one is put before them or taken away", () => {
    const inserted = countsAfter(
      "red ping blue\niptables blue -I INPUT -m comment --comment new\nred ping blue",
    );
    assert.deepEqual(inserted, { new: "1 84", first: "2 168", second: "2 168", policy: "2 168" });
    const deleted = countsAfter("red ping blue\niptables blue -D INPUT 1\nred ping blue");
    assert.deepEqual(deleted, { second: "2 168", policy: "2 168" });
  });

  it("begin anew where they are set to zero", () => {
    const zeroed = countsAfter("red ping blue\niptables blue -Z INPUT\nred ping blue");
    assert.deepEqual(zeroed, { first: "1 84", second: "1 84", policy: "1 84" });
    const others = countsAfter("red ping blue\niptables blue -t nat -Z\nred ping blue");
    assert.equal(others["first"], "2 168");
  });

  it("begin anew in a table that a dump has replaced", () => {
    const restored = countsAfter(`red ping blue
rules blue {
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -p icmp -m comment --comment first
COMMIT
}
red ping blue`);
    assert.deepEqual(restored, { first: "1 84", policy: "1 84" });
  });
});
