import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSave } from "../../src/netfilter/iptables/read-save.js";
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

const passed = (steps: string) => [
  { kind: "SYN", from: "A:1>B:2", points: [`PREROUTING nat PREROUTING A:1>B:2 [${steps}] accept`] },
];

describe("the kernel's chance", () => {
  it("is led through the rules that it came by", () => {
    const first = drawsOf(passed("PREROUTING 1 jump SVC; SVC 1 accept"), [RULES]);
    const last = drawsOf(passed("PREROUTING 1 jump SVC; SVC 3 accept"), [RULES]);
    assert.deepEqual(
      [first, last].map((draws) => draws.map((draw) => draw < 0.5)),
      [[true], [false, false]],
    );
  });

  it("takes the place of the seed's in netfilter alone", () => {
    const id = namespaceId("node/worker");
    const led = ledRandom(1, new Map([[id, [0]]]));
    const own = led.fork("netfilter/node/worker");
    assert.deepEqual([own.next(), own.next() > 0.9], [0, true]);
    assert.equal(led.fork("ports/x").next(), ledRandom(1, new Map()).fork("ports/x").next());
  });
});
