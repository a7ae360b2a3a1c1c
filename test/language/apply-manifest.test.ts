import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadScenario } from "../../src/language/load.js";
import { manifestPaths } from "../../src/language/manifest/manifest-statements.js";
import { play } from "../../src/pipeline.js";
import { createHistory } from "../../src/trace/history.js";
import { manifestsWith } from "../support/manifests.js";

const WEB = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: 10.96.7.7
  selector:
    app: web
  ports:
  - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        ports:
        - containerPort: 80
`;

function textOf(lines: string): string {
  return `hopwise 1\ntitle "t"\nnode control-plane\nnode worker\npod client on worker\nplay {\n${lines}\n}\n`;
}

function loaded(lines: string, files: Readonly<Record<string, string>> = {}) {
  const source = { name: "t.hop", text: textOf(lines) };
  return loadScenario(source, { manifests: manifestsWith(files) });
}

const THEN = "wait 8s\nclient curl http://10.96.7.7\nexpect 200 from web";

describe("apply manifest", () => {
  for (const [form, line] of [
    ["a file", 'apply manifest "web.yaml"'],
    ["a block", `apply manifest {\n${WEB.replaceAll(/^(?=.)/gm, "  ")}}`],
  ] as const)
    it(`changes the cluster while it plays: ${form}`, () => {
      const source = { name: "t.hop", text: textOf(`${line}\n${THEN}`) };
      const { trace, diagnostics } = play(source, {
        manifests: manifestsWith({ "web.yaml": WEB }),
      });
      assert.deepEqual(diagnostics, []);
      assert.ok(trace !== null);
      const asked = trace.events.flatMap((one) =>
        one.kind === "objects-changed" ? [one.command] : [],
      );
      assert.deepEqual(asked, [`kubectl apply -f ${form === "a file" ? "web.yaml" : "-"}`]);
      const held = createHistory(trace).stateAt(trace.events.length).objects;
      const names = held.flatMap(({ kind, object }) =>
        object.name.startsWith("web") ? [kind] : [],
      );
      assert.deepEqual(names.sort(), ["EndpointSlice", "Pod", "Pod", "Service"]);
      assert.ok(trace.events.some((one) => one.kind === "expectation-checked" && one.holds));
    });

  it("changes what is there, and keeps the cluster address that the YAML does not say", () => {
    const again = WEB.replace("  clusterIP: 10.96.7.7\n", "").replace("replicas: 2", "replicas: 3");
    const files = { "web.yaml": WEB, "again.yaml": again };
    const lines = `apply manifest "web.yaml"\nwait 5s\napply manifest "again.yaml"\n${THEN}`;
    const source = { name: "t.hop", text: textOf(lines) };
    const { trace, diagnostics } = play(source, { manifests: manifestsWith(files) });
    assert.deepEqual(diagnostics, []);
    assert.ok(trace !== null);
    const { objects } = createHistory(trace).stateAt(trace.events.length);
    const pods = objects.filter(
      ({ kind, object }) => kind === "Pod" && object.name.startsWith("web"),
    );
    assert.equal(pods.length, 3);
  });

  it("names its file among those to be fetched, and among the sources of mistakes", () => {
    const lines = 'apply manifest "bad.yaml"';
    const text = textOf(lines);
    assert.deepEqual(manifestPaths({ name: "t.hop", text }), ["bad.yaml"]);
    const { diagnostics, sources } = loaded(lines, {
      "bad.yaml": "kind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 99999\n",
    });
    assert.ok(diagnostics.some(({ span }) => span.source === "bad.yaml"));
    assert.ok(sources.some(({ name }) => name === "bad.yaml"));
  });

  it("refuses what nobody applies to a cluster that plays", () => {
    const codes = (yaml: string) =>
      loaded('apply manifest "x.yaml"', { "x.yaml": yaml }).diagnostics.map(({ code }) => code);
    const pod = "kind: Pod\nmetadata: { name: a }\nspec: { nodeName: wrker }\n";
    assert.deepEqual(codes("kind: Node\nmetadata: { name: more }\n"), [
      "not-applied-while-playing",
    ]);
    assert.deepEqual(codes(WEB.replace("kind: Deployment", "kind: DaemonSet")), [
      "not-applied-while-playing",
    ]);
    assert.deepEqual(codes(pod), ["unknown-node"]);
    assert.deepEqual(
      loaded('apply manifest "none.yaml"').diagnostics.map(({ code }) => code),
      ["manifest-unreadable"],
    );
    const without = loadScenario({ name: "t.hop", text: textOf('apply manifest "x.yaml"') });
    assert.deepEqual(
      without.diagnostics.map(({ code }) => code),
      ["manifest-without-reader"],
    );
  });
});
