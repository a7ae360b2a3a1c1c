import type { Report } from "../base/diagnostic.js";
import type { InnerText } from "../base/inner-text.js";
import type { Prefix } from "../base/prefix.js";
import type {
  EndpointSliceDeclaration,
  NodeDeclaration,
  Said,
  ServiceDeclaration,
  WorkloadDeclaration,
} from "./declaration.js";
import type { ProxySettings } from "./proxy-settings.js";
import type { ServiceImport } from "./service-import.js";

/** What Kubernetes YAML says of a cluster; what it leaves out, the scenario or the cluster's defaults say. */
export interface Manifests {
  readonly namespaces: readonly string[];
  /** The labels of namespaces that have any. */
  readonly namespaceLabels: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Services that other clusters share. */
  readonly serviceImports: readonly ServiceImport[];
  readonly nodes: readonly NodeDeclaration[];
  readonly workloads: readonly WorkloadDeclaration[];
  readonly services: readonly ServiceDeclaration[];
  readonly endpointSlices: readonly EndpointSliceDeclaration[];
  /** The Corefile of the ConfigMap `kube-system/coredns`. */
  readonly corefile: InnerText | null;
  /** What else that ConfigMap has: texts by name. */
  readonly corednsFiles: ReadonlyMap<string, string>;
  /** What a KubeProxyConfiguration says, everything else at kube-proxy's own defaults. */
  readonly proxy: Said<ProxySettings> | null;
  /** The ranges of the ConfigMap `kube-system/kubeadm-config`, or kube-proxy's `clusterCIDR`. */
  readonly podRanges: readonly Prefix[];
  readonly serviceRanges: readonly Prefix[];
  /** `networking.dnsDomain` there. */
  readonly domain: string | null;
}

/** Reads Kubernetes YAML or JSON; passed to the language, which knows no YAML. */
export type ReadManifests = (texts: readonly InnerText[], report: Report) => Manifests;
