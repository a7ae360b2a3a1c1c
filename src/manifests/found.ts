import type { Address } from "../base/address.js";
import type { InnerText } from "../base/inner-text.js";
import type { Prefix } from "../base/prefix.js";
import type {
  EndpointSliceDeclaration,
  NodeDeclaration,
  PodDeclaration,
  Said,
} from "../cluster/declaration.js";
import type { ProxySettings } from "../cluster/proxy-settings.js";
import type { ServiceImport } from "../cluster/service-import.js";
import type { ReadService } from "./kind/service.js";
import type { ReadWorkload } from "./kind/workload.js";

/** What has been read so far, before the objects are held against each other. */
export interface Found {
  readonly namespaces: string[];
  /** The labels of those that have any. */
  readonly namespaceLabels: Map<string, Readonly<Record<string, string>>>;
  readonly imports: ServiceImport[];
  readonly nodes: NodeDeclaration[];
  readonly pods: PodDeclaration[];
  /** The addresses that pods give their nodes, by the nodes' names. */
  readonly hostAddresses: Map<string, Said<Address>[]>;
  readonly workloads: ReadWorkload[];
  readonly services: ReadService[];
  readonly slices: EndpointSliceDeclaration[];
  /** Slices that Endpoints objects are mirrored to; they count where their Service has no others. */
  readonly mirrored: EndpointSliceDeclaration[];
  corefile: InnerText | null;
  /** The texts beside the Corefile, by name. */
  readonly corednsFiles: Map<string, string>;
  proxy: Said<ProxySettings> | null;
  podRanges: readonly Prefix[];
  serviceRanges: readonly Prefix[];
  domain: string | null;
}

/** Nothing yet. */
export function nothingFound(): Found {
  return {
    namespaces: [],
    namespaceLabels: new Map(),
    imports: [],
    nodes: [],
    pods: [],
    hostAddresses: new Map(),
    workloads: [],
    services: [],
    slices: [],
    mirrored: [],
    corefile: null,
    corednsFiles: new Map(),
    proxy: null,
    podRanges: [],
    serviceRanges: [],
    domain: null,
  };
}
