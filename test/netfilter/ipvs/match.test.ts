import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runHook } from "../../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../../src/netfilter/socket-buffer.js";
import { TRACKING, table } from "../fixture.js";
import { CLIENT, SERVERS, VIRTUAL, arrives, balancer, leaves, tcp } from "./balancer.js";

describe("-m ipvs", () => {
  for (const [rule, hits] of [
    ["-m ipvs --ipvs", true],
    ["-m ipvs ! --ipvs", false],
    ["-m ipvs --vaddr 10.0.0.1 --vproto tcp --vport 80", true],
    ["-m ipvs --vaddr 10.0.0.0/8", true],
    ["-m ipvs ! --vaddr 10.0.0.1", false],
    ["-m ipvs --vport 81", false],
    ["-m ipvs ! --vproto udp", true],
    ["-m ipvs --vmethod MASQ", true],
    ["-m ipvs --vmethod GATE", false],
    ["-m ipvs --vdir ORIGINAL", true],
  ] as const) {
    it(`${rule} ${hits ? "knows" : "does not know"} a packet on its way to a real server`, () => {
      const dump = TRACKING + table("filter", `-A OUTPUT ${rule} -j DROP`);
      const host = balancer(SERVERS, { conntrack: 1 }, dump);
      const taken = arrives(host, tcp(CLIENT, VIRTUAL, "SYN"));
      assert.equal(leaves(host, taken).verdict, hits ? "drop" : "accept");
      const other = runHook(
        "OUTPUT",
        socketBuffer(tcp("10.0.0.1:1", CLIENT, "SYN"), null, "eth0"),
        host,
      );
      assert.equal(other.verdict, rule.includes("! --ipvs") ? "drop" : "accept");
    });
  }
});
