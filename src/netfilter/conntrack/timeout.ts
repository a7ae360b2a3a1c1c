/** How long an idle connection is kept, in seconds; TCP's by state. */
export interface Timeouts {
  readonly tcp: Readonly<Record<string, number>>;
  /** For data that was not acknowledged, and for a connection picked up in its middle. */
  readonly tcpUnacknowledged: number;
  readonly udp: number;
  readonly udpStream: number;
  readonly icmp: number;
}

/** The kernel's defaults (linux Documentation/networking/nf_conntrack-sysctl.rst). */
export const KERNEL_TIMEOUTS: Timeouts = {
  tcp: {
    SYN_SENT: 120,
    SYN_RECV: 60,
    ESTABLISHED: 432_000,
    FIN_WAIT: 120,
    CLOSE_WAIT: 60,
    LAST_ACK: 30,
    TIME_WAIT: 120,
    CLOSE: 10,
    SYN_SENT2: 120,
  },
  tcpUnacknowledged: 300,
  udp: 30,
  udpStream: 120,
  icmp: 30,
};

/**
 * A Kubernetes node's: kube-proxy sets two of the kernel's by sysctl when it starts (tcpEstablishedTimeout 24h,
 * tcpCloseWaitTimeout 1h), and other hosts here have no rules that make them track.
 */
export const NODE_TIMEOUTS: Timeouts = {
  ...KERNEL_TIMEOUTS,
  tcp: { ...KERNEL_TIMEOUTS.tcp, ESTABLISHED: 86_400, CLOSE_WAIT: 3_600 },
};
