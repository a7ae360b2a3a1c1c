/** How long a connection over TCP may wait, and how many queries it may bring. */
export interface StreamLimits {
  /** Seconds until the first query. */
  readonly read: number;
  /** Seconds until each one after it. */
  readonly idle: number;
  /** The queries after which it is closed; infinite for any number. */
  readonly queries: number;
}

/** What holds where nothing is said (coredns core/dnsserver/server.go v1.14.7: NewServer). */
export const DEFAULT_STREAM_LIMITS: StreamLimits = { read: 3, idle: 10, queries: Infinity };
