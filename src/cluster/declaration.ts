import type { Address, Family } from "../base/address.js";
import type { Prefix } from "../base/prefix.js";
import type { SourceSpan } from "../base/source-span.js";
import type { ClusterSettings } from "./cluster.js";
import type { Container, DnsPolicy } from "./pod.js";
import type { ServicePort } from "./service.js";

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
  readonly nodes: readonly NodeDeclaration[];
  /** Deployments and pods in the order in which they get their addresses. */
  readonly workloads: readonly WorkloadDeclaration[];
  readonly services: readonly ServiceDeclaration[];
  /** The Corefile; null for kubeadm's. */
  readonly corefile: string | null;
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
export type WorkloadDeclaration = DeploymentDeclaration | PodDeclaration;

interface PodTemplate {
  readonly name: Said<string>;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly Container[];
  readonly dnsPolicy: DnsPolicy;
  readonly graceSeconds: number;
  /** Addresses that its pods must get; of each family, the first one goes to the first pod. */
  readonly addresses: readonly Said<Address>[];
}

/** A declared Deployment. */
export interface DeploymentDeclaration extends PodTemplate {
  readonly kind: "deployment";
  readonly replicas: number;
  /** The nodes that its pods go to in turn; empty for the workers. */
  readonly nodes: readonly Said<string>[];
}

/** A declared pod. */
export interface PodDeclaration extends PodTemplate {
  readonly kind: "pod";
  /** Its node; null for the first worker. */
  readonly node: Said<string> | null;
  readonly ready: boolean;
  readonly hostNetwork: boolean;
}

/** A declared Service of type ClusterIP, headless or not. */
export interface ServiceDeclaration {
  readonly name: Said<string>;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly headless: boolean;
  readonly clusterAddresses: readonly Said<Address>[];
  /** The families in the order said; null for those of the addresses, or else the cluster's primary one. */
  readonly families: readonly Family[] | null;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
  readonly affinitySeconds: number | null;
  readonly internalTrafficPolicy: "Cluster" | "Local";
  readonly publishNotReadyAddresses: boolean;
}

/** A range that had no address or subrange left for something. */
export interface Shortage {
  readonly range: Prefix;
  /** What went without. */
  readonly owner: Said<string>;
}
