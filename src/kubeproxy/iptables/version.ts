/** What kube-proxy's iptables mode wrote differently from version to version, beyond what is on by default today. */
export interface IptablesTraits {
  /**
   * Packets that must not pass are marked in table nat (KUBE-MARK-DROP) for the kubelet's KUBE-FIREWALL to drop; since 1.25
   * kube-proxy drops them itself in table filter (kubernetes#110289, #110268; KEP-3178).
   */
  readonly marksDrops: boolean;
  /** kube-proxy has its own copy of the kubelet's rule that guards 127.0.0.0/8 (KEP-3178). */
  readonly guardsLocalhost: boolean;
  /** `iptables.localhostNodePorts` exists, and IPv6 node ports are closed on `::1`. */
  readonly localhostSetting: boolean;
  /** Endpoints that end serve where no other is ready (KEP-1669, on since 1.26). */
  readonly terminatingEndpoints: boolean;
  /** `conntrack.tcpBeLiberal` exists. */
  readonly tcpBeLiberal: boolean;
  /** Two rules count into accounting objects where the kernel has them. */
  readonly accounting: boolean;
  /** Hints may name nodes (KEP-3015, on since 1.34). */
  readonly nodeHints: boolean;
}

/** What changed, and from which minor version on; read from pkg/proxy/iptables/proxier.go of the versions that docs/conformance.md names. */
const CHANGES: readonly (readonly [minor: number, change: Partial<IptablesTraits>])[] = [
  [25, { marksDrops: false, guardsLocalhost: true }],
  [26, { terminatingEndpoints: true }],
  [27, { localhostSetting: true }],
  [29, { tcpBeLiberal: true }],
  [31, { accounting: true }],
  [34, { nodeHints: true }],
];

/** As 1.24 has it. */
const OLDEST: IptablesTraits = {
  marksDrops: true,
  guardsLocalhost: false,
  localhostSetting: false,
  terminatingEndpoints: false,
  tcpBeLiberal: false,
  accounting: false,
  nodeHints: false,
};

/** The traits of a minor version: 30 for 1.30. */
export function traitsOf(minor: number): IptablesTraits {
  return CHANGES.filter(([since]) => since <= minor).reduce(
    (traits, [, change]) => ({ ...traits, ...change }),
    OLDEST,
  );
}
