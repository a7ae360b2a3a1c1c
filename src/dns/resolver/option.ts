/** The options of a resolv.conf that glibc honours (glibc 2.36 resolv/res_init.c: res_setoptions). */
export interface ResolverOptions {
  /** A name with at least so many dots is tried as it is before the search list. */
  readonly ndots: number;
  /** Seconds to wait for a server. */
  readonly timeout: number;
  /** Rounds over the servers. */
  readonly attempts: number;
  readonly rotate: boolean;
  readonly singleRequest: boolean;
  readonly singleRequestReopen: boolean;
  /** Whether it asks over TCP from the start. */
  readonly useVc: boolean;
  readonly noAaaa: boolean;
  readonly edns0: boolean;
  readonly trustAd: boolean;
}

/** Reads the options as written; unknown ones are passed over, numbers are capped as glibc caps them. */
export function readResolverOptions(written: readonly string[]): ResolverOptions {
  // As glibc compares them: what follows the name does not count.
  const has = (name: string): boolean => written.some((option) => option.startsWith(name));
  return {
    ndots: numberOf(written, "ndots", 1, 15),
    timeout: numberOf(written, "timeout", 5, 30),
    attempts: numberOf(written, "attempts", 2, 5),
    rotate: has("rotate"),
    singleRequest: written.some(
      (option) =>
        option.startsWith("single-request") && !option.startsWith("single-request-reopen"),
    ),
    singleRequestReopen: has("single-request-reopen"),
    useVc: has("use-vc"),
    noAaaa: has("no-aaaa"),
    edns0: has("edns0"),
    trustAd: has("trust-ad"),
  };
}

function numberOf(
  written: readonly string[],
  name: string,
  byDefault: number,
  cap: number,
): number {
  const option = written.findLast((text) => text.startsWith(`${name}:`));
  if (option === undefined) return byDefault;
  return Math.min(Number.parseInt(option.slice(name.length + 1), 10) || 0, cap);
}
