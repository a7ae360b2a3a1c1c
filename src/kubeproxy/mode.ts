import { address } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import type { Cluster } from "../cluster/cluster.js";
import type { Node } from "../cluster/node.js";
import type { ProxyModeName } from "../cluster/proxy-settings.js";
import { configurationOf } from "./configuration.js";
import { compileIptables } from "./iptables/compile.js";
import { servesLocalhost } from "./iptables/context.js";
import { compileIpvs, ipvsSysctls } from "./ipvs/compile.js";
import type { ProxyInput } from "./input.js";
import { compileNftables } from "./nftables/compile.js";
import { nodeAddressOf } from "./node-address.js";
import { NO_OUTPUT } from "./output.js";
import type { ProxyOutput } from "./output.js";
import { compileUserspace } from "./userspace/compile.js";

/** One of kube-proxy's modes. */
interface ProxyMode {
  /** Compiles what one node's proxier of one family gives to the tools, from nothing to a full sync. */
  readonly compile: (input: ProxyInput) => Omit<ProxyOutput, "sysctls">;
  /** The settings of the kernel that it writes. */
  readonly sysctls: (input: ProxyInput) => ProxyOutput["sysctls"];
}

/** The proxy modes, by the name in KubeProxyConfiguration. */
const MODES: Readonly<Record<ProxyModeName, ProxyMode>> = {
  iptables: {
    compile: (input) => ({ ...NO_OUTPUT, iptables: compileIptables(input) }),
    sysctls: iptablesSysctls,
  },
  nftables: {
    compile: (input) => ({ ...NO_OUTPUT, nftables: compileNftables(input) }),
    sysctls: () => ({}),
  },
  ipvs: { compile: compileIpvs, sysctls: ipvsSysctls },
  userspace: { compile: compileUserspace, sysctls: () => ({}) },
};

// pkg/proxy/iptables/proxier.go v1.36: NewProxier. Node ports on 127.0.0.1 leave the host by other devices than lo.
function iptablesSysctls(input: ProxyInput): ProxyOutput["sysctls"] {
  return servesLocalhost(input) ? { "net/ipv4/conf/all/route_localnet": "1" } : {};
}

/** The settings of the kernel that kube-proxy of a family writes on a node, by name with slashes. */
export function proxySysctls(cluster: Cluster, node: Node, family: Family): ProxyOutput["sysctls"] {
  return MODES[cluster.settings.proxy.mode].sysctls(proxyInputOf(cluster, node, family));
}

/** What kube-proxy makes on a node for a family, from nothing to a full sync; `localAddresses` are those of the node's devices, as far as they are known. */
export function compileProxy(
  cluster: Cluster,
  node: Node,
  family: Family,
  localAddresses: readonly Address[] | null = null,
): ProxyOutput {
  const input = proxyInputOf(cluster, node, family);
  return compileMode(
    cluster.settings.proxy.mode,
    localAddresses === null ? input : { ...input, localAddresses },
  );
}

/** What kube-proxy makes of an input in one mode. */
export function compileMode(name: ProxyModeName, input: ProxyInput): ProxyOutput {
  const { compile, sysctls } = MODES[name];
  return { ...compile(input), sysctls: sysctls(input) };
}

/** What a cluster is to the proxier of one node and one family. */
export function proxyInputOf(cluster: Cluster, node: Node, family: Family): ProxyInput {
  const loopbacks = [address("127.0.0.1"), address("::1")];
  return {
    family,
    services: cluster.services,
    endpointSlices: cluster.endpointSlices,
    nodeName: node.name,
    zone: node.labels["topology.kubernetes.io/zone"] ?? null,
    nodeAddress: nodeAddressOf(node.addresses, family, cluster.settings.proxy.bindAddress),
    localAddresses: [...loopbacks, ...node.addresses],
    configuration: configurationOf(cluster, node),
  };
}
