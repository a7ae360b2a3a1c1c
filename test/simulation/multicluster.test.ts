import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import { WITH_MANIFESTS } from "../support/manifests.js";

function outputsOf(options: string, objects: string, lines: readonly string[]): readonly string[] {
  const text = `hopwise 1
title "t"
node worker
pod client on worker
manifest {
${objects}
}
corefile {
  .:53 {
    kubernetes cluster.local clusterset.local {
      ${options}
    }
  }
}
play {
  ${lines.map((line) => `client dig +short ${line}`).join("\n  ")}
}
`;
  const { trace, diagnostics } = play({ name: "t.hop", text }, WITH_MANIFESTS);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  assert.ok(trace !== null);
  return trace.events.flatMap((event) =>
    event.kind === "request-ended" ? [event.output.trim()] : [],
  );
}

const SHARED = `  apiVersion: multicluster.x-k8s.io/v1alpha1
  kind: ServiceImport
  metadata: { name: shop, namespace: market }
  spec:
    type: ClusterSetIP
    ips: [10.42.42.42]
    ports: [{ name: http, port: 80, protocol: TCP }]
  ---
  apiVersion: multicluster.x-k8s.io/v1alpha1
  kind: ServiceImport
  metadata: { name: db, namespace: market }
  spec:
    type: Headless
    ports: [{ port: 5432 }]
  ---
  apiVersion: discovery.k8s.io/v1
  kind: EndpointSlice
  metadata:
    name: imported-db
    namespace: market
    labels:
      multicluster.kubernetes.io/service-name: db
      multicluster.kubernetes.io/source-cluster: east
  addressType: IPv4
  ports: [{ name: "", port: 5432, protocol: TCP }]
  endpoints:
  - addresses: [10.9.0.7]
    hostname: db-0
    targetRef: { kind: Pod, name: db-0, namespace: market }
    conditions: { ready: true }`;

describe("what Kubernetes YAML says for the plugin kubernetes", () => {
  it("has Services of other clusters, with and without an address", () => {
    const zone = "market.svc.clusterset.local";
    const found = outputsOf("multicluster clusterset.local", SHARED, [
      `shop.${zone}`,
      `db.${zone}`,
      `db-0.east.db.${zone}`,
      `_http._tcp.shop.${zone} SRV`,
      "shop.market.svc.cluster.local",
    ]);
    assert.deepEqual(found, ["10.42.42.42", "10.9.0.7", "10.9.0.7", `0 100 80 shop.${zone}.`, ""]);
  });

  it("has no pods of other clusters here", () => {
    const text = `hopwise 1\ntitle "t"\nnode worker\nmanifest {\n${SHARED}\n}\nplay { wait 1s }\n`;
    const { trace } = play({ name: "t.hop", text }, WITH_MANIFESTS);
    assert.ok(trace !== null);
    assert.ok(!trace.header.namespaces.some(({ name }) => name === "db-0"));
  });

  it("has the labels of namespaces", () => {
    const objects = ["red", "blue"]
      .map(
        (team) => `  apiVersion: v1
  kind: Namespace
  metadata: { name: ${team}, labels: { team: ${team} } }
  ---
  apiVersion: v1
  kind: Service
  metadata: { name: web, namespace: ${team} }
  spec: { clusterIP: 10.96.0.${team === "red" ? 77 : 78}, ports: [{ port: 80 }] }`,
      )
      .join("\n  ---\n");
    const names = ["web.red.svc.cluster.local", "web.blue.svc.cluster.local"];
    assert.deepEqual(outputsOf("", objects, names), ["10.96.0.77", "10.96.0.78"]);
    const only = outputsOf("namespace_labels team=red", objects, names);
    assert.deepEqual(only, ["10.96.0.77", ""]);
    const byName = "namespace_labels kubernetes.io/metadata.name=blue";
    assert.deepEqual(outputsOf(byName, objects, names), ["", "10.96.0.78"]);
  });
});
