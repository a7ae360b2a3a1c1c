import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import type { BoxMark } from "../../src/scene/mark/mark.js";
import type { Scene } from "../../src/scene/scene.js";
import { branches } from "../../src/scene/view/branches/branches.js";
import { chanceTree } from "../../src/scene/view/branches/chance-tree.js";
import { kernelShares, productText } from "../../src/scene/view/branches/share-text.js";
import { VIEWS } from "../../src/scene/view/order.js";
import type { BranchDesk } from "../../src/scene/view/input.js";
import type { Branch, Choice } from "../../src/trace/exploration.js";
import type { Trace } from "../../src/trace/trace.js";
import { fitsEverywhere } from "../support/fits-everywhere.js";
import { shownTrace } from "../support/small-views.js";
import { threeEndpoints } from "../support/three-endpoints.js";

const CURL = "explore client curl http://10.96.1.64";
const OWN = VIEWS.filter(({ name }) => name === "branches");
const DESK: BranchDesk = { canPlay: true, chosen: "", explored: new Map() };

function played(text: string): Trace {
  const { trace } = play({ name: "branches.hop", text });
  assert.ok(trace);
  return trace;
}

const many = (count: number, mode = ""): string =>
  threeEndpoints(`  ${CURL}`)
    .replace("addresses 10.244.1.3, 10.244.2.3, 10.244.2.4", `replicas ${count}`)
    .replace("node control-plane\n", `${mode}\nnode control-plane\n`);

function sceneOf(
  trace: Trace,
  {
    kind = "choices-explored",
    desk,
    width = 500,
  }: { kind?: string; desk?: BranchDesk; width?: number } = {},
): Scene {
  const shown = shownTrace(trace);
  const step = shown.steps("rules").find(({ about }) => trace.events[about]?.kind === kind);
  assert.ok(step, kind);
  const input = shown.input(step, { width, height: 300 });
  return branches({ ...input, ...(desk === undefined ? {} : { branches: desk }) });
}

function wordsOf({ marks }: Scene): readonly string[] {
  return marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
}

function actionsOf({ marks }: Scene): readonly string[] {
  return marks.flatMap(({ kind, action }) => (kind === "box" ? (action ?? []) : []));
}

describe("the picture of branches", () => {
  const trace = played(threeEndpoints(`  ${CURL}\n  client curl http://10.96.1.64`));

  it("has the shares along the chain and their product at each endpoint, as meant and as the kernel has it", () => {
    const words = wordsOf(sceneOf(trace));
    for (const share of ["1/3", "2/3", "1/2", "1", "2/3 × 1/2 = 1/3", "2/3 × 1/2 × 1 = 1/3"])
      assert.ok(words.includes(share), share);
    assert.ok(words.includes("kernel 715827883/2³¹ ≈ 0.333333333489"), words.join("\n"));
    assert.ok(words.includes("3 branches, together 1"));
  });

  it("marks the branch of the play, and brings it into sight", () => {
    const scene = sceneOf(trace);
    const own = scene.marks.filter(
      (mark): mark is BoxMark => mark.kind === "box" && mark.stroke === "hit",
    );
    assert.deepEqual(
      own.map(({ tooltip }) => tooltip),
      ["Branch 1, which is playing: 10.244.1.3:80, probability 1/3"],
    );
    assert.deepEqual(scene.focus, { y: own[0]?.y, height: own[0]?.height });
  });

  it("asks for nothing where it is a picture, and for every branch where the text is there", () => {
    assert.deepEqual(actionsOf(sceneOf(trace)), []);
    assert.deepEqual(actionsOf(sceneOf(trace, { desk: DESK })), [
      "branch:1:1",
      "branch:1:2",
      "branch:1:3",
    ]);
    const recorded = sceneOf(trace, { desk: { ...DESK, canPlay: false } });
    assert.deepEqual(actionsOf(recorded), []);
    assert.match(wordsOf(recorded).join(" "), /recorded trace/);
  });

  it("offers the way back while a chosen branch plays", () => {
    assert.equal(actionsOf(sceneOf(trace, { desk: { ...DESK, chosen: "1:2" } }))[0], "branch:");
  });

  it("offers to explore a request that is not, and shows what was found", () => {
    const plain = played(threeEndpoints("  client curl http://10.96.1.64"));
    const before = sceneOf(plain, { kind: "request-started", desk: DESK });
    assert.deepEqual(actionsOf(before), ["explore:1"]);
    const told = trace.events.find(({ kind }) => kind === "choices-explored");
    assert.ok(told?.kind === "choices-explored");
    const desk = { ...DESK, explored: new Map([[1, told]]) };
    const after = sceneOf(plain, { kind: "request-started", desk });
    assert.equal(actionsOf(after).length, 3);
  });

  it("shows the look-up's tree too, which cannot be led", () => {
    const named = played(threeEndpoints("  explore client curl http://example"));
    const scene = sceneOf(named, { desk: DESK });
    const trees = new Set(scene.marks.flatMap(({ key }) => /^tree\/\d+/.exec(key)?.[0] ?? []));
    assert.equal(trees.size, 2);
    const own = scene.marks.find(({ key }) => key === "tree/1/branch/1");
    assert.ok(own?.kind === "box" && scene.focus !== undefined && scene.focus.y >= own.y);
    assert.equal(sceneOf(named, { kind: "request-ended" }).focus, undefined);
    assert.equal(actionsOf(scene).length, 3);
    assert.match(scene.description, /Branch 2: 10\.244\.2\.3:80, probability 1\/3/);
  });

  it("says so where chance has no say", () => {
    const one = played(many(1));
    assert.match(wordsOf(sceneOf(one, { desk: DESK })).join(" "), /The rules leave one way/);
    assert.deepEqual(actionsOf(sceneOf(one, { desk: DESK })), []);
  });

  it("keeps to one column however many endpoints a chain has", () => {
    const { trees } = played(many(30)).events.find((e) => e.kind === "choices-explored") ?? {
      trees: [],
    };
    const tree = chanceTree(trees[0]?.branches ?? []);
    assert.equal(tree.columns, 1);
    assert.deepEqual(
      tree.leaves.map(({ row }) => row),
      Array.from({ length: 30 }, (_, row) => row),
    );
  });

  fitsEverywhere("thirty endpoints", played(many(30)), 999, OWN);
  fitsEverywhere(
    "thirty endpoints of nft",
    played(many(30, "cluster { proxy nftables }")),
    999,
    OWN,
  );
  fitsEverywhere(
    "a look-up",
    played(threeEndpoints("  explore client curl http://example")),
    99,
    OWN,
  );
});

describe("the tree of draws", () => {
  const draw = (chain: string, rule: number, taken: boolean): Choice => ({
    ...{ table: "nat", chain, rule, taken, probability: "1/2", intended: "1/2" },
    namespace: "node/worker" as Choice["namespace"],
  });
  const branch = (number: number, ...choices: readonly Choice[]): Branch => ({
    ...{ number, choices, probability: "1/4", intended: "1/4", endpoint: `10.0.0.${number}:80` },
    ...{
      pod: null,
      node: null,
      masqueradedAs: null,
      disposition: null,
      outcome: null,
      status: null,
    },
    isPlayed: number === 2,
  });

  it("opens another column for draws behind a rule that was hit", () => {
    const { nodes, columns } = chanceTree([
      branch(1, draw("A", 1, true), draw("B", 1, true)),
      branch(2, draw("A", 1, true), draw("B", 1, false)),
      branch(3, draw("A", 1, false), draw("A", 2, true)),
    ]);
    assert.equal(columns, 2);
    assert.deepEqual(
      nodes.map(({ place, row, column, isNewChain, isPlayed }) => [
        `${place.chain}${place.rule}`,
        row,
        column,
        isNewChain,
        isPlayed,
      ]),
      [
        ["A1", 0, 0, true, true],
        ["B1", 0, 1, true, true],
        ["A2", 2, 0, false, false],
      ],
    );
  });

  it("keeps the numbers of one numgen apart, which weigh the same", () => {
    const number = draw("service", 1, true);
    const { nodes, leaves } = chanceTree([branch(1, number), branch(2, number), branch(3, number)]);
    assert.equal(nodes[0]?.arms.length, 3);
    assert.equal(leaves.length, 3);
  });
});

describe("what a branch weighs, in words", () => {
  it("is exact, with powers of two as such", () => {
    assert.deepEqual(kernelShares("1"), ["1", "1"]);
    assert.deepEqual(kernelShares("1/2"), ["1/2 = 0.5", "1/2"]);
    assert.deepEqual(kernelShares("1431655765/4294967296"), [
      "1431655765/2³² ≈ 0.333333333256",
      "1431655765/2³²",
    ]);
    assert.deepEqual(kernelShares(`1${"0".repeat(20)}/3${"0".repeat(20)}1`)[0], "≈ 0.033333333333");
  });

  it("keeps the ends of a product that is too long", () => {
    const choices = ["9/10", "8/9", "7/8", "6/7", "1/6"].map(
      (intended) => ({ intended }) as Choice,
    );
    const shares = { choices, intended: "1/10" };
    assert.equal(
      productText(shares, (text) => text.length < 30),
      "9/10 × … × 1/6 = 1/10",
    );
    assert.equal(
      productText(shares, () => true),
      "9/10 × 8/9 × 7/8 × 6/7 × 1/6 = 1/10",
    );
  });
});
