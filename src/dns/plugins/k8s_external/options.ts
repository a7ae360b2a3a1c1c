/** What a `k8s_external` directive says. */
export interface ExternalOptions {
  readonly zones: readonly string[];
  /** The label of the name server's part of a zone. */
  readonly apex: string;
  /** Seconds. */
  readonly ttl: number;
  /** Whether endpoints of headless Services are told too. */
  readonly headless: boolean;
  readonly fallthrough: readonly string[];
}

/** What holds where the directive does not say (coredns plugin/k8s_external/external.go: New). */
export const DEFAULTS: ExternalOptions = {
  zones: [],
  apex: "dns",
  ttl: 5,
  headless: false,
  fallthrough: [],
};
