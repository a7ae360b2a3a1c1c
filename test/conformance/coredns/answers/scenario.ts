/** A recorded server: a Corefile, its world, and questions with the real answers. */
export interface CorednsScenario {
  readonly id?: string;
  /** Where it is one of the kubernetes plugin's own tests. */
  readonly suite?: string;
  readonly corefile: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly world?: string;
  readonly extraObjects?: readonly unknown[];
  readonly localIPs?: readonly string[];
  /** The search list of CoreDNS's own resolv.conf. */
  readonly resolvSearch?: readonly string[];
  readonly serial?: number;
  readonly notSynced?: boolean;
  /** Why CoreDNS does not start. */
  readonly error?: string;
  /** What it listens at; `dns` and `tls` alone, as the recorded program had no others. */
  readonly listeners?: readonly string[];
  readonly upstreams?: Readonly<Record<string, CorednsUpstream>>;
  readonly queries?: readonly CorednsQuery[];
}

/** A fake upstream. */
export interface CorednsUpstream {
  readonly records?: readonly string[];
  readonly soa?: string;
  readonly rcode?: Readonly<Record<string, string>>;
  readonly default?: string;
}

/** One question, and the answer. */
export interface CorednsQuery {
  readonly id?: string;
  readonly qname: string;
  readonly qtype: string;
  readonly qclass?: string;
  readonly client?: string;
  /** The listener that it comes to, as an address and a port: `:1053`. */
  readonly port?: string;
  readonly tcp?: boolean;
  readonly edns?: { readonly size?: number; readonly do?: boolean };
  readonly cd?: boolean;
  readonly ad?: boolean;
  readonly noRd?: boolean;
  /** Seconds before it. */
  readonly advance?: number;
  readonly rcode: string;
  readonly flags?: readonly string[];
  readonly answer: readonly string[];
  readonly ns: readonly string[];
  readonly extra: readonly string[];
  readonly path?: readonly string[];
  readonly upstreamQueries?: readonly string[];
  readonly noResponse?: boolean;
  readonly verified?: boolean;
}

/** What a question came to, in the recordings' form. */
export interface CorednsAnswer {
  readonly rcode: string;
  readonly flags: readonly string[];
  readonly answer: readonly string[];
  readonly ns: readonly string[];
  readonly extra: readonly string[];
  readonly path: readonly string[];
  readonly upstreamQueries: readonly string[];
}
