import type { Address } from "../base/address.js";
import type { Prefix } from "../base/prefix.js";
import type { CniSettings } from "./cni-settings.js";
import type { Deployment } from "./deployment.js";
import type { EndpointSlice } from "./endpoint-slice.js";
import type { Node } from "./node.js";
import type { Pod } from "./pod.js";
import type { ProxySettings } from "./proxy-settings.js";
import type { Service } from "./service.js";
import type { ServiceImport } from "./service-import.js";

/** A cluster at one moment: what the API server would list, defaults and controllers' work included. */
export interface Cluster {
  readonly settings: ClusterSettings;
  readonly nodes: readonly Node[];
  /** In the order in which they were made. */
  readonly pods: readonly Pod[];
  readonly deployments: readonly Deployment[];
  /** The names of the Kubernetes namespaces. */
  readonly namespaces: readonly string[];
  /** The labels of those that have other than their name, by name. */
  readonly namespaceLabels?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly services: readonly Service[];
  /** The Services that other clusters share with this one. */
  readonly serviceImports?: readonly ServiceImport[];
  readonly endpointSlices: readonly EndpointSlice[];
  /** Those of them that were declared: their Services have no others. */
  readonly givenSlices: readonly EndpointSlice[];
  /** The address that was handed out last in each of the nodes' pod ranges, by the range's text; without one, the highest that a pod has. */
  readonly lastAddresses: Readonly<Record<string, Address>>;
  /** The text of CoreDNS's Corefile. */
  readonly corefile: string;
  /** The files beside it in CoreDNS's pods, by path; none where it is left out. */
  readonly corednsFiles?: ReadonlyMap<string, string>;
  /** The text of node-local-dns's Corefile, its variables not filled in; left out for the add-on's own. */
  readonly nodeLocalCorefile?: string;
}

/** What holds for the cluster as a whole. */
export interface ClusterSettings {
  /** The Kubernetes version to imitate: `1.36`. */
  readonly version: string;
  /** The cluster's pod ranges, the primary family first. */
  readonly podRanges: readonly Prefix[];
  /** The ranges that cluster addresses come from, the primary family first. */
  readonly serviceRanges: readonly Prefix[];
  /** The network that the nodes' addresses lie in. */
  readonly nodeRanges: readonly Prefix[];
  /** The cluster domain: `cluster.local`. */
  readonly domain: string;
  /** The kubelets' `clusterDNS`; absent for the tenth address of the first service range, as kubeadm writes it. */
  readonly clusterDns?: readonly Address[];
  /** From a change to each CoreDNS pod that hears of it, in microseconds, in the pods' order; the last counts for all others. Absent for the model's own time. */
  readonly dnsDelays?: readonly number[];
  /** The address that node-local-dns has on every node; absent where the cluster has none. */
  readonly nodeLocalDns?: Address;
  readonly proxy: ProxySettings;
  readonly cni: CniSettings;
}
