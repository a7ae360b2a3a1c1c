import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { createPeerLimits } from "../../../src/network/fib/peer-limits.js";

const PEER = address("10.1.0.2");
const MILLISECOND = 1000;

// Each number was measured on Linux 6.18 with ping -i 0.01 and ping -i 0.1.
describe("what a host says to a peer in ICMP", () => {
  const times = (count: number, every: number): readonly number[] =>
    Array.from({ length: count }, (_, index) => index * every * MILLISECOND);

  it("is six errors at once, and one in a second afterwards", () => {
    const limits = createPeerLimits();
    const sent = times(300, 10).filter((now) => limits.maySendError(PEER, 1000, now));
    assert.equal(sent.length, 6 + 2);
  });

  it("is less where a route is missing: telling and sending pay from one account", () => {
    const limits = createPeerLimits();
    const sent = times(20, 10).filter(
      (now) => limits.mayTellOfRoute(PEER, now) && limits.maySendError(PEER, 1000, now),
    );
    assert.equal(sent.length, 2);
  });

  it("is unlimited where the limit is set to nothing", () => {
    const limits = createPeerLimits();
    assert.ok(times(50, 0).every((now) => limits.maySendError(PEER, 0, now)));
  });

  it("is nine redirects with doubled gaps, then silence until the peer has been quiet", () => {
    const limits = createPeerLimits();
    const sent = times(300, 100).filter((now) => limits.mayRedirect(PEER, now));
    assert.deepEqual(
      sent.map((now) => now / MILLISECOND),
      [0, 100, 200, 400, 800, 1500, 2800, 5400, 10_600],
    );
    assert.equal(limits.mayRedirect(PEER, 29_900 * MILLISECOND + 20_400_000), false);
    assert.equal(limits.mayRedirect(PEER, 90_000 * MILLISECOND), true);
  });
});
