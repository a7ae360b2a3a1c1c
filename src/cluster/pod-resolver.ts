import type { Address } from "../base/address.js";

/** What a pod says of name resolution beside its `dnsPolicy`. */
export interface PodResolver {
  /** `spec.dnsConfig`; null where it has none. */
  readonly dnsConfig: DnsConfig | null;
  /** `spec.hostAliases`: lines of its `/etc/hosts`. */
  readonly hostAliases: readonly HostAlias[];
  /** The C library of its image, whose resolver its programs use. */
  readonly libc: Libc;
}

/** `spec.dnsConfig`. */
export interface DnsConfig {
  readonly nameservers: readonly Address[];
  readonly searches: readonly string[];
  readonly options: readonly DnsOption[];
}

/** An entry of `spec.dnsConfig.options`. */
export interface DnsOption {
  readonly name: string;
  /** Null where the option has none. */
  readonly value: string | null;
}

/** An entry of `spec.hostAliases`. */
export interface HostAlias {
  readonly address: Address;
  readonly names: readonly string[];
}

/** The C libraries whose resolvers are known: glibc 2.36 (Debian), musl 1.2.5 (Alpine). */
export type Libc = "glibc" | "musl";

/** Nothing was said. */
export const USUAL_RESOLVER: PodResolver = { dnsConfig: null, hostAliases: [], libc: "glibc" };

/** Whether nothing was said. */
export function isUsual({ dnsConfig, hostAliases, libc }: PodResolver): boolean {
  return dnsConfig === null && hostAliases.length === 0 && libc === "glibc";
}
