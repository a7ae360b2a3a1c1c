import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exploreRequest, play } from "../../../src/pipeline.js";
import { fractionText, parseFraction, plus, ZERO } from "../../../src/base/fraction.js";
import type { ChoiceTree, Exploration } from "../../../src/trace/exploration.js";

const text = (lines: string, service = ""): string => `hopwise 1
seed 7
node control-plane
node worker { pods 10.244.1.0/24 }
node worker2 { pods 10.244.2.0/24 }
deployment example {
  labels app=example
  serves 80/tcp http 200 "hello"
  addresses 10.244.1.3, 10.244.2.3, 10.244.2.4
}
pod client on worker { address 10.244.1.9 }
service example {
  select app=example
  cluster-ip 10.96.1.64
  port 80
  ${service}
}
play {
${lines}
}
`;

const source = (lines: string, service = ""): { name: string; text: string } => ({
  name: "explore.hop",
  text: text(lines, service),
});

function ownTree(explored: Exploration | null): ChoiceTree {
  const tree = explored?.trees.find(({ isLookup }) => !isLookup);
  assert.ok(tree);
  return tree;
}

describe("exploreRequest", () => {
  it("finds every endpoint, as it was meant and as the kernel weighs it", () => {
    const explored = exploreRequest(source("  client curl http://10.96.1.64"), 1);
    const { service, decidedBy, branches, unplayed } = ownTree(explored);
    assert.equal(service, "default/example:80/tcp");
    assert.equal(decidedBy, "chance");
    assert.equal(unplayed, "0");
    assert.deepEqual(
      branches.map(({ endpoint, node, intended, probability }) => [
        endpoint,
        node,
        intended,
        probability,
      ]),
      [
        ["10.244.1.3:80", "worker", "1/3", "715827883/2147483648"],
        ["10.244.2.3:80", "worker2", "1/3", "1431655765/4294967296"],
        ["10.244.2.4:80", "worker2", "1/3", "1431655765/4294967296"],
      ],
    );
    assert.deepEqual(
      branches.map(({ choices }) =>
        choices.map(({ rule, taken, intended }) => [rule, taken, intended]),
      ),
      [
        [[2, true, "1/3"]],
        [
          [2, false, "2/3"],
          [3, true, "1/2"],
        ],
        [
          [2, false, "2/3"],
          [3, false, "1/2"],
          [4, true, "1"],
        ],
      ],
    );
    const sum = branches.reduce(
      (all, { probability }) => plus(all, parseFraction(probability) ?? ZERO),
      ZERO,
    );
    assert.equal(fractionText(sum), "1");
    assert.deepEqual(
      branches.map(({ outcome, status }) => [outcome, status]),
      Array(3).fill(["answered", 200]),
    );
    assert.equal(branches.filter(({ isPlayed }) => isPlayed).length, 1);
  });

  it("gives the look-up a tree of its own", () => {
    const explored = exploreRequest(
      source("  client curl http://example.default.svc.cluster.local"),
      1,
    );
    const [lookup, own] = explored?.trees ?? [];
    assert.equal(lookup?.isLookup, true);
    assert.equal(lookup.service, "kube-system/kube-dns:53/udp");
    assert.equal(lookup.branches.length, 2);
    assert.ok(lookup.times > 1);
    assert.equal(own?.isLookup, false);
  });

  it("says where a hairpin is masqueraded, and where not", () => {
    const line = "  pod in example on worker curl http://10.96.1.64";
    const { branches } = ownTree(exploreRequest(source(line), 1));
    assert.deepEqual(
      branches.map(({ masqueradedAs }) => masqueradedAs),
      ["10.244.1.1", null, null],
    );
  });

  it("has one branch where the client is remembered", () => {
    const lines = "  client curl http://10.96.1.64\n  client curl http://10.96.1.64";
    const sticky = source(lines, "affinity client-ip");
    assert.equal(ownTree(exploreRequest(sticky, 1)).branches.length, 3);
    const { branches, decidedBy } = ownTree(exploreRequest(sticky, 2));
    assert.equal(decidedBy, "affinity");
    assert.deepEqual(
      branches.map(({ probability, isPlayed }) => [probability, isPlayed]),
      [["1", true]],
    );
  });

  it("weighs the numbers that nft draws by how many of the kernel's come to each", () => {
    const { name, text: plain } = source("  client curl http://10.96.1.64");
    const nft = { name, text: plain.replace("seed 7", "seed 7\ncluster { proxy nftables }") };
    const { branches, decidedBy } = ownTree(exploreRequest(nft, 1));
    assert.equal(decidedBy, "chance");
    assert.deepEqual(
      branches.map(({ endpoint, intended, probability }) => [endpoint, intended, probability]),
      [
        ["10.244.1.3:80", "1/3", "715827883/2147483648"],
        ["10.244.2.3:80", "1/3", "1431655765/4294967296"],
        ["10.244.2.4:80", "1/3", "1431655765/4294967296"],
      ],
    );
  });

  it("has one branch where nft remembers the client", () => {
    const lines = "  client curl http://10.96.1.64\n  client curl http://10.96.1.64";
    const { name, text: plain } = source(lines, "affinity client-ip");
    const nft = { name, text: plain.replace("seed 7", "seed 7\ncluster { proxy nftables }") };
    assert.deepEqual(
      [1, 2].map((request) => {
        const { branches, decidedBy } = ownTree(exploreRequest(nft, request));
        return [branches.length, decidedBy];
      }),
      [
        [3, "chance"],
        [1, "affinity"],
      ],
    );
  });

  it("has one branch in ipvs mode, and says what state the scheduler chose by", () => {
    const lines = "  client curl http://10.96.1.64\n  client curl http://10.96.1.64";
    const { name, text: plain } = source(lines);
    const ipvs = { name, text: plain.replace("seed 7", "seed 7\ncluster { proxy ipvs }") };
    const [first, second] = [1, 2].map((request) => ownTree(exploreRequest(ipvs, request)));
    for (const tree of [first, second]) {
      assert.equal(tree?.decidedBy, "scheduler");
      assert.deepEqual(
        tree.branches.map(({ probability }) => probability),
        ["1"],
      );
    }
    const [before] = first?.branches ?? [];
    assert.equal(second?.scheduled, `rr: next after ${before?.endpoint ?? ""}`);
  });

  it("follows chance that a rule of a base chain leaves to", () => {
    const lines = `  iptables worker -A FORWARD -m statistic --mode random --probability 0.25 -j DROP
  iptables worker -P FORWARD ACCEPT
  client connect tcp 10.244.2.3:80`;
    const { service, branches } = ownTree(exploreRequest(source(lines), 1));
    assert.equal(service, null);
    assert.deepEqual(
      branches.map(({ probability, disposition }) => [probability, disposition]),
      [
        ["1/4", "dropped"],
        ["3/4", "delivered"],
      ],
    );
  });

  it("knows no request beyond the last", () => {
    assert.equal(exploreRequest(source("  client curl http://10.96.1.64"), 2), null);
  });
});

describe("pick", () => {
  const endpointsOf = (lines: string): readonly string[] =>
    (play(source(lines)).trace?.events ?? []).flatMap((event) =>
      event.kind === "packet-translated" && event.translation === "dnat"
        ? event.headers.destination
        : [],
    );

  it("leads the next request to an endpoint by its number or its place", () => {
    for (const [pick, address] of [
      ["1", "10.244.1.3"],
      ["2", "10.244.2.3"],
      ["3", "10.244.2.4"],
      ["10.244.2.4:80", "10.244.2.4"],
      ["10.244.2.3", "10.244.2.3"],
    ] as const)
      assert.deepEqual(endpointsOf(`  pick endpoint ${pick}\n  client curl http://10.96.1.64`), [
        address,
      ]);
  });

  it("holds for every time of a request, and for that request alone", () => {
    const lines =
      "  pick endpoint 3\n  client curl http://10.96.1.64 3 times\n  client curl http://10.96.1.64";
    const [first, second, third, free] = endpointsOf(lines);
    assert.deepEqual([first, second, third], Array(3).fill("10.244.2.4"));
    assert.ok(free !== undefined);
  });

  it("reports an endpoint that chance does not lead to, with those that it does", () => {
    const { diagnostics, trace } = play(
      source("  pick endpoint 4\n  client curl http://10.96.1.64"),
    );
    const [found] = diagnostics;
    assert.equal(found?.code, "pick-not-possible");
    assert.deepEqual(found.parameters["expected"], [
      "10.244.1.3:80",
      "10.244.2.3:80",
      "10.244.2.4:80",
    ]);
    assert.ok(trace);
  });

  it("gives way to a branch that is chosen from outside", () => {
    const given = source("  pick endpoint 1\n  client curl http://10.96.1.64");
    const { trace } = play(given, { chosen: { request: 1, branch: 2 } });
    const dnat = trace?.events.find((event) => event.kind === "packet-translated");
    assert.equal(dnat?.kind === "packet-translated" && dnat.headers.destination, "10.244.2.3");
  });

  it("reports what is no endpoint, and a pick that nothing follows", () => {
    const codes = (lines: string): readonly string[] =>
      play(source(lines)).diagnostics.map(({ code }) => code);
    assert.deepEqual(codes("  pick endpoint nobody\n  client curl http://10.96.1.64"), [
      "bad-endpoint",
    ]);
    assert.deepEqual(codes("  pick endpoint 0\n  client curl http://10.96.1.64"), ["bad-number"]);
    assert.deepEqual(codes("  client curl http://10.96.1.64\n  pick endpoint 1"), [
      "pick-without-request",
    ]);
    assert.deepEqual(codes("  pick backend 1\n  client curl http://10.96.1.64"), ["bad-choice"]);
  });
});

describe("explore", () => {
  it("tells what chance can make of the request before it plays it", () => {
    const { trace, diagnostics } = play(source("  explore client curl http://10.96.1.64"));
    assert.deepEqual(diagnostics, []);
    const kinds = (trace?.events ?? []).slice(0, 2).map(({ kind }) => kind);
    assert.deepEqual(kinds, ["choices-explored", "request-started"]);
    const plain = play(source("  client curl http://10.96.1.64")).trace;
    assert.deepEqual(trace?.events.slice(1), plain?.events);
  });

  it("marks the branch that is picked as the played one", () => {
    const { trace } = play(source("  pick endpoint 3\n  explore client curl http://10.96.1.64"));
    const event = trace?.events.find(({ kind }) => kind === "choices-explored");
    assert.ok(event?.kind === "choices-explored");
    assert.deepEqual(
      event.trees[0]?.branches.map(({ isPlayed }) => isPlayed),
      [false, false, true],
    );
  });
});
