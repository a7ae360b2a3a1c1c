import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runHook } from "../../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../../src/netfilter/socket-buffer.js";
import type { Packet } from "../../../src/packet/packet.js";
import { datagram, table, testHost } from "../fixture.js";
import type { TestHost } from "../fixture.js";

const SECOND = 1_000_000;

function hostWith(...rules: readonly string[]): TestHost {
  return testHost(table("filter", ...rules.map((rule) => `-A INPUT ${rule} -j DROP`)));
}

/** Whether each packet is dropped, `x`, or goes by, `.`; the clock is moved by the gap before each. */
function fates(host: TestHost, count: number, gap: number, packet = queryFrom("10.1.0.2")): string {
  let text = "";
  for (let sent = 0; sent < count; sent++) {
    host.now += gap;
    const { verdict } = runHook("INPUT", socketBuffer(packet, "eth0", null), host);
    text += verdict === "drop" ? "x" : ".";
  }
  return text;
}

function queryFrom(source: string, port = 40_000): Packet {
  return datagram(`${source}:${port}`, "10.0.0.1:53");
}

describe("every so manieth packet", () => {
  it("is counted from the packet that the rule names", () => {
    assert.equal(fates(hostWith("-m statistic --mode nth --every 3 --packet 0"), 7, 0), "x..x..x");
    assert.equal(fates(hostWith("-m statistic --mode nth --every 3 --packet 2"), 7, 0), "..x..x.");
    assert.equal(fates(hostWith("-m statistic --mode nth ! --every 3 --packet 1"), 6, 0), "x.xx.x");
    assert.equal(fates(hostWith("-m statistic --mode nth --every 1 --packet 0"), 3, 0), "xxx");
  });

  it("is counted by each rule for itself, and only where the clauses before hold", () => {
    const host = hostWith(
      "-s 10.1.0.9 -m statistic --mode nth --every 2 --packet 0",
      "-m statistic --mode nth --every 2 --packet 1",
    );
    assert.equal(fates(host, 2, 0), ".x");
    assert.equal(fates(host, 2, 0, queryFrom("10.1.0.9")), "x.");
  });

  it("says which packet it was that did not fit", () => {
    const host = hostWith("-m statistic --mode nth --every 3 --packet 0");
    fates(host, 2, 0);
    const misses = host.said.flatMap((event) => (event.kind === "table-left" ? event.misses : []));
    assert.deepEqual(misses, [
      { rule: 1, clause: "--mode nth --every 3 --packet 0", found: "--packet 1" },
    ]);
  });
});

describe("a limit", () => {
  it("lets a burst through and then what time earns", () => {
    assert.equal(fates(hostWith("-m limit --limit 1/s --limit-burst 3"), 5, 0), "xxx..");
    const host = hostWith("-m limit --limit 2/s --limit-burst 1");
    assert.equal(fates(host, 6, SECOND / 4), "x.x.x.");
  });

  it("earns no more than its burst", () => {
    const host = hostWith("-m limit --limit 1/min --limit-burst 2");
    fates(host, 3, 0);
    assert.equal(fates(host, 1, 3_600 * SECOND), "x");
    assert.equal(fates(host, 2, 0), "x.");
  });

  it("says how much is left", () => {
    const host = hostWith("-m limit --limit 1/s --limit-burst 1");
    fates(host, 2, SECOND / 4);
    const misses = host.said.flatMap((event) => (event.kind === "table-left" ? event.misses : []));
    assert.deepEqual(misses, [{ rule: 1, clause: "--limit 1/sec", found: "0.25" }]);
  });
});

describe("a limit by kinds of packets", () => {
  const limit = "-m hashlimit --hashlimit-above 1/s --hashlimit-burst 2 --hashlimit-name a";

  it("holds for each kind for itself", () => {
    const host = hostWith(`${limit} --hashlimit-mode srcip`);
    assert.equal(fates(host, 4, 0), "..xx");
    assert.equal(fates(host, 3, 0, queryFrom("10.1.0.3")), "..x");
    assert.equal(fates(host, 2, 0, queryFrom("10.1.0.2", 40_001)), "xx");
  });

  it("tells ports apart where it is asked to, and takes addresses together by a mask", () => {
    const ports = hostWith(`${limit} --hashlimit-mode srcip,srcport`);
    assert.equal(fates(ports, 3, 0) + fates(ports, 2, 0, queryFrom("10.1.0.2", 40_001)), "..x..");
    const nets = hostWith(`${limit} --hashlimit-mode srcip --hashlimit-srcmask 24`);
    assert.equal(fates(nets, 3, 0) + fates(nets, 1, 0, queryFrom("10.1.0.3")), "..xx");
  });

  it("shares a table with the rules of its name", () => {
    const upto = limit.replace("above", "upto");
    const host = hostWith(`-s 10.1.0.2 ${upto}`, `-s 10.1.0.2 ${upto}`);
    assert.equal(fates(host, 2, 0), "xx");
    assert.equal(fates(host, 1, 0), ".");
  });

  it("forgets a kind that nothing came of for a while", () => {
    const host = hostWith(
      "-m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 2 --hashlimit-name b --hashlimit-mode srcip --hashlimit-htable-expire 5000",
    );
    assert.equal(fates(host, 3, 0), "xx.");
    assert.equal(fates(host, 1, 4 * SECOND), ".");
    assert.equal(fates(host, 3, 6 * SECOND), "xxx");
  });
});

describe("the addresses that were seen", () => {
  it("count when they came often enough in time", () => {
    const host = testHost(
      table(
        "filter",
        "-A INPUT -m recent --rcheck --seconds 10 --hitcount 3 --name a -j DROP",
        "-A INPUT -m recent --set --name a",
      ),
    );
    assert.equal(fates(host, 5, SECOND), "...x" + "x");
    assert.equal(fates(host, 1, 20 * SECOND), ".");
  });

  it("are asked for with the same time to live", () => {
    const host = testHost(
      table(
        "filter",
        "-A INPUT -m recent --rcheck --rttl --name a -j DROP",
        "-A INPUT -m recent --set --name a",
      ),
    );
    assert.equal(fates(host, 2, 0), ".x");
    assert.equal(fates(host, 1, 0, { ...queryFrom("10.1.0.2"), ttl: 63 }), ".");
  });
});
