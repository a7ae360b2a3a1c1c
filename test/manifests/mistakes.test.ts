import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Diagnostic } from "../../src/base/diagnostic.js";
import { plainText } from "../../src/base/inner-text.js";
import { placeOf } from "../../src/base/source-span.js";
import { readManifests } from "../../src/manifests/read-manifests.js";
import { diagnosticsEn } from "../../src/message/diagnostic/en.js";
import { formatDiagnostic } from "../../src/message/diagnostic/format.js";

/** The diagnostics of a text as `line:column code "marked text" object`. */
function mistakesIn(text: string): readonly string[] {
  const found: Diagnostic[] = [];
  readManifests([plainText("x.yaml", text)], (diagnostic) => found.push(diagnostic));
  return found.map((diagnostic) => {
    const { code, span, parameters } = diagnostic;
    // Every diagnostic has its sentence, with everything that it mentions.
    formatDiagnostic(diagnostic, [{ name: "x.yaml", text }], diagnosticsEn);
    const { line, column } = placeOf(text, span.start);
    const marked = JSON.stringify(text.slice(span.start, span.end).split("\n")[0]);
    const object = parameters["object"];
    return [`${line}:${column}`, code, marked, object]
      .filter((part) => part !== undefined)
      .join(" ");
  });
}

const service = (spec: string, name = "web"): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n${spec}`;
const PORT = "  ports:\n  - port: 80\n";

const CASES: readonly {
  readonly says: string;
  readonly text: string;
  readonly found: readonly string[];
}[] = [
  {
    says: "a port out of range",
    text: service("  ports:\n  - name: a\n    port: 70000\n  - name: b\n    port: 80\n"),
    found: ['8:11 manifest-bad-port "70000" Service default/web'],
  },
  {
    says: "a node port that is none",
    text: service("  type: NodePort\n  ports:\n  - port: 80\n    nodePort: -5\n"),
    found: ['9:15 manifest-bad-port "-5" Service default/web'],
  },
  {
    says: "an unknown protocol",
    text: service("  ports:\n  - port: 80\n    protocol: TPC\n"),
    found: ['8:15 manifest-bad-value "TPC" Service default/web'],
  },
  {
    says: "an unknown type",
    text: service(`  type: Nodeport\n${PORT}`),
    found: ['6:9 manifest-bad-value "Nodeport" Service default/web'],
  },
  {
    says: "two Services on one cluster address",
    text: [
      service(`  clusterIP: 10.96.0.7\n${PORT}`),
      service(`  clusterIP: 10.96.0.7\n${PORT}`, "other"),
    ].join("---\n"),
    found: ['15:14 manifest-address-taken "10.96.0.7" Service default/other'],
  },
  {
    says: "two Services on one node port",
    text: [
      service("  type: NodePort\n  ports:\n  - port: 80\n    nodePort: 30080\n"),
      service("  type: NodePort\n  ports:\n  - port: 80\n    nodePort: 30080\n", "other"),
    ].join("---\n"),
    found: ['19:15 manifest-node-port-taken "30080" Service default/other'],
  },
  {
    says: "an endpoint of another family than its slice",
    text: `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: web-1
  labels: {kubernetes.io/service-name: web}
addressType: IPv4
endpoints:
- addresses: [fd00::1]
ports:
- name: ""
  port: 80
`,
    found: ['8:15 manifest-wrong-family "fd00::1" EndpointSlice default/web-1'],
  },
  {
    says: "a pod on a Node that is not there",
    text: `kind: Node
metadata: {name: worker}
---
kind: Pod
metadata: {name: a, namespace: shop}
spec:
  nodeName: wroker
`,
    found: ['7:13 manifest-unknown-node "wroker" Pod shop/a'],
  },
  {
    says: "an object that is there twice",
    text: [service(PORT), service(PORT)].join("---\n"),
    found: ['12:9 manifest-duplicate "web" Service default/web'],
  },
  {
    says: "addresses and ranges that kube-proxy passes over",
    text: service(
      `  externalIPs:\n  - 1.2.3\n  loadBalancerSourceRanges:\n  - " 10.0.0.0/8 "\n  - 10.0.0.1\n${PORT}`,
    ),
    found: [
      '7:5 manifest-ignored-address "1.2.3" Service default/web',
      '10:5 manifest-ignored-range "10.0.0.1" Service default/web',
    ],
  },
  {
    says: "a field with a letter too many, and a value without quotes",
    text: service(`  selectors:\n    app: web\n  selector:\n    version: 1.10\n${PORT}`),
    found: [
      '6:3 manifest-unknown-field "selectors" Service default/web',
      '9:14 manifest-not-text "1.10" Service default/web',
    ],
  },
  {
    says: "values of another kind",
    text: "kind: Service\nmetadata: [a]\nspec: 1\n",
    found: ['2:11 manifest-wrong-kind "[a]" Service', '2:11 manifest-missing "[a]" Service']
      .slice(0, 1)
      .concat(['1:1 manifest-missing "kind: Service" Service']),
  },
  {
    says: "what is no object, and what is hardly one",
    text: "just text\n---\na: 1\n---\nkind: Sevice\nmetadata: {name: x}\n---\nkind: Ingress\n",
    found: [
      '1:1 manifest-no-object "just text"',
      '3:1 manifest-no-object "a"',
      '5:7 manifest-unknown-kind "Sevice"',
    ],
  },
  {
    says: "what is not YAML, document by document",
    text: `kind: Service\n\tx: 1\n---\na: "\n---\na: *b\n---\na: b: c\n---\n${service(PORT)}`,
    found: [],
  },
  {
    says: "a number in quotes",
    text: service('  ports:\n  - port: "80"\n'),
    found: ['7:11 manifest-not-number "\\"80\\"" Service default/web'],
  },
  {
    says: "names that the API server refuses, and lets names with dots be where they may",
    text: [
      service(PORT, "Web_1"),
      service(PORT, "web.one"),
      "kind: Node\nmetadata: {name: worker.example.com}\n",
      "kind: Pod\nmetadata: {generateName: job-, namespace: a}\n",
    ].join("---\n"),
    found: [
      '4:9 manifest-bad-name "Web_1" Service default/Web_1',
      '12:9 manifest-bad-name "web.one" Service default/web.one',
    ],
  },
  {
    says: "what a Deployment cannot have",
    text: `kind: Deployment
metadata: {name: web}
spec:
  replicas: -1
  selector: {matchLabels: {app: wbe}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, ports: [{containerPort: 0}]}]}
`,
    found: [
      '4:13 manifest-bad-value "-1" Deployment default/web',
      '5:27 manifest-other-labels "{app: wbe}" Deployment default/web',
      '8:61 manifest-bad-port "0" Deployment default/web',
    ],
  },
  {
    says: "fields of a Deployment and its pods with a letter too few",
    text: `kind: Deployment
metadata: {name: web}
spec:
  replica: 2
  template:
    metadata: {labels: {app: web}}
    spec:
      container: [{name: web}]
`,
    found: [
      '4:3 manifest-unknown-field "replica" Deployment default/web',
      '8:7 manifest-unknown-field "container" Deployment default/web',
    ],
  },
  {
    says: "an affinity that ends before it begins",
    text: service(
      `  sessionAffinity: ClientIP\n  sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}\n${PORT}`,
    ),
    found: ['7:54 manifest-bad-value "0" Service default/web'],
  },
  {
    says: "settings that kube-proxy does not have",
    text: `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftable
portRange: ""
iptables:
  masqueradeBits: 13
  masqueradeBit: 40
ipvs:
  scheduler: rrr
`,
    found: [
      '4:1 manifest-gone-field "portRange" KubeProxyConfiguration',
      '6:3 manifest-strange-field "masqueradeBits" KubeProxyConfiguration',
      '3:7 manifest-bad-value "nftable" KubeProxyConfiguration',
      '9:14 manifest-bad-value "rrr" KubeProxyConfiguration',
      '7:18 manifest-wrong-kind "40" KubeProxyConfiguration',
    ],
  },
];

describe("mistakes in Kubernetes YAML", () => {
  for (const { says, text, found } of CASES)
    it(`places ${says}`, () => {
      const mistakes = mistakesIn(text);
      if (found.length > 0) assert.deepEqual(mistakes, found);
      else assert.ok(mistakes.length >= 4 && mistakes.every((one) => one.includes("yaml-")));
    });

  it("refuses a bomb of aliases", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 12; level++) {
      const before = `*a${level - 1}`;
      lines.push(`a${level}: &a${level} [${Array(9).fill(before).join(", ")}]`);
    }
    assert.deepEqual(mistakesIn(lines.join("\n")), [
      '1:1 yaml-too-many-aliases "a0: &a0 [x, x, x, x, x, x, x, x, x]"',
    ]);
  });

  it("refuses what is nested without end", () => {
    for (const text of ["[".repeat(100_000), "- ".repeat(100_000), "a: {".repeat(5_000)])
      assert.match(mistakesIn(text)[0] ?? "", /yaml-|manifest-/);
  });
});
