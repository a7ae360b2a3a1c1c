import { FAMILIES } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import { endpointsOfPort, listedPortsOf } from "./endpoint.js";
import type { ProxyInput } from "./input.js";
import { isLoopback, matchAddresses, nodePortAddressesOf } from "./node-port-address.js";
import { servicePortsOf } from "./service-port.js";

/** A Service whose load balancer asks every node whether it has endpoints of its own. */
export interface HealthCheckedService {
  readonly namespace: string;
  readonly name: string;
  /** `healthCheckNodePort`. */
  readonly port: number;
  /** How many of the node's own endpoints are ready, counted by their addresses. */
  readonly localEndpoints: number;
}

/** What kube-proxy on a node answers health checks of load balancers about (kubernetes pkg/proxy/healthcheck/service_health.go v1.36). */
export function healthCheckedServices(input: ProxyInput): readonly HealthCheckedService[] {
  const services = input.services.filter(({ healthCheckNodePort: port }) => port !== null);
  if (services.length === 0) return [];
  const listed = listedPortsOf(input.endpointSlices, input.family);
  const found = new Map<string, Omit<HealthCheckedService, "localEndpoints">>();
  const ready = new Map<string, Set<Address>>();
  for (const servicePort of servicePortsOf(services, input.family)) {
    const { namespace, service: name, healthCheckNodePort: port } = servicePort;
    if (port === null) continue;
    const key = `${namespace}/${name}`;
    found.set(key, found.get(key) ?? { namespace, name, port });
    const addresses = ready.get(key) ?? new Set();
    ready.set(key, addresses);
    for (const endpoint of endpointsOfPort(listed, servicePort, input.nodeName))
      if (endpoint.local && endpoint.ready) addresses.add(endpoint.address);
  }
  return [...found].map(([key, service]) => ({
    ...service,
    localEndpoints: ready.get(key)?.size ?? 0,
  }));
}

/** The addresses at which health checks are answered; null for all of the node's. */
export function healthCheckAddresses(input: ProxyInput): readonly Address[] | null {
  const { family, localAddresses, configuration } = input;
  const nodePorts = nodePortAddressesOf(configuration.nodePortAddresses, family);
  if (nodePorts.all) return null;
  return matchAddresses(nodePorts, localAddresses, family).filter((own) => !isLoopback(own));
}

/** What is said about a Service: the status, and the body, as service_health.go indents it. */
export function serviceHealth(
  { namespace, name, localEndpoints }: Omit<HealthCheckedService, "port">,
  isHealthy: boolean,
): { readonly status: number; readonly body: string } {
  const body = [
    "{",
    '\t"service": {',
    `\t\t"namespace": ${JSON.stringify(namespace)},`,
    `\t\t"name": ${JSON.stringify(name)}`,
    "\t},",
    `\t"localEndpoints": ${localEndpoints},`,
    `\t"serviceProxyHealthy": ${isHealthy}`,
    "}",
  ].join("\n");
  return { status: localEndpoints > 0 && isHealthy ? 200 : 503, body };
}

/** How far kube-proxy on a node has followed what it heard; times in virtual microseconds. */
export interface ProxyProgress {
  readonly now: number;
  readonly syncedAt: number;
  /** When the first change came that its rules do not follow yet; null where there is none. */
  readonly changedAt: number | null;
}

// cmd/kube-proxy/app/server.go v1.36: twice the usual syncPeriod of 30 seconds.
const HEALTH_TIMEOUT = 60_000_000;

/** Whether kube-proxy does its work in time (pkg/proxy/healthcheck/proxy_health.go v1.36: Health). */
export function isHealthy({ now, changedAt }: ProxyProgress): boolean {
  return changedAt === null || now - changedAt < HEALTH_TIMEOUT;
}

/** What `/healthz` and `/livez` say of kube-proxy itself; only the first looks at the node, which nobody is about to delete here. */
export function proxyHealth(
  progress: ProxyProgress,
  path: "/healthz" | "/livez",
): { readonly status: number; readonly body: string } {
  const healthy = isHealthy(progress);
  const synced = timeText(progress.syncedAt);
  const now = timeText(progress.now);
  const status = Object.fromEntries(
    FAMILIES.map((family) => [FAMILY_NAMES[family], { lastUpdated: synced, healthy }]),
  );
  const body = JSON.stringify({
    lastUpdated: healthy ? now : synced,
    currentTime: now,
    ...(path === "/healthz" ? { nodeEligible: true } : {}),
    healthy,
    status,
  });
  return { status: healthy ? 200 : 503, body };
}

const FAMILY_NAMES: Readonly<Record<Family, string>> = { ipv4: "IPv4", ipv6: "IPv6" };

/** Virtual time 0: the first day of 2026. */
export const TIME_0: number = Date.UTC(2026, 0, 1);

// Go time.RFC3339Nano.
function timeText(microseconds: number): string {
  const seconds = new Date(TIME_0 + Math.floor(microseconds / 1_000_000) * 1000);
  const rest = String(Math.floor(microseconds) % 1_000_000)
    .padStart(6, "0")
    .replace(/0+$/, "");
  const whole = seconds.toISOString().slice(0, 19);
  return rest === "" ? `${whole}Z` : `${whole}.${rest}Z`;
}
