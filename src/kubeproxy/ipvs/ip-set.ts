import type { Family } from "../../base/address.js";
import type { SetTypeName } from "../../netfilter/ipset/set-type.js";

/** The sets that kube-proxy keeps in ipvs mode, by the names that they have for IPv4. */
export type ProxySetName =
  | "KUBE-LOOP-BACK"
  | "KUBE-CLUSTER-IP"
  | "KUBE-EXTERNAL-IP"
  | "KUBE-EXTERNAL-IP-LOCAL"
  | "KUBE-LOAD-BALANCER"
  | "KUBE-LOAD-BALANCER-FW"
  | "KUBE-LOAD-BALANCER-LOCAL"
  | "KUBE-LOAD-BALANCER-SOURCE-IP"
  | "KUBE-LOAD-BALANCER-SOURCE-CIDR"
  | "KUBE-NODE-PORT-TCP"
  | "KUBE-NODE-PORT-LOCAL-TCP"
  | "KUBE-NODE-PORT-UDP"
  | "KUBE-NODE-PORT-LOCAL-UDP"
  | "KUBE-NODE-PORT-SCTP-HASH"
  | "KUBE-NODE-PORT-LOCAL-SCTP-HASH"
  | "KUBE-HEALTH-CHECK-NODE-PORT"
  | "KUBE-IPVS-IPS";

/** A set that kube-proxy keeps. */
export interface ProxySet {
  readonly name: ProxySetName;
  readonly type: SetTypeName;
  /** What the rules that ask the set say of it. */
  readonly comment: string;
}

/** All sets, in the order in which they are made; they are there even when empty (kubernetes pkg/proxy/ipvs/proxier.go v1.36: ipsetInfo). */
export const PROXY_SETS: readonly ProxySet[] = [
  {
    name: "KUBE-LOOP-BACK",
    type: "hash:ip,port,ip",
    comment: "Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose",
  },
  {
    name: "KUBE-CLUSTER-IP",
    type: "hash:ip,port",
    comment: "Kubernetes service cluster ip + port for masquerade purpose",
  },
  {
    name: "KUBE-EXTERNAL-IP",
    type: "hash:ip,port",
    comment: "Kubernetes service external ip + port for masquerade and filter purpose",
  },
  {
    name: "KUBE-EXTERNAL-IP-LOCAL",
    type: "hash:ip,port",
    comment: "Kubernetes service external ip + port with externalTrafficPolicy=local",
  },
  {
    name: "KUBE-LOAD-BALANCER",
    type: "hash:ip,port",
    comment: "Kubernetes service lb portal",
  },
  {
    name: "KUBE-LOAD-BALANCER-FW",
    type: "hash:ip,port",
    comment: "Kubernetes service load balancer ip + port for load balancer with sourceRange",
  },
  {
    name: "KUBE-LOAD-BALANCER-LOCAL",
    type: "hash:ip,port",
    comment: "Kubernetes service load balancer ip + port with externalTrafficPolicy=local",
  },
  {
    name: "KUBE-LOAD-BALANCER-SOURCE-IP",
    type: "hash:ip,port,ip",
    comment: "Kubernetes service load balancer ip + port + source IP for packet filter purpose",
  },
  {
    name: "KUBE-LOAD-BALANCER-SOURCE-CIDR",
    type: "hash:ip,port,net",
    comment: "Kubernetes service load balancer ip + port + source cidr for packet filter purpose",
  },
  {
    name: "KUBE-NODE-PORT-TCP",
    type: "bitmap:port",
    comment: "Kubernetes nodeport TCP port for masquerade purpose",
  },
  {
    name: "KUBE-NODE-PORT-LOCAL-TCP",
    type: "bitmap:port",
    comment: "Kubernetes nodeport TCP port with externalTrafficPolicy=local",
  },
  {
    name: "KUBE-NODE-PORT-UDP",
    type: "bitmap:port",
    comment: "Kubernetes nodeport UDP port for masquerade purpose",
  },
  {
    name: "KUBE-NODE-PORT-LOCAL-UDP",
    type: "bitmap:port",
    comment: "Kubernetes nodeport UDP port with externalTrafficPolicy=local",
  },
  {
    name: "KUBE-NODE-PORT-SCTP-HASH",
    type: "hash:ip,port",
    comment: "Kubernetes nodeport SCTP port for masquerade purpose with type 'hash ip:port'",
  },
  {
    name: "KUBE-NODE-PORT-LOCAL-SCTP-HASH",
    type: "hash:ip,port",
    comment:
      "Kubernetes nodeport SCTP port with externalTrafficPolicy=local with type 'hash ip:port'",
  },
  {
    name: "KUBE-HEALTH-CHECK-NODE-PORT",
    type: "bitmap:port",
    comment: "Kubernetes health check node port",
  },
  {
    name: "KUBE-IPVS-IPS",
    type: "hash:ip",
    comment: "Addresses on the ipvs interface",
  },
];

// linux include/uapi/linux/netfilter/ipset/ip_set.h: IPSET_MAXNAMELEN is 32, with the zero at the end.
const LONGEST_NAME = 31;

/** The name that a set has in a family: for IPv6 another one, cut to what the kernel takes (ipset.go v1.36: NewIPSet). */
export function setNameOf(name: ProxySetName, family: Family): string {
  return family === "ipv4" ? name : name.replace(/^KUBE-/, "KUBE-6-").slice(0, LONGEST_NAME);
}

/** What `ipset create` is told of a set of its type (ipset/ipset.go v1.36: createSet). */
export function createArguments(type: SetTypeName, family: Family): string {
  if (type === "bitmap:port") return `${type} range 0-65535`;
  return `${type} family ${family === "ipv4" ? "inet" : "inet6"} hashsize 1024 maxelem 65536`;
}
