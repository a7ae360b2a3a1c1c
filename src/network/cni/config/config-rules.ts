import type { Family } from "../../../base/address.js";
import { familyOf, widthOf } from "../../../base/address.js";
import { formatPrefix, prefixOf } from "../../../base/prefix.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import type { IptablesEdit } from "../../../netfilter/iptables/edit.js";
import type { TableName } from "../../../netfilter/rule-set.js";
import type { PlannedAddress } from "../bridge/bridge-plan.js";
import { ownPods } from "../wiring/cluster-network.js";
import { chainName } from "./chain-name.js";
import type { CniConfig } from "./cni-config.js";
import { containerId } from "./container-id.js";
import { addressesOf } from "./planned.js";

/** What the plugins of a configuration write into a node's rules, pod by pod. */
export function configuredEdits(
  config: CniConfig,
  cluster: Cluster,
  node: Node,
  family: Family,
): readonly IptablesEdit[] {
  return ownPods(cluster)
    .filter((pod) => pod.node === node.name)
    .flatMap((pod) => {
      const addresses = addressesOf(config, pod, node).filter(
        ({ address }) => familyOf(address) === family,
      );
      return [
        ...(config.ipMasq ? masqueradeEdits(config.name, pod, addresses) : []),
        ...(config.firewall === null ? [] : firewallEdits(config.firewall.adminChain, addresses)),
      ];
    });
}

const GROUPS = { ipv4: "224.0.0.0/4", ipv6: "ff00::/8" } as const;

// containernetworking/plugins pkg/ip/ipmasq_iptables_linux.go: SetupIPMasq.
function masqueradeEdits(
  network: string,
  pod: Pod,
  addresses: readonly PlannedAddress[],
): readonly IptablesEdit[] {
  const id = containerId(pod);
  const chain = chainName(network, id);
  const comment = `-m comment --comment "name: \\"${network}\\" id: \\"${id}\\""`;
  return addresses.flatMap(({ address, length }) => {
    const own = formatPrefix(prefixOf(address, length));
    return [
      newChain("nat", chain),
      append("nat", chain, `-d ${own} ${comment} -j ACCEPT`),
      append("nat", chain, `! -d ${GROUPS[familyOf(address)]} ${comment} -j MASQUERADE`),
      append("nat", "POSTROUTING", `-s ${address} ${comment} -j ${chain}`),
    ];
  });
}

// containernetworking/plugins plugins/meta/firewall/iptables.go: addRules.
function firewallEdits(
  adminChain: string,
  addresses: readonly PlannedAddress[],
): readonly IptablesEdit[] {
  return addresses.flatMap(({ address }) => {
    const own = `${address}/${widthOf(familyOf(address))}`;
    return [
      newChain("filter", FORWARD),
      newChain("filter", adminChain),
      prepend("FORWARD", `-m comment --comment "CNI firewall plugin rules" -j ${FORWARD}`),
      prepend(
        FORWARD,
        `-m comment --comment "CNI firewall plugin admin overrides" -j ${adminChain}`,
      ),
      append("filter", FORWARD, `-d ${own} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`),
      append("filter", FORWARD, `-s ${own} -j ACCEPT`),
    ];
  });
}

const FORWARD = "CNI-FORWARD";

function newChain(table: TableName, chain: string): IptablesEdit {
  return { kind: "new-chain", owner: "cni", table, chain };
}

function append(table: TableName, chain: string, rule: string): IptablesEdit {
  return { kind: "append", owner: "cni", table, chain, rule };
}

function prepend(chain: string, rule: string): IptablesEdit {
  return { kind: "prepend", owner: "cni", table: "filter", chain, rule };
}
