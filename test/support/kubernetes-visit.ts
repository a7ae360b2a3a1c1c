import { address } from "../../src/base/address.js";
import { createKubernetes } from "../../src/dns/plugins/kubernetes/handler.js";
import { DEFAULTS } from "../../src/dns/plugins/kubernetes/options.js";
import type { KubernetesOptions } from "../../src/dns/plugins/kubernetes/options.js";
import type { RunningPlugin } from "../../src/dns/plugin.js";
import { readDnsWorld } from "./dns-world.js";

/** The plugin kubernetes over a few objects, with `cluster.local.` as its zone. */
export function kubernetesOver(
  yaml: string,
  options: Partial<KubernetesOptions> = {},
): RunningPlugin {
  const cluster = readDnsWorld(yaml);
  const zones = ["cluster.local."];
  const all = { ...DEFAULTS, zones, primaryZone: "cluster.local.", ...options };
  return createKubernetes(all, {
    cluster: () => cluster,
    localAddresses: [address("10.244.0.9")],
    resolvConf: { servers: [], search: ["lan.example"], options: [] },
    serial: 7,
  });
}

/** Two Services of the namespace `shop`, one of them headless, with an endpoint and its pod. */
export const SHOP = `
kind: Namespace
metadata: { name: shop, labels: { team: web } }
---
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: LoadBalancer
  clusterIP: 10.96.0.7
  clusterIPs: [10.96.0.7]
  externalIPs: [198.51.100.7]
  ports: [{ name: http, protocol: TCP, port: 80 }]
---
kind: Service
metadata: { name: db, namespace: shop }
spec: { type: ClusterIP, clusterIP: None, clusterIPs: [None], ports: [{ name: pg, protocol: TCP, port: 5432 }] }
---
kind: EndpointSlice
metadata: { name: db-1, namespace: shop, labels: { kubernetes.io/service-name: db } }
addressType: IPv4
ports: [{ name: pg, protocol: TCP, port: 5432 }]
endpoints: [{ addresses: [10.244.1.5], hostname: db-0, conditions: { ready: true } }]
---
kind: Pod
metadata: { name: db-0, namespace: shop }
status: { podIP: 10.244.1.5 }
`;
