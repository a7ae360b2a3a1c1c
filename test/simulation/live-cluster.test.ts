import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import type { Trace } from "../../src/trace/trace.js";
import { createHistory } from "../../src/trace/history.js";
import { stepsOf } from "../../src/trace/steps.js";

const CLUSTER = `hopwise 1
title "t"
node control-plane
node worker
node worker2
deployment web {
  replicas 2
  on worker, worker2
  serves 80/tcp http 200 "hi"
  serves 7/udp echo
  grace 5s
}
pod client on worker
service web {
  select app=web
  cluster-ip 10.96.1.64
  port 80 http
  port 7/udp echo
}
`;

function traceOf(lines: string): Trace {
  const { trace, diagnostics } = play({ name: "t.hop", text: `${CLUSTER}play {\n${lines}\n}\n` });
  assert.deepEqual(diagnostics, []);
  assert.ok(trace !== null);
  return trace;
}

type EventOf<Kind extends Trace["events"][number]["kind"]> = Trace["events"][number] & {
  readonly kind: Kind;
};

function all<Kind extends Trace["events"][number]["kind"]>(
  { events }: Trace,
  kind: Kind,
): readonly EventOf<Kind>[] {
  return events.filter((event): event is EventOf<Kind> => event.kind === kind);
}

function rulesAt(trace: Trace, node: string): readonly string[] {
  const state = createHistory(trace).stateAt(trace.events.length);
  const set = state.ruleSets.find(
    (one) => one.namespace === `node/${node}` && one.family === "ipv4",
  );
  return (set?.tables ?? []).flatMap(({ name, chains }) =>
    chains.flatMap((chain) =>
      chain.rules.map((rule) => `${name} ${chain.name} ${trace.header.texts[rule] ?? ""}`),
    ),
  );
}

describe("a cluster that changes while it plays", () => {
  it("replaces a deleted pod, and lets slices and rules follow in their own time", () => {
    const trace = traceOf("delete pod in web on worker2\nwait 10s");
    assert.deepEqual(
      all(trace, "pod-changed").map(({ change }) => change),
      ["deleted", "created", "started", "ready", "gone"],
    );
    const changes = all(trace, "endpoints-changed").flatMap((event) => event.changes);
    assert.deepEqual(
      changes.filter(({ port }) => port === 80).map(({ change }) => change),
      ["terminating", "unready", "ready", "removed"],
    );
    assert.ok(all(trace, "rules-synced").every(({ at }) => at >= 1_000_000));
    assert.equal(
      rulesAt(trace, "worker").filter((rule) => rule.includes("10.244.2.2:80")).length,
      0,
    );
  });

  it("leaves the rules as a node that starts with the same cluster has them", () => {
    const there = (replicas: number, lines: string): readonly string[] => {
      const text = CLUSTER.replace("replicas 2", `replicas ${replicas}`);
      const { trace } = play({ name: "t.hop", text: `${text}play {\n${lines}\n}\n` });
      assert.ok(trace !== null);
      return rulesAt(trace, "worker").toSorted();
    };
    // The third pod's address is the one that it has when it is there from the start.
    const grown = there(2, "scale web 3\nwait 10s").map(withoutAddress);
    assert.deepEqual(grown.toSorted(), there(3, "wait 1s").map(withoutAddress).toSorted());
    assert.deepEqual(there(2, "scale web 3\nwait 10s\nscale web 2\nwait 20s"), there(2, "wait 1s"));
  });

  it("tells what the API server holds in the step that changes it", () => {
    const trace = traceOf("scale web 3\nwait 5s\ndelete service web\ndrain worker2\nwait 20s");
    const history = createHistory(trace);
    const heldAt = (index: number, kind: string): readonly string[] =>
      history.stateAt(index).objects.flatMap((one) => (one.kind === kind ? [one.object.name] : []));
    const steps = stepsOf(trace, "hooks");
    const after = (command: string): number =>
      steps.find(({ about }) => {
        const event = trace.events[about];
        return event?.kind === "objects-changed" && event.command.includes(command);
      })?.to ?? -1;
    assert.equal(heldAt(0, "Pod").length, 5);
    assert.equal(heldAt(after("scale"), "Pod").length, 6);
    assert.ok(heldAt(after("scale"), "Service").includes("web"));
    assert.ok(!heldAt(after("delete service"), "Service").includes("web"));
    const end = history.stateAt(trace.events.length);
    const nodes = end.objects.flatMap((one) => (one.kind === "Node" ? [one.object] : []));
    assert.deepEqual(
      nodes.map(({ name, cordoned }) => [name, cordoned]),
      [
        ["control-plane", false],
        ["worker", false],
        ["worker2", true],
      ],
    );
    // What came and went again is as new as it is, and nothing is told that stayed as it was.
    const made = new Set(Object.keys(end.objectsCreatedAt));
    assert.equal(made.size, heldAt(trace.events.length, "Pod").length - 4);
    for (const { objects, removed } of all(trace, "objects-written"))
      assert.ok(objects.length + removed.length > 0);
  });

  it("syncs nothing on a stale node until it is restored, and then at once", () => {
    const trace = traceOf("stale worker\nscale web 1\nwait 10s\nrestore worker\nwait 1s");
    const own = all(trace, "rules-synced").filter(({ namespace }) => namespace === "node/worker");
    assert.equal(own.length, 1);
    assert.ok((own[0]?.afterMicroseconds ?? 0) > 9_000_000);
  });

  it("rolls a restarted Deployment out without ever having too few ready pods", () => {
    const trace = traceOf("restart web\nwait 30s");
    let ready = 2;
    for (const { change } of all(trace, "pod-changed")) {
      if (change === "ready") ready += 1;
      if (change === "deleted") ready -= 1;
      assert.ok(ready >= 2);
    }
    assert.equal(all(trace, "pod-changed").filter(({ change }) => change === "gone").length, 2);
  });

  it("moves a drained node's pods elsewhere", () => {
    const trace = traceOf("drain worker2\nwait 20s");
    const created = all(trace, "pod-changed").filter(({ change }) => change === "created");
    assert.deepEqual(
      created.map(({ pod }) => pod.node),
      ["node/worker"],
    );
  });

  it("answers from a Service that comes, and refuses it when it has gone", () => {
    traceOf(`apply service late { select app=web; cluster-ip 10.96.7.7; port 80 }
      wait 3s
      client curl http://10.96.7.7
      expect 200 from web
      delete service late
      wait 3s
      client dig late.default.svc.cluster.local
      expect nxdomain`);
  });

  it("deletes UDP entries whose endpoint no longer serves, and no others", () => {
    const trace = traceOf(`client send udp 10.96.1.64:7 8 times
      scale web 1
      wait 3s
      wait 6s`);
    const stale = all(trace, "connection-expired").filter(
      ({ reason }) => reason === "stale-endpoint",
    );
    assert.ok(stale.length > 0);
    const gone = all(trace, "pod-changed").find(({ change }) => change === "gone");
    assert.ok(stale.every(({ at }) => at > (gone?.at ?? Infinity)));
  });

  it("follows in nftables mode, with what a node that starts so has", () => {
    const tables = (replicas: number, lines: string): unknown => {
      const text = CLUSTER.replace("replicas 2", `replicas ${replicas}`).replace(
        "node control-plane",
        "cluster { proxy nftables }\nnode control-plane",
      );
      const { trace } = play({ name: "t.hop", text: `${text}play {\n${lines}\n}\n` });
      assert.ok(trace !== null);
      const state = createHistory(trace).stateAt(trace.events.length);
      const own = state.nftables.find(({ namespace }) => namespace === "node/worker");
      const textsOf = (all: readonly number[]): readonly (string | undefined)[] =>
        all.map((index) => trace.header.texts[index]);
      return own?.tables.map(({ name, family, sets, chains }) => ({
        name,
        family,
        sets: sets.map((set) => [set.name, textsOf(set.elements)]),
        chains: chains.map((chain) => [chain.name, textsOf(chain.rules)]),
      }));
    };
    const start = tables(2, "wait 1s");
    assert.notDeepEqual(tables(2, "scale web 3\nwait 10s"), start);
    assert.deepEqual(tables(2, "scale web 3\nwait 10s\nscale web 2\nwait 20s"), start);
  });

  it("says that a pod which is gone runs nothing", () => {
    const text = `${CLUSTER}play {\ndelete pod client\nwait 40s\nclient curl http://10.96.1.64\n}\n`;
    const { diagnostics } = play({ name: "t.hop", text });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["pod-not-there"],
    );
  });
});

function withoutAddress(rule: string): string {
  return rule.replaceAll(/10\.244\.\d+\.\d+/g, "POD").replaceAll(/KUBE-SEP-\w+/g, "SEP");
}

describe("what a sync leaves alone, and what it does not", () => {
  const ended = (trace: Trace): readonly string[] =>
    all(trace, "request-ended").map(({ outcome }) => outcome);
  const deliveredTo = (trace: Trace, program: string): readonly string[] =>
    trace.events.flatMap((event) =>
      event.kind === "packet-ended" &&
      event.reason.kind === "socket" &&
      event.reason.program === program
        ? [event.namespace ?? ""]
        : [],
    );

  it("a TCP connection stays with its endpoint, until that exits", () => {
    const text = CLUSTER.replaceAll("7/udp", "7/tcp");
    const lines = [
      "pick endpoint 10.244.2.2:7",
      "client connect tcp 10.96.1.64:7 as talk",
      "unready pod in web on worker2",
      "wait 3s",
      'expect no rule worker nat "KUBE-SVC-WEB"',
      'client say talk "still there?"',
      "expect answered from worker2 in web",
      "delete pod in web on worker2",
      "wait 5020ms",
      'client say talk "anybody?"',
      "expect reset",
      'client say talk "once more"',
    ];
    const { trace, diagnostics } = play({
      name: "t.hop",
      text: `${text}play {\n${lines.join("\n")}\n}\n`,
    });
    assert.deepEqual(diagnostics, []);
    assert.ok(trace !== null);
    assert.deepEqual(ended(trace), ["answered", "answered", "reset", "unreachable"]);
    assert.equal(
      all(trace, "request-ended").at(-1)?.output,
      "say: Transport endpoint is not connected\n",
    );
  });

  it("a UDP entry goes with its endpoint, so that the same port reaches another", () => {
    const send = "client send udp 10.96.1.64:7 -p 40000";
    const trace = traceOf(
      `pick endpoint 10.244.2.2:7\n${send}\nunready pod in web on worker2\n${send}\nwait 3s\n${send}`,
    );
    assert.deepEqual(ended(trace), ["answered", "answered", "answered"]);
    const [first, second, third] = deliveredTo(trace, "echo");
    assert.equal(first, second);
    assert.notEqual(second, third);
  });
});

describe("expect rule", () => {
  for (const [mode, chain] of [
    ["iptables", "nat KUBE-SERVICES -d 10.96.1.64/32 -p tcp"],
    ["nftables", "kube-proxy @service-ips 10.96.1.64 . tcp . 80"],
  ] as const)
    it(`looks at the rules that are there: ${mode}`, () => {
      const [table = "", ...rule] = chain.split(" ");
      const text = CLUSTER.replace(
        "node control-plane",
        `cluster { proxy ${mode} }\nnode control-plane`,
      );
      const says = `rule worker ${table} "${rule.join(" ")}"`;
      const lines = `expect ${says}\nexpect no ${says}\ndelete service web\nwait 5s\nexpect no ${says}\nexpect ${says}\nexpect no rule worker nta "X"`;
      const { diagnostics } = play({ name: "t.hop", text: `${text}play {\n${lines}\n}\n` });
      assert.deepEqual(
        diagnostics.map(({ code, parameters }) => [code, parameters["expectation"]]),
        [`no ${says}`, says, 'no rule worker nta "X"'].map((one) => [
          "rule-expectation-failed",
          one,
        ]),
      );
    });
});
