import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { required } from "../../src/base/assert.js";
import { compare, play } from "../../src/pipeline.js";
import { rules } from "../../src/scene/view/rules/rules.js";
import type { ChainHeader, RuleSetHeader } from "../../src/trace/header.js";
import { readTrace, writeTrace } from "../../src/trace/read.js";
import { requestCosts } from "../../src/trace/request-cost.js";
import { ruleTextAt } from "../../src/trace/rule-text-at.js";
import type { Trace } from "../../src/trace/trace.js";
import { hostMoment, shown } from "../support/host-moment.js";
import { shownTrace } from "../support/small-views.js";

const SERVICES = 600;

function text(line = ""): string {
  return `hopwise 1
node control-plane
node worker
node worker2
deployment shop { replicas 2; serves 80/tcp http 200 "hello" }
pod client on worker
service filler { copies ${SERVICES}; select app=shop; port 80 }
service web { select app=shop; cluster-ip 10.96.200.1; port 80 }
play {
  ${line}
  client curl http://10.96.200.1
  expect 200
}
`;
}

function traceOf(source: string, options: Parameters<typeof play>[1] = {}): Trace {
  const { trace, diagnostics } = play({ name: "many.hop", text: source }, options);
  assert.deepEqual(diagnostics, []);
  return required(trace, "a trace");
}

function chainIn(trace: Trace, name: string): ChainHeader {
  const set = trace.header.ruleSets.find(({ namespace }) => namespace === "node/worker");
  const nat = set?.tables.find((table) => table.name === "nat");
  return required(
    nat?.chains.find((chain) => chain.name === name),
    name,
  );
}

describe("why-nftables, the lesson", () => {
  for (const [services, visited] of [
    [100, { iptables: 231, nftables: 32 }],
    [10_000, { iptables: 20_031, nftables: 32 }],
  ] as const)
    it(`counts the rules that the first packet visits among ${services} Services`, () => {
      const name = `scenarios/modes/why-nftables-${services}.hop`;
      const { plays, diagnostics } = compare({ name, text: readFileSync(name, "utf8") });
      assert.deepEqual(diagnostics, []);
      const found = plays.map(({ mode, played }) => {
        const { loaded, trace } = played;
        assert.equal(loaded.scenario?.cluster.services.length, services);
        const [first] = requestCosts(required(trace, mode));
        return [mode, first?.first.rules];
      });
      assert.deepEqual(Object.fromEntries(found), visited);
    });
});

describe("the header of a cluster with many Services", () => {
  const trace = traceOf(text());

  it("lists what was met with its neighbours, and counts the rest", () => {
    const services = chainIn(trace, "KUBE-SERVICES");
    const numbers = required(services.listed, "listed").numbers;
    assert.equal(services.listed?.of, SERVICES + 6);
    assert.ok(numbers.length < 100);
    assert.equal(services.rules.length, numbers.length);
    assert.deepEqual(
      [1, 300, SERVICES + 6].map((number) => numbers.includes(number)),
      [true, false, true],
    );
    const place = { namespace: "node/worker", table: "nat", chain: "KUBE-SERVICES" } as const;
    const at = { ...place, namespace: trace.header.namespaces[0]?.id ?? ("node/x" as never) };
    const worker = trace.header.namespaces.find(({ id }) => id === "node/worker");
    const rule = ruleTextAt(trace.header, {
      ...at,
      namespace: required(worker, "worker").id,
      rule: SERVICES + 2,
    });
    assert.match(rule, /-d 10\.96\.200\.1\/32/);
    const nat = trace.header.ruleSets[0]?.tables.find(({ name }) => name === "nat");
    assert.ok((nat?.unlisted?.chains ?? 0) > 3 * (SERVICES - 1));
  });

  it("says of a node that no packet came to that its rules were not compiled", () => {
    const ofControlPlane = trace.header.ruleSets.filter(
      ({ namespace }) => namespace === "node/control-plane",
    );
    assert.deepEqual(
      ofControlPlane.map(({ uncompiled, tables }: RuleSetHeader) => [uncompiled, tables.length]),
      [
        [true, 0],
        [true, 0],
      ],
    );
  });

  it("is read back, and shown with the rules that it counts", () => {
    const read = readTrace(writeTrace(trace));
    assert.ok("trace" in read, JSON.stringify(read));
    const views = shownTrace(trace);
    const hit = views.steps("rules").find(({ about }) => {
      const event = trace.events[about];
      return event?.kind === "rule-hit" && event.chain === "KUBE-SERVICES";
    });
    const { marks } = rules(views.input(required(hit, "a hit"), { width: 720, height: 460 }));
    const texts = marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
    const above = texts.find((line) => line.endsWith("more above")) ?? "";
    const first = Number(texts.find((line) => /^\d+$/.test(line)));
    assert.equal(Number(/\d+/.exec(above)?.[0]), first - 1);
    assert.ok(texts.includes(String(SERVICES + 2)));
  });

  it("is not enough for tools that list rules", () => {
    const moment = hostMoment(trace, "worker");
    assert.equal(shown(moment, "iptables -t nat -S"), "!rules-unlisted");
    assert.match(shown(moment, "ip route"), /default via/);
  });

  it("lists everything where that is asked for, and where rules change", () => {
    const whole = traceOf(text(), { wholeRules: true });
    assert.equal(chainIn(whole, "KUBE-SERVICES").rules.length, SERVICES + 6);
    assert.equal(chainIn(whole, "KUBE-SERVICES").listed, undefined);
    const changed = traceOf(text("iptables worker -A INPUT -p icmp -j ACCEPT"));
    assert.equal(chainIn(changed, "KUBE-SERVICES").listed, undefined);
    assert.deepEqual(
      whole.events.map(({ kind }) => kind),
      trace.events.map(({ kind }) => kind),
    );
  });

  it("is as small in nftables mode: the elements that were found, the chains that were entered", () => {
    const { header } = traceOf(
      text().replace("node control-plane", "cluster { proxy nftables }\nnode control-plane"),
    );
    const worker = header.nftables?.find(({ namespace }) => namespace === "node/worker");
    const table = required(
      worker?.tables.find(({ family }) => family === "ip"),
      "ip kube-proxy",
    );
    const services = table.sets.find(({ name }) => name === "service-ips");
    assert.deepEqual([services?.elements.length, services?.unlisted], [1, SERVICES + 4]);
    assert.match(header.texts[services?.elements[0] ?? -1] ?? "", /^10\.96\.200\.1 \. tcp \. 80/);
    assert.ok((table.unlisted?.chains ?? 0) >= SERVICES);
  });
});
