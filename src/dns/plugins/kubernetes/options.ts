import type { Selector } from "./label-selector.js";

/** What a `kubernetes` directive says. */
export interface KubernetesOptions {
  /** The zones that it answers for, normalised. */
  readonly zones: readonly string[];
  /** The first zone that is no reverse zone: what PTR records point into. */
  readonly primaryZone: string;
  readonly pods: "disabled" | "insecure" | "verified";
  /** Seconds. */
  readonly ttl: number;
  /** The zones below which a name that does not exist goes on to the next plugin. */
  readonly fallthrough: readonly string[];
  /** The only namespaces that are seen; empty for all. */
  readonly namespaces: readonly string[];
  readonly labels: Selector | null;
  /** Names endpoints after their pods where they have no hostname. */
  readonly endpointPodNames: boolean;
  /** Whether endpoints are watched at all. */
  readonly endpoints: boolean;
  readonly ignoreEmptyService: boolean;
  readonly zonal: boolean;
  /** What the labels of a namespace must be for it to be seen; null for all. */
  readonly namespaceLabels: Selector | null;
  /** The zones whose Services are imported from several clusters. */
  readonly multicluster: readonly string[];
}

/** What holds where the directive does not say. */
export const DEFAULTS: KubernetesOptions = {
  zones: [],
  primaryZone: "",
  pods: "disabled",
  ttl: 5,
  fallthrough: [],
  namespaces: [],
  labels: null,
  endpointPodNames: false,
  endpoints: true,
  ignoreEmptyService: false,
  zonal: false,
  namespaceLabels: null,
  multicluster: [],
};
