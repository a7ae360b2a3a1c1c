import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placeOf } from "../../src/base/source-span.js";
import type { Scenario } from "../../src/cluster/scenario.js";
import { loadScenario } from "../../src/language/load.js";
import type { LoadedScenario } from "../../src/language/load.js";
import { play } from "../../src/pipeline.js";
import { manifestsWith } from "../support/manifests.js";

const POD = `kind: Pod
metadata:
  name: web-a
  labels: {app: web}
spec:
  nodeName: node-b
  containers:
  - name: c
    ports:
    - {containerPort: 8080, name: http}
status: {podIP: 10.0.7.9, hostIP: 192.0.2.11}
`;
const CLIENT = POD.replace("web-a", "client")
  .replace("{app: web}", "{app: client}")
  .replace("node-b", "node-a")
  .replace("10.0.7.9", "10.0.8.9")
  .replace("192.0.2.11", "192.0.2.10");
const SERVICE = `kind: Service
metadata: {name: web}
spec:
  clusterIP: 10.111.0.9
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
`;

function load(text: string, files: Readonly<Record<string, string>> = {}): LoadedScenario {
  return loadScenario({ name: "test.hop", text }, { manifests: manifestsWith(files) });
}

function scenarioOf(...documents: readonly string[]): Scenario {
  const { scenario, diagnostics } = load(documents.join("---\n"));
  assert.deepEqual(diagnostics, []);
  assert.ok(scenario !== null);
  return scenario;
}

/** The diagnostics as `file:line:column code "marked text"`. */
function mistakesIn({ diagnostics, sources }: LoadedScenario): readonly string[] {
  return diagnostics.map(({ code, span }) => {
    const text = sources.find(({ name }) => name === span.source)?.text ?? "";
    const { line, column } = placeOf(text, span.start);
    return `${span.source}:${line}:${column} ${code} ${JSON.stringify(text.slice(span.start, span.end))}`;
  });
}

/** A text in a verbatim block, indented as people do. */
const block = (text: string): string => `manifest {\n${text.replace(/^(?=.)/gm, "  ")}}\n`;

describe("Kubernetes YAML in the language", () => {
  it("keeps the addresses that a running cluster has, and makes ranges that hold them", () => {
    const { cluster } = scenarioOf(POD, CLIENT, SERVICE);
    assert.deepEqual(
      cluster.nodes.map(({ name, addresses, podRanges }) => [name, addresses, podRanges[0]?.base]),
      [
        ["node-b", ["192.0.2.11"], "10.0.7.0"],
        ["node-a", ["192.0.2.10"], "10.0.8.0"],
      ],
    );
    const web = cluster.services.find(({ name }) => name === "web");
    assert.deepEqual(web?.clusterAddresses, ["10.111.0.9"]);
    const slice = cluster.endpointSlices.find(({ service }) => service === "web");
    assert.deepEqual(slice?.endpoints[0]?.addresses, ["10.0.7.9"]);
    assert.equal(slice.ports[0]?.port, 8080);
  });

  it("uses slices as they are, and makes the pods that only they name", () => {
    const slice = `kind: EndpointSlice
metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
endpoints:
- addresses: [10.0.7.77]
  nodeName: node-b
  targetRef: {kind: Pod, name: ghost}
ports: [{name: "", port: 9090}]
`;
    const { cluster } = scenarioOf(POD, SERVICE, slice);
    const slices = cluster.endpointSlices.filter(({ service }) => service === "web");
    assert.deepEqual(
      slices.map(({ endpoints }) => endpoints[0]?.addresses),
      [["10.0.7.77"]],
    );
    const ghost = cluster.pods.find(({ name }) => name === "ghost");
    assert.deepEqual(ghost?.addresses, ["10.0.7.77"]);
    assert.equal(ghost.containers[0]?.servers[0]?.port, 9090);
  });

  it("does not make a controller's pods a second time", () => {
    const deployment = `kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c}]}}
`;
    const owned = POD.replace(
      "  labels: {app: web}",
      "  labels: {app: web, pod-template-hash: abc}\n  ownerReferences: [{kind: ReplicaSet, name: web-abc}]",
    );
    const own = (scenario: Scenario): readonly string[] =>
      scenario.cluster.pods.filter(({ deployment: maker }) => maker === "web").map((p) => p.name);
    assert.deepEqual(own(scenarioOf(owned, deployment)), ["web-a"]);
    assert.equal(own(scenarioOf(deployment)).length, 3);
  });

  it("lets pods without any declared port listen where Services send to", () => {
    const bare = POD.replace(/ {4}ports:\n.*\n/, "");
    const service = SERVICE.replace("targetPort: http", "targetPort: 3000");
    const { cluster } = scenarioOf(bare, service);
    const servers = cluster.pods.find(({ name }) => name === "web-a")?.containers[0]?.servers;
    assert.deepEqual(
      servers?.map(({ port }) => port),
      [3000],
    );
  });

  it("adds the default objects only where the YAML has none", () => {
    const named = scenarioOf(
      "kind: Service\nmetadata: {name: kubernetes}\nspec: {clusterIP: 10.43.0.1, ports: [{port: 443}]}\n",
      "kind: Service\nmetadata: {name: kube-dns, namespace: kube-system}\nspec: {clusterIP: 10.43.0.10, selector: {k8s-app: kube-dns}, ports: [{port: 53, protocol: UDP, name: dns}]}\n",
    );
    assert.deepEqual(
      named.cluster.services.map(({ name, clusterAddresses }) => [name, clusterAddresses[0]]),
      [
        ["kubernetes", "10.43.0.1"],
        ["kube-dns", "10.43.0.10"],
      ],
    );
    assert.equal(named.cluster.settings.serviceRanges[0]?.base, "10.43.0.0");
  });

  it("stands beside the language's own objects, and a play names what is in it", () => {
    const { diagnostics, trace } = play(
      {
        name: "test.hop",
        text: `hopwise 1\nnode node-a\nnode node-b\npod caller on node-a\n${block(`${POD}---\n${SERVICE}`)}play {\n  caller curl http://web\n  expect 200 from web-a\n}\n`,
      },
      { manifests: manifestsWith({}) },
    );
    assert.deepEqual(diagnostics, []);
    const ended = trace?.events.find(({ kind }) => kind === "request-ended");
    assert.ok(ended?.kind === "request-ended");
    assert.match(ended.output, /web-a/);
  });

  it("places a mistake in an indented block in the scenario, and one in a file in the file", () => {
    const wrong = SERVICE.replace("port: 80", "port: 80000").replace(
      "  selector: {app: web}\n",
      "",
    );
    const text = `hopwise 1\nnode worker\n${block(wrong)}manifest "b.yaml"\nmanifest "c.yaml"\n`;
    const files = { "b.yaml": `---\n${wrong}`.replace("name: web", "name: other") };
    const { loaded, diagnostics } = play(
      { name: "test.hop", text },
      { manifests: manifestsWith(files) },
    );
    assert.deepEqual(mistakesIn({ ...loaded, diagnostics }), [
      'test.hop:5:20 service-without-selector "web"',
      'test.hop:8:20 manifest-bad-port "80000"',
      'test.hop:11:10 manifest-unreadable "\\"c.yaml\\""',
      'b.yaml:3:18 service-without-selector "other"',
      'b.yaml:5:14 manifest-address-taken "10.111.0.9"',
      'b.yaml:6:18 manifest-bad-port "80000"',
    ]);
  });

  it("places a mistake in a Corefile in a block scalar, and in a quoted text", () => {
    const corefile = ".:53 {\n    errors\n    forwrad . 8.8.8.8\n}\n";
    const literal = corefile.replace(/^(?=.)/gm, "    ");
    const map = (value: string): string =>
      `kind: ConfigMap\nmetadata: {name: coredns, namespace: kube-system}\ndata:\n  Corefile: ${value}\n`;
    for (const [text, place] of [
      [map(`|\n${literal}`), "7:9"],
      [map(JSON.stringify(corefile)), "4:38"],
      [`hopwise 1\n${block(map(`|\n${literal}`))}`, "9:11"],
    ] as const) {
      const played = play({ name: "x", text }, { manifests: manifestsWith({}) });
      const found = mistakesIn({ ...played.loaded, diagnostics: played.diagnostics });
      assert.ok(found.includes(`x:${place} corefile-unknown-plugin "forwrad"`), found.join("\n"));
    }
  });

  it("takes kube-proxy's settings from its ConfigMap, unless the scenario says them", () => {
    const map = `kind: ConfigMap
metadata: {name: kube-proxy, namespace: kube-system}
data:
  config.conf: |-
    kind: KubeProxyConfiguration
    mode: ""
    clusterCIDR: 10.8.0.0/16
    iptables: {masqueradeAll: true, masqueradeBit: 15, minSyncPeriod: 2s}
    nodePortAddresses: [primary]
    ipvs: {scheduler: wrr, strictARP: true, excludeCIDRs: [10.9.0.0/16]}
    conntrack: {tcpBeLiberal: true}
`;
    const { proxy, podRanges } = scenarioOf(map).cluster.settings;
    assert.equal(proxy.masqueradeAll, true);
    assert.equal(proxy.masqueradeBit, 15);
    assert.equal(proxy.nodePortAddresses, "primary");
    assert.equal(proxy.tcpBeLiberal, true);
    assert.equal(proxy.syncDelay, 2_000_000);
    assert.deepEqual(proxy.ipvs.scheduler, "wrr");
    assert.equal(podRanges[0]?.base, "10.8.0.0");
  });

  it("says that a version has no such mode, in the place of the mode", () => {
    const text =
      "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: userspace\n";
    const found = loadScenario({ name: "proxy.yaml", text }, { manifests: manifestsWith({}) });
    assert.equal(found.scenario?.cluster.settings.proxy.mode, "iptables");
    const [mistake] = found.diagnostics.filter(({ code }) => code === "mode-not-in-version");
    assert.equal(mistake?.span.start, text.indexOf("userspace"));
  });

  it("routes to pods whose addresses lie in no range of their nodes", () => {
    const near = CLIENT.replace("10.0.8.9", "192.0.2.100");
    const far = POD.replace("10.0.7.9", "192.0.2.101");
    const beside = near.replace("client", "third").replace("192.0.2.100", "192.0.2.102");
    const { loaded, trace } = play(
      { name: "x", text: [near, far, beside, SERVICE].join("---\n") },
      { manifests: manifestsWith({}), asks: true },
    );
    assert.equal(loaded.asked, "client curl http://web");
    const ended = trace?.events.find(({ kind }) => kind === "request-ended");
    assert.ok(ended?.kind === "request-ended");
    assert.equal(ended.output, "web-a\n");
  });
});
