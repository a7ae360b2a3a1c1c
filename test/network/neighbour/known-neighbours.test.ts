import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../../src/pipeline.js";
import { namespaceId } from "../../../src/trace/id.js";
import { initialState } from "../../../src/trace/initial-state.js";

/** The devices on which a node with two pods of these addresses has neighbours in the pods' range. */
function podNeighbours(cni: string): readonly string[] {
  const text = `hopwise 1
cluster { cni ${cni} }
node a
node b
pod x on a { address 10.244.0.9 }
pod y on a { address 10.244.0.10 }
play { x ping 10.244.0.10 }
`;
  const { trace } = play({ name: "test.hop", text });
  assert.ok(trace);
  const tables = initialState(trace.header).tables[namespaceId("node/a")];
  const found = tables?.neighbours.filter(({ address }) => /^10\.244\.0\.(9|10)$/.test(address));
  return (found ?? []).map(
    ({ address, device }) => `${address} ${device.replace(/[\da-f]{6,}$/, "…")}`,
  );
}

describe("the neighbours of a running node", () => {
  it("are on the bridge, and none on its ports", () => {
    const expected = ["10.244.0.9 cni0", "10.244.0.10 cni0"];
    assert.deepEqual(podNeighbours("flannel vxlan").toSorted(), expected.toSorted());
  });

  it("are on the node's end of each pod's own cable where no bridge is", () => {
    for (const [cni, device] of [
      ["kindnet", "veth…"],
      ["calico ipip", "cali…"],
    ] as const) {
      const expected = [`10.244.0.9 ${device}`, `10.244.0.10 ${device}`];
      assert.deepEqual(podNeighbours(cni).toSorted(), expected.toSorted());
    }
  });
});
