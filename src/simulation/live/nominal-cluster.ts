/** The nominal times of a cluster's programs, in microseconds: chosen, never measured, and named in the header of a trace that needs them. */
export const CLUSTER_TIMES = {
  /** From a new pod to its network: the scheduler, the kubelet, the runtime. */
  podStart: 1_000_000,
  /** From running containers to the first success of the readiness probe. */
  readiness: 1_000_000,
  /** From the end of a pod's last container to the end of its network. */
  podStop: 100_000,
  /** From a change of pods or Services to the EndpointSlices that follow. */
  endpointSlices: 100_000,
  /** From a change to CoreDNS, which watches the API server. */
  dnsWatch: 50_000,
} as const;

/** The shortest time between two syncs of kube-proxy (`minSyncPeriod`; pkg/proxy/apis/config/v1alpha1/defaults.go v1.36). */
export const MIN_SYNC_PERIOD = {
  iptables: 1_000_000,
  nftables: 1_000_000,
  ipvs: 0,
  userspace: 0,
} as const;
