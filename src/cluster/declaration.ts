import type { Address, Family } from "../base/address.js";
import type { Prefix } from "../base/prefix.js";
import type { SourceSpan } from "../base/source-span.js";
import type { ClusterSettings } from "./cluster.js";
import type { ControllerKind } from "./deployment.js";
import type { Endpoint, EndpointPort } from "./endpoint-slice.js";
import type { Container, DnsPolicy } from "./pod.js";
import type { PodResolver } from "./pod-resolver.js";
import type { ServiceImport } from "./service-import.js";
import type { LoadBalancerIngress, Service, ServicePort, TrafficDistribution } from "./service.js";

/** Something that an author said, and where. */
export interface Said<T> {
  readonly value: T;
  readonly span: SourceSpan;
}

/** A cluster as its author declares it: only what was said, before IPAM and the controllers fill in the rest. */
export interface ClusterDeclaration {
  readonly settings: ClusterSettings;
  /** Namespaces beyond those that a cluster always has and those that objects name. */
  readonly namespaces: readonly string[];
  /** The labels of namespaces that have any, beside the one with the name that all have; none where it is left out. */
  readonly namespaceLabels?: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Services that other clusters share; none where it is left out. */
  readonly serviceImports?: readonly ServiceImport[];
  readonly nodes: readonly NodeDeclaration[];
  /** Deployments and pods in the order in which they get their addresses. */
  readonly workloads: readonly WorkloadDeclaration[];
  readonly services: readonly ServiceDeclaration[];
  /** Slices that are used as they are, in place of those that the controller would derive for their Services. */
  readonly endpointSlices: readonly EndpointSliceDeclaration[];
  /** The Corefile; null for kubeadm's. */
  readonly corefile: string | null;
  /** The files beside it, by path; none where it is left out. */
  readonly corednsFiles?: ReadonlyMap<string, string>;
  /** The Corefile of node-local-dns, its variables not filled in yet; null for the add-on's. */
  readonly nodeLocalCorefile?: string | null;
}

/** A declared node; addresses and ranges that it leaves out are handed out. */
export interface NodeDeclaration {
  readonly name: Said<string>;
  readonly controlPlane: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly zone: string | null;
  readonly addresses: readonly Said<Address>[];
  readonly podRanges: readonly Said<Prefix>[];
}

/** What makes pods. */
export type WorkloadDeclaration = ControllerDeclaration | PodDeclaration;

interface PodTemplate {
  readonly name: Said<string>;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly Container[];
  readonly dnsPolicy: DnsPolicy;
  readonly resolver: PodResolver;
  readonly graceSeconds: number;
  /** Addresses that its pods must get; of each family, the first one goes to the first pod. */
  readonly addresses: readonly Said<Address>[];
  /** Whether its pods share their nodes' network, and so have the nodes' addresses. */
  readonly hostNetwork: boolean;
  readonly hostname?: string;
  readonly subdomain?: string;
}

/** A declared Deployment, ReplicaSet, StatefulSet or DaemonSet. */
export interface ControllerDeclaration extends PodTemplate {
  readonly kind: ControllerKind;
  /** How many pods; a DaemonSet has one on each of its nodes instead. */
  readonly replicas: number;
  /** The nodes that its pods go to in turn; empty for the workers. */
  readonly nodes: readonly Said<string>[];
  /** A StatefulSet's `spec.serviceName`: the Service below which its pods have names. */
  readonly serviceName?: string;
}

/** A declared pod. */
export interface PodDeclaration extends PodTemplate {
  readonly kind: "pod";
  /** Its node; null for the first worker. */
  readonly node: Said<string> | null;
  readonly ready: boolean;
  /** Whether it was told to end and still runs. */
  readonly terminating: boolean;
  /** The Deployment, or other controller, that made it. */
  readonly deployment: string | null;
}

/** A declared Service: only what was said, before the API server hands out addresses and ports. */
export interface ServiceDeclaration {
  readonly name: Said<string>;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly type: Service["type"];
  /** Whether `clusterIP` is `None`. */
  readonly headless: boolean;
  readonly clusterAddresses: readonly Said<Address>[];
  /** The families in the order said; null for those of the addresses, or else the cluster's primary one. */
  readonly families: readonly Family[] | null;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePortDeclaration[];
  readonly externalName: Said<string> | null;
  readonly externalAddresses: readonly Said<Address>[];
  readonly loadBalancerIngress: readonly Said<LoadBalancerIngress>[];
  readonly loadBalancerSourceRanges: readonly Said<Prefix>[];
  /** Whether ports that say no node port get one (`allocateLoadBalancerNodePorts`, which only that type can refuse). */
  readonly allocatesNodePorts: boolean;
  readonly healthCheckNodePort: Said<number> | null;
  readonly affinitySeconds: number | null;
  readonly internalTrafficPolicy: "Cluster" | "Local";
  readonly externalTrafficPolicy: "Cluster" | "Local";
  readonly publishNotReadyAddresses: boolean;
  readonly trafficDistribution: TrafficDistribution | null;
}

/** A declared port of a Service, with its place; `nodePort` is null where none is said. */
export interface ServicePortDeclaration extends ServicePort {
  readonly span: SourceSpan;
  /** The place of its node port, where that is another. */
  readonly nodePortSpan?: SourceSpan;
}

/** A declared EndpointSlice; the slices of a Service that has one are used as they are, and none are derived. */
export interface EndpointSliceDeclaration {
  readonly name: Said<string>;
  readonly namespace: string;
  /** The Service's name, in the same namespace; null where the label is missing. */
  readonly service: Said<string> | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly family: Family;
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly EndpointDeclaration[];
}

/** A declared endpoint; what is not said is null. */
export interface EndpointDeclaration extends Omit<Endpoint, "addresses"> {
  readonly addresses: readonly Said<Address>[];
  readonly span: SourceSpan;
}

/** A range that had no address, subrange or port left for something. */
export interface Shortage {
  /** As a person would write it: `10.96.0.0/16`, `30000-32767`. */
  readonly range: string;
  /** What went without. */
  readonly owner: Said<string>;
}
