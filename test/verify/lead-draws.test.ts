import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { readSave } from "../../src/netfilter/iptables/read-save.js";
import { NO_NFTABLES } from "../../src/netfilter/nftables/model/nftables.js";
import { readNft } from "../../src/netfilter/nftables/read/read-nft.js";
import { namespaceId } from "../../src/trace/id.js";
import { drawsOf, ledRandom } from "../../src/verify/play/lead-draws.js";

const HALF = "-m statistic --mode random --probability 0.5";
const RULES = readSave(
  {
    name: "rules",
    text: `*nat\n:PREROUTING ACCEPT [0:0]\n:SVC - [0:0]\n-A PREROUTING -p tcp -j SVC\n-A SVC ${HALF} -j ACCEPT\n-A SVC ${HALF} -j ACCEPT\n-A SVC -j ACCEPT\nCOMMIT\n`,
  },
  "ipv4",
).ruleSet;

const RULES_OF_BOTH = {
  ruleSets: { ipv4: RULES, ipv6: emptyRuleSet("ipv6") },
  nftables: NO_NFTABLES,
};

const passed = (steps: string) => [
  { kind: "SYN", from: "A:1>B:2", points: [`PREROUTING nat PREROUTING A:1>B:2 [${steps}] accept`] },
];

describe("the kernel's chance", () => {
  it("is led through the rules that it came by", () => {
    const first = drawsOf(passed("PREROUTING 1 jump SVC; SVC 1 accept"), RULES_OF_BOTH);
    const last = drawsOf(passed("PREROUTING 1 jump SVC; SVC 3 accept"), RULES_OF_BOTH);
    assert.deepEqual(
      [first, last].map((draws) => draws.map((draw) => draw < 0.5)),
      [[true], [false, false]],
    );
  });

  it("is led through the numbers of nft, by the chain or the destination that came of them", () => {
    const text = [
      "table ip t {",
      " chain a { dnat ip to numgen random mod 2 map { 0 : 10.0.0.1 . 80, 1 : 10.0.0.2 . 80 }; }",
      " chain b { numgen random mod 3 vmap { 0 : goto x, 1 : goto y, 2 : goto z }; }",
      " chain x {",
      " }",
      " chain y {",
      " }",
      " chain z {",
      " }",
      "}",
    ].join("\n");
    const { nftables, diagnostics } = readNft({ name: "t", text }, { owner: "user" });
    assert.deepEqual(diagnostics, []);
    const points = [
      "b t b 1.1.1.1:1>2.2.2.2:80 [b 1 goto z] policy ACCEPT",
      "a t a 1.1.1.1:1>2.2.2.2:80 [a 1 accept] accept",
      "PREROUTING exit 1.1.1.1:1>10.0.0.2:80",
    ];
    const passes = [{ kind: "SYN", from: "1.1.1.1:1>2.2.2.2:80", points }];
    const draws = drawsOf(passes, { ...RULES_OF_BOTH, nftables });
    assert.deepEqual(draws, [2.5 / 3, 1.5 / 2]);
  });

  it("takes the place of the seed's in netfilter alone", () => {
    const id = namespaceId("node/worker");
    const led = ledRandom(1, new Map([[id, [0]]]));
    const own = led.fork("netfilter/node/worker");
    assert.deepEqual([own.next(), own.next() > 0.9], [0, true]);
    assert.equal(led.fork("ports/x").next(), ledRandom(1, new Map()).fork("ports/x").next());
  });
});
