import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareSeen } from "../../src/verify/pass/compare-passes.js";
import { withoutLaterAcks } from "../../src/verify/pass/pass.js";
import type { Pass } from "../../src/verify/pass/pass.js";

const SYN: Pass = {
  kind: "SYN",
  from: "10.0.0.1:40000>10.0.0.2:80",
  points: ["PREROUTING enter A", "PREROUTING raw PREROUTING A [PREROUTING 1 accept] accept"],
};
const seen = (passes: readonly Pass[], captures: readonly string[] = []) => ({ passes, captures });

describe("what the kernel and the simulation saw", () => {
  it("agrees where passes and captures are the same, whatever overtook what", () => {
    const data = { ...SYN, kind: "DATA" };
    const captures = ["in eth0 SYN A ttl 64", "out eth1 SYN A ttl 63"];
    const { agreed, differences } = compareSeen(
      "host/r",
      seen([SYN, data], captures),
      seen([data, SYN], [...captures].reverse()),
    );
    assert.deepEqual(differences, []);
    assert.equal(agreed, 4);
  });

  it("differs at the first point where another rule was met", () => {
    const [enter = "", walk = ""] = SYN.points;
    const other = { ...SYN, points: [enter, walk.replace("1 accept", "2 accept")] };
    const { differences } = compareSeen("host/r", seen([SYN]), seen([other]));
    assert.deepEqual(differences, [
      { where: `host/r SYN ${SYN.from} #2`, kernel: walk, simulated: other.points[1] },
    ]);
  });

  it("differs where one of them has a packet more", () => {
    const kernel = compareSeen("host/r", seen([SYN, SYN]), seen([SYN])).differences;
    assert.deepEqual(
      kernel.map(({ simulated }) => simulated),
      [null],
    );
    const simulated = compareSeen(
      "host/r",
      seen([]),
      seen([], ["in eth0 SYN A ttl 64"]),
    ).differences;
    assert.deepEqual(
      simulated.map((difference) => difference.kernel),
      [null],
    );
  });

  it("leaves later acknowledgements out: their number depends on timing", () => {
    const ack = { ...SYN, kind: "ACK" };
    const back = { ...ack, from: "10.0.0.2:80>10.0.0.1:40000" };
    assert.deepEqual(withoutLaterAcks([SYN, ack, ack, back]), [SYN, ack]);
  });
});
