import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Scene } from "../../src/scene/scene.js";
import { needsHosts } from "../../src/scene/layout/hosts/needs-hosts.js";
import { wholeChart } from "../../src/scene/layout/whole-chart.js";
import { hostChart } from "../../src/scene/view/hosts/host-chart.js";
import { rules } from "../../src/scene/view/rules/rules.js";
import { selectedBy } from "../../src/scene/view/selected.js";
import { bridged, WORLDS } from "../support/host-worlds.js";
import { smallTrace } from "../support/small-trace.js";
import { SMALL_HEADER } from "../support/small-trace-header.js";
import { shownTrace } from "../support/small-views.js";

const trace = bridged();

function chartAtEnd(width: number, sysctls: Readonly<Record<string, string>> = {}): Scene {
  const namespaces = trace.header.namespaces.map((namespace) => ({
    ...namespace,
    tables: { ...namespace.tables, sysctls },
  }));
  const shown = shownTrace({ ...trace, header: { ...trace.header, namespaces } });
  const step = shown.steps("hooks").at(-1);
  assert.ok(step);
  return hostChart(shown.input(step, { width, height: 400 }));
}

function litEdges({ marks }: Scene): readonly string[] {
  return marks
    .filter((mark) => mark.kind === "line" && mark.key.startsWith("edge/") && mark.strokeWidth > 2)
    .map(({ key }) => key)
    .sort();
}

describe("the whole chart", () => {
  it("has what the kernel does between the tables, in its order", () => {
    const chart = new Map(
      wholeChart(SMALL_HEADER.chart, "nft").map(({ hook, stations }) => [hook, stations]),
    );
    assert.deepEqual(chart.get("PREROUTING"), ["defrag", "raw", "conntrack", "mangle", "nat"]);
    assert.deepEqual(chart.get("POSTROUTING"), ["mangle", "nat", "helper", "confirm"]);
    assert.ok(chart.get("OUTPUT")?.join(" ").includes("nat reroute filter"));
  });

  it("has security before nat in INPUT with legacy iptables, and behind it with nft", () => {
    const input = (iptables: "nft" | "legacy"): string =>
      wholeChart(SMALL_HEADER.chart, iptables)
        .find(({ hook }) => hook === "INPUT")
        ?.stations.join(" ") ?? "";
    assert.match(input("nft"), /nat security/);
    assert.match(input("legacy"), /security nat/);
  });

  for (const width of [360, 640, 1000]) {
    it(`lights a bridged frame's way past the hooks of IP at ${width} px`, () => {
      assert.deepEqual(litEdges(chartAtEnd(width)), [
        "edge/bridge FORWARD/bridge POSTROUTING",
        "edge/bridge PREROUTING/bridge",
        "edge/bridge/bridge FORWARD",
        "edge/ingress/bridge PREROUTING",
        "edge/input/ingress",
      ]);
    });
  }

  it("says whether br_netfilter is on", () => {
    const words = (sysctls: Readonly<Record<string, string>>): string =>
      chartAtEnd(640, sysctls)
        .marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []))
        .join("\n");
    assert.match(words({}), /br_netfilter on/);
    assert.match(words({ "net/bridge/bridge-nf-call-iptables": "0" }), /br_netfilter off/);
  });

  it("has no bridges' hooks on a host without bridges", () => {
    const shown = shownTrace(smallTrace());
    const step = shown.steps("hooks").find(({ about }) => about > 20);
    assert.ok(step);
    const scene = hostChart(shown.input(step, { width: 640, height: 400 }));
    assert.ok(!scene.marks.some(({ key }) => key.startsWith("hook/bridge")));
  });
});

describe("the stage that a trace needs", () => {
  it("is that of hosts for bridges, tunnels and cables, and a cluster's for nodes on one network", () => {
    assert.equal(needsHosts(SMALL_HEADER), false);
    for (const make of Object.values(WORLDS)) assert.equal(needsHosts(make().header), true);
  });
});

describe("a chain that the reader asked for", () => {
  it("is named by a box's action", () => {
    assert.deepEqual(selectedBy("hook:OUTPUT/table:nat"), { table: "nat", chain: "OUTPUT" });
    assert.deepEqual(selectedBy("hook:INPUT"), { table: null, chain: "INPUT" });
    assert.deepEqual(selectedBy("chain:nat/KUBE-SERVICES"), {
      table: "nat",
      chain: "KUBE-SERVICES",
    });
    assert.equal(selectedBy("namespace:node/worker"), null);
  });

  it("is shown rule by rule, none reached that no walk has met", () => {
    const shown = shownTrace(smallTrace());
    const step = shown
      .steps("rules")
      .find(({ about }) => smallTrace().events[about]?.kind === "packet-translated");
    assert.ok(step);
    const input = shown.input(step, { width: 640, height: 400 });
    const scene = rules({ ...input, selected: { table: "filter", chain: "KUBE-FORWARD" } });
    const boxes = scene.marks.filter(
      (mark) => mark.kind === "box" && mark.key.startsWith("rule/filter/KUBE-FORWARD/"),
    );
    assert.equal(boxes.length, 3);
    for (const { tooltip } of boxes) assert.match(tooltip ?? "", /not reached/);
  });
});
