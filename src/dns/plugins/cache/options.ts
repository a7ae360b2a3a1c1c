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
  readonly prefetch: Prefetch;
  /** Null where nothing is answered with that has ended. */
  readonly stale: StaleOptions | null;
}

/** When an answer is asked for again before it ends. */
export interface Prefetch {
  /** How often it must have been asked for; 0 for never. */
  readonly hits: number;
  /** The longest pause between two such queries. */
  readonly pause: number;
  /** The share of its lifetime, in hundredths, that must be left at most. */
  readonly percentage: number;
}

/** How long and in what way answers that have ended are used. */
export interface StaleOptions {
  /** How long after its end an answer may be used. */
  readonly upTo: number;
  /** Whether it is asked for again first, and used only where that fails. */
  readonly verify: boolean;
  /** How long the client waits for that at most; 0 for as long as it takes. */
  readonly verifyTimeout: number;
  /** The TTL that the client is told. */
  readonly ttl: number;
  /** How long nothing is asked again after a failure; 0 for not at all. */
  readonly recheck: number;
  /** Whether an old answer is better than a denial. */
  readonly prefersPositive: boolean;
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
  prefetch: { hits: 0, pause: 60, percentage: 10 },
  stale: null,
};
