import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ROUTE_COMMANDS } from "../support/route-commands.js";
import { reasonToSkip, runInNamespace } from "../support/network-namespace.js";

const SET_UP = [
  "ip link set lo up",
  "ip link add ea type veth peer name ea2",
  "ip link add eb type veth peer name eb2",
  "ip link add ed type veth peer name ed2",
  "for device in ea ea2 eb eb2; do ip link set $device up; done",
  "ip address add 10.0.0.1/24 dev ea",
  "ip address add fd00::1/64 dev ea nodad",
  "sleep 0.2",
];

describe("the real ip route add", { skip: reasonToSkip() }, () => {
  it("takes and refuses the same routes, with the same words", () => {
    const commands = ROUTE_COMMANDS.map(
      ([command]) =>
        `said=$(ip ${command.includes("::") ? "-6 " : ""}route add ${command} 2>&1) || true; echo "$said" | head -n 1`,
    );
    const { failure, output } = runInNamespace([...SET_UP, ...commands].join("\n"), "");
    assert.equal(failure, null);
    const lines = output.split("\n").slice(0, ROUTE_COMMANDS.length);
    for (const [index, [command, refusal]] of ROUTE_COMMANDS.entries())
      assert.equal(lines[index], refusal ?? "", command);
  });
});
