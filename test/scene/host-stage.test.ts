import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import type { BoxMark, LineMark, Mark, TextMark } from "../../src/scene/mark/mark.js";
import type { Scene } from "../../src/scene/scene.js";
import { hostChart } from "../../src/scene/view/hosts/host-chart.js";
import { hostStage } from "../../src/scene/view/hosts/host-stage.js";
import type { Trace } from "../../src/trace/trace.js";
import { docker } from "../support/bridge-worlds.js";
import { manyPorts, twoBridges, uppers } from "../support/crowded-worlds.js";
import { shownTrace } from "../support/small-views.js";

/** The panes of a player of 1280 pixels, and the stage of one of 360. */
const STAGE = { width: 682, height: 648 };
const CHART = { width: 494, height: 331 };
const SMALL = { width: 322, height: 478 };

function stages(trace: Trace, size: { readonly width: number; readonly height: number }): Scene[] {
  const shown = shownTrace(trace);
  return shown.steps("story").map((step) => hostStage(shown.input(step, size)));
}

function boxNamed({ marks }: Scene, key: string): BoxMark {
  const found = marks.find((mark): mark is BoxMark => mark.kind === "box" && mark.key === key);
  assert.ok(found, `no box ${key}`);
  return found;
}

function words({ marks }: Scene, key: RegExp): readonly string[] {
  return marks
    .filter((mark): mark is TextMark => mark.kind === "text" && key.test(mark.key))
    .map(({ text }) => text);
}

// The ends of a line that leaves no box half-way.
function endsOf({ path }: LineMark): readonly (readonly [number, number])[] {
  const points = [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  );
  return [points[0], points.at(-1)].filter((point) => point !== undefined);
}

function touches({ x, y, width, height }: BoxMark, [px, py]: readonly [number, number]): boolean {
  return px >= x - 1 && px <= x + width + 1 && py >= y - 1 && py <= y + height + 1;
}

function joined({ marks }: Scene, one: BoxMark, other: BoxMark): boolean {
  return marks
    .filter((mark: Mark): mark is LineMark => mark.kind === "line" && mark.key.includes("/wire/"))
    .map(endsOf)
    .some(
      (ends) => ends.some((end) => touches(one, end)) && ends.some((end) => touches(other, end)),
    );
}

describe("the stage of hosts", () => {
  it("leads the line of a node's pods to those alone that are there", () => {
    const text = `hopwise 1
title "t"
cluster { cni bridge }
node control-plane
node worker
deployment web { replicas 1; on control-plane; serves 80/tcp http 200 "x"; grace 1s }
deployment late { replicas 0; on worker; serves 80/tcp http 200 "x"; grace 1s }
play {
  wait 1s
  scale late 2
  wait 4s
  scale late 0
  wait 4s
}
`;
    const { trace } = play({ name: "t.hop", text });
    assert.ok(trace !== null);
    const shown = shownTrace(trace);
    const counts = shown.steps("hooks").map((step) => {
      const { marks } = hostStage(shown.input(step, STAGE));
      const lines = marks.filter((mark): mark is LineMark => mark.kind === "line");
      const pods = lines
        .filter(({ key }) => /^pod\/.*\/wire$/.test(key))
        .map((one) => endsOf(one)[1]);
      const ends = new Set(pods.map((end) => JSON.stringify(end)));
      const starts = lines
        .filter(({ key }) => key.startsWith("node/worker/wire/"))
        .map((one) => JSON.stringify(endsOf(one)[0]));
      const here = starts.filter((start) => ends.has(start)).length;
      return [ends.size, starts.length, here].join(" ");
    });
    // Pods wired on both nodes, lines in the card of the worker, and those of them that begin where a pod is wired.
    assert.deepEqual([...new Set(counts)], ["3 2 0", "4 3 1", "5 3 1"]);
  });

  for (const count of [4, 6]) {
    it(`keeps the names of a bridge's ${count} ports apart on a small screen`, () => {
      for (const scene of stages(manyPorts(count), SMALL)) {
        const names = words(scene, /^host\/machine\/veth-.*-br\/name$/);
        assert.equal(names.length, count);
        assert.equal(new Set(names).size, count, names.join(" "));
      }
    });
  }

  it("says what the stack is beside a bridge with many ports on a small screen", () => {
    for (const scene of stages(manyPorts(4), SMALL))
      assert.deepEqual(words(scene, /^host\/machine\/stack\/parts$/), [
        "netfilter · routing · conntrack",
      ]);
  });

  for (const size of [STAGE, SMALL]) {
    it(`joins every bridge with its host's stack at ${size.width} px`, () => {
      for (const [trace, host, bridges] of [
        [docker(2), "host/docker-host", ["docker0"]],
        [manyPorts(4), "host/machine", ["v-net-0"]],
        [twoBridges(), "host/machine", ["docker0", "br-7f3a9c"]],
      ] as const) {
        for (const scene of stages(trace, size)) {
          const stack = boxNamed(scene, `${host}/stack`);
          for (const bridge of bridges)
            assert.ok(joined(scene, boxNamed(scene, `${host}/${bridge}`), stack), bridge);
        }
      }
    });

    it(`joins a device with the one that it is made on at ${size.width} px`, () => {
      for (const scene of stages(uppers(), size)) {
        const lower = boxNamed(scene, "host/machine/eth0");
        for (const upper of ["mac0", "mac1"])
          assert.ok(joined(scene, boxNamed(scene, `host/machine/${upper}`), lower), upper);
      }
    });
  }

  it("fits its pane with five hosts on a bridge", () => {
    for (const { height } of stages(scenario("linux/many-over-a-bridge"), STAGE))
      assert.equal(height, STAGE.height);
  });
});

describe("the chart of a host with bridges", () => {
  for (const name of ["docker/port-mapping", "cni/vxlan-across-nodes"]) {
    it(`fits its pane, and has one box in focus at most, at every step of ${name}`, () => {
      const shown = shownTrace(scenario(name));
      for (const detail of ["story", "hooks"] as const) {
        for (const step of shown.steps(detail)) {
          const { height, marks } = hostChart(shown.input(step, CHART));
          assert.equal(height, CHART.height);
          const current = marks.filter((mark) => mark.kind === "text" && mark.fill === "on-packet");
          assert.ok(current.length <= 1, current.map(({ key }) => key).join(" "));
        }
      }
    });
  }
});

function scenario(name: string): Trace {
  const path = `scenarios/${name}.hop`;
  const { trace } = play({ name: path, text: readFileSync(path, "utf8") });
  assert.ok(trace);
  return trace;
}
