import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import { WITH_MANIFESTS } from "../support/manifests.js";
import { createHistory } from "../../src/trace/history.js";
import type { Trace } from "../../src/trace/trace.js";

interface Setting {
  readonly lines: string;
  readonly parts?: string;
  readonly more?: string;
}

function traceOf({ lines, parts = "service web", more = "" }: Setting): Trace {
  const text = `hopwise 1
title "t"
node control-plane
node worker
node worker2
statefulset web {
  replicas 2
  ${parts}
  serves 80/tcp http 200 "hi"
  grace 1s
}
pod client on worker
service web {
  select app=web
  type headless
  port 80 http
}
${more}
play {
${lines}
}
`;
  const { trace, diagnostics } = play({ name: "t.hop", text });
  assert.deepEqual(diagnostics, []);
  assert.ok(trace !== null);
  return trace;
}

const outputs = ({ events }: Trace): readonly string[] =>
  events.flatMap((event) => (event.kind === "request-ended" ? [event.output.trim()] : []));

const told = ({ events }: Trace): readonly string[] =>
  events.flatMap((event) =>
    event.kind === "pod-changed" ? [`${event.pod.name} ${event.change}`] : [],
  );

const DIG = "client dig +short";
const ZONE = "web.default.svc.cluster.local";

describe("names of pods below a Service", () => {
  it("are those of a StatefulSet's pods below the Service that it names", () => {
    const trace = traceOf({
      lines: `${DIG} web-1.${ZONE}\n${DIG} ${ZONE} SRV\n${DIG} -x 10.244.1.2`,
    });
    const [own, records = "", reverse] = outputs(trace);
    assert.equal(own, "10.244.2.2");
    assert.deepEqual(records.split("\n").sort(), [
      `0 50 80 web-0.${ZONE}.`,
      `0 50 80 web-1.${ZONE}.`,
    ]);
    assert.equal(reverse, `web-0.${ZONE}.`);
  });

  it("are their addresses where the StatefulSet names no Service, or another", () => {
    for (const parts of ["", "service other"]) {
      const trace = traceOf({ parts, lines: `${DIG} web-0.${ZONE}\n${DIG} 10-244-1-2.${ZONE}` });
      assert.deepEqual(outputs(trace), ["", "10.244.1.2"]);
    }
  });

  it("need a subdomain that is the Service's name, and a host name", () => {
    const more = (parts: string): string =>
      `pod lone on worker { ${parts}; labels app=web; address 10.244.1.30 }`;
    const answered = (parts: string): readonly string[] =>
      outputs(
        traceOf({ more: more(parts), lines: `${DIG} alone.${ZONE}\n${DIG} 10-244-1-30.${ZONE}` }),
      );
    const [found, none] = [
      ["10.244.1.30", ""],
      ["", "10.244.1.30"],
    ];
    assert.deepEqual(answered("hostname alone; subdomain web"), found);
    assert.deepEqual(answered("hostname alone"), none);
    assert.deepEqual(answered("subdomain web"), none);
    assert.deepEqual(answered("hostname alone; subdomain front"), none);
  });

  it("stand in the pod's own hosts file, in full", () => {
    const trace = traceOf({ lines: `"web-0" ping -c 1 web-0.${ZONE}` });
    assert.ok(!trace.events.some(({ kind }) => kind === "query-sent"));
  });

  it("are read from YAML, with the StatefulSet's serviceName", () => {
    const { trace, diagnostics } = play(
      {
        name: "t.hop",
        text: `hopwise 1
title "t"
node worker
manifest {
  apiVersion: apps/v1
  kind: StatefulSet
  metadata: { name: db }
  spec:
    serviceName: db
    replicas: 1
    selector: { matchLabels: { app: db } }
    template:
      metadata: { labels: { app: db } }
      spec:
        containers: [{ name: db, ports: [{ containerPort: 5432 }] }]
  ---
  apiVersion: v1
  kind: Service
  metadata: { name: db }
  spec: { clusterIP: None, selector: { app: db }, ports: [{ port: 5432 }] }
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: lone, labels: { app: db } }
  spec:
    hostname: alone
    subdomain: db
    containers: [{ name: db, ports: [{ containerPort: 5432 }] }]
}
pod client on worker
play {
  ${DIG} db-0.db.default.svc.cluster.local
  expect answered
  ${DIG} alone.db.default.svc.cluster.local
  expect answered
}
`,
      },
      WITH_MANIFESTS,
    );
    assert.deepEqual(diagnostics, []);
    assert.ok(trace !== null);
  });
});

describe("a StatefulSet while its cluster changes", () => {
  it("makes a pod again under its name when the old one is gone, with another address", () => {
    const trace = traceOf({
      lines: `delete pod web-0
        wait 1500ms
        ${DIG} web-0.${ZONE}
        wait 3s
        ${DIG} web-0.${ZONE}
        client curl http://web-0.web
        expect 200 from web-0`,
    });
    assert.deepEqual(told(trace), [
      "web-0 deleted",
      "web-0 gone",
      "web-0 created",
      "web-0 started",
      "web-0 ready",
    ]);
    const [before, after] = outputs(trace);
    assert.equal(before, "");
    assert.equal(after, "10.244.1.4");
    const { absent, tables } = createHistory(trace).stateAt(trace.events.length);
    const id = trace.header.namespaces.filter(({ name }) => name === "web-0").map((one) => one.id);
    assert.equal(id.length, 1);
    assert.ok(id.every((one) => !absent.includes(one) && tables[one]?.devices.length === 2));
  });

  it("comes one by one in order, and goes from the last", () => {
    const trace = traceOf({ lines: "scale web 4\nwait 10s\nscale web 1\nwait 10s" });
    const story = told(trace).filter((one) => /created|ready|deleted|gone/.test(one));
    assert.deepEqual(story, [
      "web-2 created",
      "web-2 ready",
      "web-3 created",
      "web-3 ready",
      "web-3 deleted",
      "web-3 gone",
      "web-2 deleted",
      "web-2 gone",
      "web-1 deleted",
      "web-1 gone",
    ]);
    const commands = trace.events.flatMap((event) =>
      event.kind === "objects-changed" ? [event.command] : [],
    );
    assert.deepEqual(commands, [
      "kubectl scale statefulset web --replicas=4",
      "kubectl scale statefulset web --replicas=1",
    ]);
  });

  it("waits for a pod before it that is not ready", () => {
    const trace = traceOf({
      lines: "unready web-0\nscale web 3\nwait 5s\nready web-0\nwait 5s",
    });
    assert.deepEqual(told(trace), [
      "web-0 unready",
      "web-0 ready",
      "web-2 created",
      "web-2 started",
      "web-2 ready",
    ]);
  });

  it("is restarted from the last pod on, and not again when all is new", () => {
    const trace = traceOf({ lines: "restart web\nwait 20s" });
    const story = told(trace).filter((one) => /deleted|ready/.test(one));
    assert.deepEqual(story, ["web-1 deleted", "web-1 ready", "web-0 deleted", "web-0 ready"]);
  });
});
