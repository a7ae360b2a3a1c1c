import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { endReasonOf } from "../../../src/netfilter/end-reason.js";
import type { TestHost } from "../fixture.js";
import { TRACKING, datagram, forwarded, testHost } from "../fixture.js";

const SERVER = "10.2.0.2:53";

function verdict(host: TestHost, port: number): string {
  return forwarded(host, datagram(`10.1.0.2:${port}`, SERVER), "eth0", "cni0").verdict;
}

describe("a full conntrack table", () => {
  it("drops the first packets of new connections, and no others", () => {
    const host = testHost(TRACKING);
    host.conntrack.configure({ max: 2 });
    assert.deepEqual(
      [1, 2, 3, 1, 2].map((port) => verdict(host, port)),
      ["accept", "accept", "drop", "accept", "accept"],
    );
    const result = forwarded(host, datagram("10.1.0.2:4", SERVER), "eth0", "cni0");
    assert.deepEqual(endReasonOf(result), { kind: "table-full" });
  });

  it("lets one that was never answered go where the kernel would find it", () => {
    const host = testHost(TRACKING);
    // So few buckets that the new connection's neighbours are all of them.
    host.conntrack.configure({ max: 1, buckets: 8 });
    assert.deepEqual([verdict(host, 1), verdict(host, 2)], ["accept", "accept"]);
    assert.equal(host.conntrack.count(), 1);
    assert.ok(
      host.said.some((event) => event.kind === "connection-expired" && event.reason === "evicted"),
    );
  });

  it("has no limit at 0", () => {
    const host = testHost(TRACKING);
    host.conntrack.configure({ max: 0 });
    assert.equal(verdict(host, 1), "accept");
  });
});
