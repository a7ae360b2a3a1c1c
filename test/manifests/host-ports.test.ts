import assert from "node:assert/strict";
import { it } from "node:test";
import type { Diagnostic } from "../../src/base/diagnostic.js";
import { plainText } from "../../src/base/inner-text.js";
import type { HostPort } from "../../src/cluster/pod.js";
import { readManifests } from "../../src/manifests/read-manifests.js";
import { printManifests } from "../../src/manifests/print/print-manifests.js";
import { scenarioOf } from "../support/load-text.js";

function read(ports: string): readonly [readonly HostPort[], readonly string[]] {
  const found: Diagnostic[] = [];
  const text = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  nodeName: a\n  containers:\n  - name: c\n    ports:\n${ports}`;
  const { workloads } = readManifests([plainText("x.yaml", text)], (one) => found.push(one));
  const own = workloads.flatMap(({ containers }) => containers.flatMap((one) => one.hostPorts));
  return [own, found.map(({ code }) => code)];
}

it("reads hostPort and hostIP in the order of the text, twice for one container port too", () => {
  const [own, codes] = read(`    - containerPort: 80
      hostPort: 8080
    - containerPort: 53
      protocol: UDP
      hostPort: 5353
      hostIP: 172.18.0.2
    - containerPort: 80
      hostPort: 8081
      hostIP: ""
    - containerPort: 90
      hostPort: 0
`);
  assert.deepEqual(codes, []);
  assert.deepEqual(own, [
    { hostPort: 8080, containerPort: 80, protocol: "tcp", address: null },
    { hostPort: 5353, containerPort: 53, protocol: "udp", address: "172.18.0.2" },
    { hostPort: 8081, containerPort: 80, protocol: "tcp", address: null },
  ]);
});

it("reports each mistake once", () => {
  const [own, codes] = read(
    "    - containerPort: 99999\n      hostPort: 8080\n    - containerPort: 80\n      hostPort: 70000\n    - containerPort: 81\n      hostPort: 81\n      hostIP: here\n    - containerPort: 82\n      hostPort: 82\n      protocol: IP\n",
  );
  assert.deepEqual(own, []);
  assert.deepEqual(codes.toSorted(), [
    "manifest-bad-address",
    "manifest-bad-port",
    "manifest-bad-port",
    "manifest-bad-value",
  ]);
});

it("is printed with its container port", () => {
  const text =
    "node a\npod p on a { serves 80/tcp as web host-port 8080 host-port 127.0.0.1:81 }\n";
  assert.match(
    printManifests(scenarioOf(text).cluster),
    /ports:\n +- containerPort: 80\n +hostPort: 8080\n +name: web\n +protocol: TCP\n +- containerPort: 80\n +hostIP: 127\.0\.0\.1\n +hostPort: 81\n/,
  );
});
