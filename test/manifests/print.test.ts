import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { address, FAMILIES, familyOf } from "../../src/base/address.js";
import type { Address } from "../../src/base/address.js";
import { plainText } from "../../src/base/inner-text.js";
import { prefix } from "../../src/base/prefix.js";
import type { EndpointSlice } from "../../src/cluster/endpoint-slice.js";
import type { Service } from "../../src/cluster/service.js";
import { printManifestList, printManifests } from "../../src/manifests/print/print-manifests.js";
import { printYaml } from "../../src/manifests/print/print-yaml.js";
import type { Printable } from "../../src/manifests/print/print-yaml.js";
import { readWritten } from "../../src/manifests/read-written.js";
import { readStream } from "../../src/manifests/yaml/read-stream.js";
import { resolvePlain } from "../../src/manifests/yaml/resolve-plain.js";
import type { YamlValue } from "../../src/manifests/yaml/value.js";

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
const text = fc.oneof(name, fc.constantFrom("", "yes", "1.10", "~", "a: b", "10", "null", "x #y"));
const labels = fc.dictionary(name, text, { maxKeys: 3 });
const protocol = fc.constantFrom("tcp" as const, "udp" as const, "sctp" as const);
const v4 = fc.constantFrom("10.96.0.9", "192.0.2.1", "203.0.113.8").map(address);
const v6 = fc.constantFrom("fd00::9", "2001:db8::1").map(address);
const anyAddress = fc.oneof(v4, v6);
const port = fc.integer({ min: 1, max: 65_535 });
const policy = fc.constantFrom("Cluster" as const, "Local" as const);
const flag = fc.constantFrom(null, true, false);

const service: fc.Arbitrary<Service> = fc
  .record({
    name,
    namespace: name,
    labels,
    type: fc.constantFrom("ClusterIP" as const, "NodePort" as const, "LoadBalancer" as const),
    clusterAddresses: fc.oneof(
      v4.map((one): readonly Address[] => [one]),
      fc.tuple(v4, v6).map((both): readonly Address[] => both),
      fc.constant<readonly Address[]>([]),
    ),
    selector: labels,
    ports: fc.uniqueArray(
      fc.record({
        name,
        protocol,
        port,
        targetPort: fc.oneof(port, name),
        nodePort: fc.option(port),
      }),
      { maxLength: 3, selector: (one) => `${one.port}/${one.protocol}` },
    ),
    externalName: fc.option(name),
    externalAddresses: fc.uniqueArray(anyAddress, { maxLength: 2 }),
    loadBalancerIngress: fc.array(
      fc.record({
        address: fc.option(anyAddress),
        hostname: fc.option(name),
        mode: fc.constantFrom("VIP" as const, "Proxy" as const),
      }),
      { maxLength: 2 },
    ),
    loadBalancerSourceRanges: fc.constantFrom([], [prefix("10.0.0.0/8"), prefix("fd00::/8")]),
    internalTrafficPolicy: policy,
    externalTrafficPolicy: policy,
    affinitySeconds: fc.option(fc.integer({ min: 1, max: 86_400 })),
    healthCheckNodePort: fc.option(port),
    publishNotReadyAddresses: fc.boolean(),
    trafficDistribution: fc.constantFrom(null, "PreferClose" as const, "PreferSameNode" as const),
  })
  .map((one) => ({ ...one, families: one.clusterAddresses.map(familyOf) }));

const slice: fc.Arbitrary<EndpointSlice> = fc
  .constantFrom(...FAMILIES)
  .chain((family) =>
    fc.record({
      name,
      namespace: name,
      service: fc.option(name),
      labels: fc.constant({}),
      family: fc.constant(family),
      ports: fc.array(fc.record({ name: text, protocol, port }), { maxLength: 2 }),
      endpoints: fc.array(
        fc.record({
          addresses: fc.array(family === "ipv4" ? v4 : v6, { minLength: 1, maxLength: 2 }),
          ready: flag,
          serving: flag,
          terminating: flag,
          node: fc.option(name),
          zone: fc.option(name),
          hostname: fc.option(name),
          pod: fc.option(name),
          zoneHints: fc.array(name, { maxLength: 2 }),
          nodeHints: fc.array(name, { maxLength: 2 }),
        }),
        { maxLength: 3 },
      ),
    }),
  )
  .map(({ labels: own, ...one }) => ({
    ...one,
    labels: one.service === null ? own : { "kubernetes.io/service-name": one.service },
  }));

/** Without the prototypes, which differ. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function valueOf(value: YamlValue | null): unknown {
  switch (value?.kind) {
    case "scalar":
      return value.isPlain ? resolvePlain(value.text) : value.text;
    case "list":
      return value.items.map(valueOf);
    case "map":
      return Object.fromEntries(
        value.entries.map(({ key, value: own }) => [key.text, valueOf(own)]),
      );
    case undefined:
      return null;
  }
}

describe("printed Kubernetes YAML", () => {
  it("reads back as the same objects, as documents and as a List", () => {
    fc.assert(
      fc.property(service, slice, (one, two) => {
        const objects = { services: [one], endpointSlices: [two] };
        for (const printed of [printManifests(objects), printManifestList(objects)]) {
          const found: unknown[] = [];
          const read = readWritten(plainText("x.yaml", printed), (what) => found.push(what));
          assert.deepEqual(found, [], printed);
          assert.deepEqual(plain(read.services), plain([one]), printed);
          assert.deepEqual(plain(read.endpointSlices), plain([two]), printed);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("says every value so that it is read as the same", () => {
    const value: fc.Arbitrary<Printable> = fc.letrec<{ value: Printable }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string({ maxLength: 12, unit: "grapheme" }),
        text,
        fc.constantFrom("a\nb\n", "a\n\n b", " x\ny", "a\nb"),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(text, tie("value"), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(value, (inner) => {
        const printed = printYaml({ inner });
        assert.deepEqual(
          plain(readStream(printed).map(({ value: read }) => valueOf(read))),
          plain([{ inner }]),
          printed,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("prints a Service in the order and with the words of kubectl", () => {
    const { services } = readWritten(
      plainText(
        "x.yaml",
        "kind: Service\nmetadata: {name: web, namespace: a}\nspec:\n  clusterIP: 10.96.0.7\n  ipFamilies: [IPv4]\n  ports: [{port: 80}]\n  selector: {app: web}\n",
      ),
      () => undefined,
    );
    assert.equal(
      printManifests({ services }),
      `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: a
spec:
  clusterIP: 10.96.0.7
  clusterIPs:
  - 10.96.0.7
  externalTrafficPolicy: Cluster
  internalTrafficPolicy: Cluster
  ipFamilies:
  - IPv4
  ports:
  - port: 80
    protocol: TCP
    targetPort: 80
  selector:
    app: web
  sessionAffinity: None
  type: ClusterIP
status:
  loadBalancer: {}
`,
    );
  });
});
