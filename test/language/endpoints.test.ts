import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hostMoment, shown, traceOf } from "../support/host-moment.js";
import { loadText, scenarioOf } from "../support/load-text.js";

const around = `node control-plane
node worker
deployment web { replicas 2; serves 8080/tcp as http }
`;

function codesOf(text: string): readonly string[] {
  return loadText(`hopwise 1\n${around}${text}`).diagnostics.map(({ code }) => code);
}

describe("an endpoints block", () => {
  it("is mirrored to a slice for each family, as Endpoints in YAML are", () => {
    const { endpointSlices } = scenarioOf(`${around}service db { port 5432 pg }
      endpoints db {
        labels tier=data
        port 5432 pg
        address 192.0.2.10
        address 192.0.2.11 on worker pod db-0 not-ready
        address fd00::1
      }`).cluster;
    const own = endpointSlices.filter(({ service }) => service === "db");
    assert.deepEqual(
      own.map(({ family, ports, endpoints }) => [
        family,
        ports,
        endpoints.map(({ addresses, ready, serving, terminating, node, pod }) => [
          addresses.join(),
          ready,
          serving,
          terminating,
          node,
          pod,
        ]),
      ]),
      [
        [
          "ipv4",
          [{ name: "pg", protocol: "tcp", port: 5432 }],
          [
            ["192.0.2.10", true, true, false, null, null],
            ["192.0.2.11", false, false, false, "worker", "db-0"],
          ],
        ],
        [
          "ipv6",
          [{ name: "pg", protocol: "tcp", port: 5432 }],
          [["fd00::1", true, true, false, null, null]],
        ],
      ],
    );
    assert.deepEqual(own[0]?.labels, {
      tier: "data",
      "endpointslice.kubernetes.io/managed-by": "endpointslicemirroring-controller.k8s.io",
      "kubernetes.io/service-name": "db",
    });
  });

  it("tells what is wrong with it", () => {
    assert.deepEqual(
      codesOf("service db { select app=web; port 80 }\nendpoints db { address 192.0.2.1 }"),
      ["endpoints-of-selector"],
    );
    assert.deepEqual(
      codesOf("service db { port 80 }\nendpoints bd { port 80; address 192.0.2.1 }"),
      ["service-without-selector", "slice-without-service"],
    );
    assert.deepEqual(
      codesOf(
        "service db { port 80 }\nendpoints db { address 192.0.2.1 zone a; address 192.0.2; endpoint 192.0.2.3 }",
      ),
      ["bad-choice", "bad-address", "unknown-word"],
    );
    assert.deepEqual(
      codesOf(
        "service db { port 80 }\nendpoints db { port 80; address 192.0.2.1 }\nendpoints db { port 80; address 192.0.2.2 }",
      ),
      ["duplicate-name"],
    );
  });

  it("is what kube-proxy sends to", () => {
    const trace = traceOf(`hopwise 1
title "t"
${around}service db { port 5432; cluster-ip 10.96.9.9 }
endpoints db { port 5432; address 192.0.2.10 }
`);
    const isTo = (text: string): boolean => text.includes("--to-destination 192.0.2.10:5432");
    assert.ok(trace.header.texts.some(isTo));
    const shows = shown(hostMoment(trace, "worker"), "kubectl get endpoints db --no-headers");
    assert.match(shows, /^db {4}192\.0\.2\.10:5432 {3}0s$/m);
  });
});
