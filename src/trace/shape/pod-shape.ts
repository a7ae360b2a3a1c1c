import type {
  Application,
  Container,
  HostPort,
  Pod,
  PodCrash,
  Server,
  TransportProtocol,
} from "../../cluster/pod.js";
import type {
  DnsConfig,
  DnsOption,
  HostAlias,
  Libc,
  PodResolver,
} from "../../cluster/pod-resolver.js";
import type { ProxyBackend } from "../../cluster/proxy-backend.js";
import { addressShape } from "./packet-shape.js";
import {
  count,
  flag,
  list,
  nullable,
  object,
  oneOf,
  optional,
  record,
  text,
  variant,
  type Shape,
} from "./shape.js";

/** The protocol of a port. */
export const protocolShape: Shape<TransportProtocol> = oneOf<TransportProtocol>({
  tcp: 1,
  udp: 1,
  sctp: 1,
});

const application: Shape<Application> = variant<Application, "kind">("kind", {
  http: object({ status: count, body: text }),
  "pod-name": object({}),
  coredns: object({}),
  "node-local-dns": object({}),
  echo: object({}),
  proxy: object({ backends: list(object<ProxyBackend>({ address: addressShape, port: count })) }),
  silent: object({}),
});

const container: Shape<Container> = object<Container>({
  name: text,
  servers: list(
    object<Server>({
      protocol: protocolShape,
      address: nullable(addressShape),
      port: count,
      portName: nullable(text),
      application,
    }),
  ),
  hostPorts: list(
    object<HostPort>({
      hostPort: count,
      containerPort: count,
      protocol: protocolShape,
      address: nullable(addressShape),
    }),
  ),
});

/** A pod with its containers. */
export const podShape: Shape<Pod> = object<Pod>({
  name: text,
  namespace: text,
  labels: record(text),
  node: text,
  addresses: list(addressShape),
  hostNetwork: flag,
  dnsPolicy: oneOf<Pod["dnsPolicy"]>({
    ClusterFirst: 1,
    ClusterFirstWithHostNet: 1,
    Default: 1,
    None: 1,
  }),
  resolver: object<PodResolver>({
    dnsConfig: nullable(
      object<DnsConfig>({
        nameservers: list(addressShape),
        searches: list(text),
        options: list(object<DnsOption>({ name: text, value: nullable(text) })),
      }),
    ),
    hostAliases: list(object<HostAlias>({ address: addressShape, names: list(text) })),
    libc: oneOf<Libc>({ glibc: 1, musl: 1 }),
  }),
  hostname: optional(text),
  subdomain: optional(text),
  deployment: nullable(text),
  ready: flag,
  phase: oneOf<Pod["phase"]>({ starting: 1, running: 1, terminating: 1 }),
  graceSeconds: count,
  containers: list(container),
  crash: optional(
    object<PodCrash>({
      restarts: count,
      exitedAt: count,
      waiting: nullable(oneOf<NonNullable<PodCrash["waiting"]>>({ Error: 1, CrashLoopBackOff: 1 })),
    }),
  ),
});
