import type { InnerText } from "../base/inner-text.js";
import type { LocalizedText } from "../base/localized-text.js";
import type { Cluster, ClusterSettings } from "../cluster/cluster.js";
import type {
  EndpointSliceDeclaration,
  NodeDeclaration,
  Said,
  ServiceDeclaration,
  WorkloadDeclaration,
} from "../cluster/declaration.js";
import type { HostFiles, PlayItem, Upstream } from "../cluster/scenario.js";
import type { ProxyModeName } from "../cluster/proxy-settings.js";
import type { ServiceImport } from "../cluster/service-import.js";
import type { SourceSpan, SourceText } from "../base/source-span.js";
import type { LanPort, LinkDeclaration, Topology } from "../cluster/topology/topology.js";
import type { GivenDump } from "./host/given-dump.js";
import type { HostDraft } from "./host/host-draft.js";
import type { ContainerDraft } from "./host/read-container.js";
import type { ManifestSource } from "./manifest/source.js";
import type { Copies } from "./service/copies.js";
import type { ScenarioDocument } from "./syntax.js";

/** A scenario in the making: each pass adds what it is for. */
export interface Draft {
  readonly document: ScenarioDocument;
  /** What reads Kubernetes YAML; null where nothing does. */
  readonly manifestSource: ManifestSource | null;
  /** The files that the scenario names. */
  readonly files: readonly SourceText[];
  readonly title: LocalizedText;
  readonly seed: number;
  readonly settings: ClusterSettings;
  readonly namespaces: readonly string[];
  /** What Kubernetes YAML says of namespaces, and Services of other clusters. */
  readonly namespaceLabels: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly serviceImports: readonly ServiceImport[];
  readonly nodes: readonly NodeDeclaration[];
  readonly workloads: readonly WorkloadDeclaration[];
  readonly services: readonly ServiceDeclaration[];
  /** How often Services are repeated; those that are not are not in it. */
  readonly copies: Copies;
  readonly endpointSlices: readonly EndpointSliceDeclaration[];
  readonly upstreams: readonly DraftUpstream[];
  readonly corefile: InnerText | null;
  /** The Corefile of node-local-dns, its variables not filled in yet; null for the add-on's. */
  readonly nodeLocalCorefile: InnerText | null;
  /** What lies beside CoreDNS's in CoreDNS's pods: texts by path. */
  readonly corednsFiles: ReadonlyMap<string, string>;
  /** Null where no host's or node's files were written. */
  readonly hostFiles: HostFiles | null;
  readonly cluster: Cluster | null;
  readonly hosts: readonly HostDraft[];
  readonly links: readonly LinkDeclaration[];
  readonly lanPorts: readonly LanPort[];
  readonly containers: readonly ContainerDraft[];
  readonly topology: Topology;
  /** Dumps of hosts' rules that came beside the text. */
  readonly dumps: readonly GivenDump[];
  readonly play: readonly PlayItem[];
  /** The modes of kube-proxy that are compared; none where the text does not say so. */
  readonly compare: readonly ProxyModeName[];
  /** Starts of statements whose value was wrong and replaced by a default, so that no later pass complains of what follows from it. */
  readonly doubtful: ReadonlySet<string>;
  /** Addresses and names that come from a running cluster: what is reserved there is right. */
  readonly given: ReadonlySet<Said<unknown>>;
}

/** An upstream; without an address it is at the gateway of the nodes' network. */
export interface DraftUpstream extends Omit<Upstream, "address"> {
  readonly address: Upstream["address"] | null;
  readonly span: SourceSpan;
}
