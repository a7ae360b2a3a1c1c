/** What a `cache` directive says. Times are in seconds. */
export interface CacheOptions {
  /** The zones whose names are kept. */
  readonly zones: readonly string[];
  readonly success: CacheLimits;
  readonly denial: CacheLimits;
  /** How long a SERVFAIL is kept; 0 for not at all. */
  readonly servfail: number;
  /** Whether hits keep the TTL that was stored. */
  readonly keepTtl: boolean;
}

/** The bounds of one of the two stores. */
export interface CacheLimits {
  readonly capacity: number;
  readonly maximum: number;
  readonly minimum: number;
  /** The zones whose names are not stored. */
  readonly disabled: readonly string[];
}

/** What holds where the directive does not say (coredns plugin/cache/cache.go). */
export const DEFAULTS: CacheOptions = {
  zones: ["."],
  success: { capacity: 9984, maximum: 3600, minimum: 5, disabled: [] },
  denial: { capacity: 9984, maximum: 1800, minimum: 5, disabled: [] },
  servfail: 5,
  keepTtl: false,
};
