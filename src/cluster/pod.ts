import type { Address } from "../base/address.js";
import type { PodResolver } from "./pod-resolver.js";
import type { ProxyBackend } from "./proxy-backend.js";

/** A Pod, with the addresses that IPAM gave it. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The name of its node. */
  readonly node: string;
  /** At most one address for each family, the primary family first; the node's own with `hostNetwork`. */
  readonly addresses: readonly Address[];
  readonly hostNetwork: boolean;
  readonly dnsPolicy: DnsPolicy;
  readonly resolver: PodResolver;
  /** `spec.hostname`, and `spec.subdomain`: what names it below a Service of that name; absent where not said. */
  readonly hostname?: string;
  readonly subdomain?: string;
  /** The name of the Deployment, or other controller, that made it. */
  readonly deployment: string | null;
  /** The Ready condition; a pod that ends gracefully keeps it as long as it answers. */
  readonly ready: boolean;
  readonly phase: PodPhase;
  /** `spec.terminationGracePeriodSeconds`: how long it goes on answering once it is deleted. */
  readonly graceSeconds: number;
  readonly containers: readonly Container[];
  /** What its kubelet reports of containers that have exited with an error; absent where none has. */
  readonly crash?: PodCrash;
}

/** Containers that exit; all of a pod do so together here. */
export interface PodCrash {
  /** How often they were started again. */
  readonly restarts: number;
  /** When they exited last, in virtual microseconds. */
  readonly exitedAt: number;
  /** Why they do not run: they have just exited, or wait to be started again; null where they run. */
  readonly waiting: "Error" | "CrashLoopBackOff" | null;
}

/** Where a pod is in its life: its containers are not there yet, they run, or it was deleted and they end. */
export type PodPhase = "starting" | "running" | "terminating";

/** The API server's default of `terminationGracePeriodSeconds`. */
export const DEFAULT_GRACE_SECONDS = 30;

/** `spec.dnsPolicy`. */
export type DnsPolicy = "ClusterFirst" | "ClusterFirstWithHostNet" | "Default" | "None";

/** A container; all containers of a pod share its network namespace. */
export interface Container {
  readonly name: string;
  readonly servers: readonly Server[];
  /** The node's ports that lead to its own (`ports[].hostPort`), in the order said. */
  readonly hostPorts: readonly HostPort[];
}

/** A port of the node that a CNI's portmap plugin leads to a container's. */
export interface HostPort {
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: TransportProtocol;
  /** `hostIP`: the address of the node that it counts for; null for all of them. */
  readonly address: Address | null;
}

/** A process that listens on a port of the pod. */
export interface Server {
  readonly protocol: TransportProtocol;
  /** The address that it listens at; null for all of them. */
  readonly address: Address | null;
  readonly port: number;
  /** The name of the container port, where it has one. */
  readonly portName: string | null;
  readonly application: Application;
}

/** The protocols a Service port can have. */
export type TransportProtocol = "tcp" | "udp" | "sctp";

/** What the process does with what it receives. */
export type Application =
  | { readonly kind: "http"; readonly status: number; readonly body: string }
  /** HTTP: 200 and the name of the pod. */
  | { readonly kind: "pod-name" }
  | { readonly kind: "coredns" }
  /** CoreDNS inside node-cache, on every node. */
  | { readonly kind: "node-local-dns" }
  /** Sends back what it receives. */
  | { readonly kind: "echo" }
  /** Opens a connection of its own for each one that comes, to its backends in turn, and copies what either end says. */
  | { readonly kind: "proxy"; readonly backends: readonly ProxyBackend[] }
  | { readonly kind: "silent" };

/** What an object says of its pods' host names, and nothing where it says nothing. */
export function hostnameIn({
  hostname,
  subdomain,
}: Pick<Pod, "hostname" | "subdomain">): Pick<Pod, "hostname" | "subdomain"> {
  return {
    ...(hostname === undefined ? {} : { hostname }),
    ...(subdomain === undefined ? {} : { subdomain }),
  };
}

/** `default/client`: how a pod is named across namespaces. */
export function podKey(pod: Pick<Pod, "namespace" | "name">): string {
  return `${pod.namespace}/${pod.name}`;
}
