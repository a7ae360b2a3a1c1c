import { familyOf } from "../../../base/address.js";
import type { Address, Family } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { HostPort, Pod } from "../../../cluster/pod.js";
import type { IptablesEdit } from "../../../netfilter/iptables/edit.js";
import type { InterfaceAddress } from "../../device.js";
import { chainName } from "../config/chain-name.js";
import { containerId } from "../config/container-id.js";
import { ownPods } from "../wiring/cluster-network.js";
import type { PortMapping } from "./port-mapping.js";

const DNAT = "CNI-HOSTPORT-DNAT";
const SETMARK = "CNI-HOSTPORT-SETMARK";
const MASQ = "CNI-HOSTPORT-MASQ";

/**
 * What the portmap plugin writes on a node, pod by pod: from the node's ports to those of containers
 * (containernetworking/plugins v1.9 plugins/meta/portmap/portmap_iptables.go: forwardPorts; chain.go: setup).
 */
export function portmapEdits(
  mapping: PortMapping,
  cluster: Cluster,
  node: Node,
  family: Family,
): readonly IptablesEdit[] {
  return mappedPods(cluster, node).flatMap((pod) => {
    const own = addressOfFamily(mapping, pod, node, family);
    return own === null
      ? []
      : [
          ...(mapping.snat ? markEdits(mapping.markMasqBit) : []).map(lasting),
          ...entryEdits().map(lasting),
          ...podEdits(mapping, pod, own),
        ];
  });
}

/** The pods of a node that a CNI wires and that have a port of the node. */
export function mappedPods(cluster: Cluster, node: Node): readonly Pod[] {
  return ownPods(cluster).filter((pod) => pod.node === node.name && hostPortsOf(pod).length > 0);
}

/** The first address of a family that a pod has got: the plugin takes no other. */
export function addressOfFamily(
  { addresses }: PortMapping,
  pod: Pod,
  node: Node,
  family: Family,
): InterfaceAddress | null {
  return addresses(pod, node).find(({ address }) => familyOf(address) === family) ?? null;
}

function hostPortsOf({ containers }: Pod): readonly HostPort[] {
  return containers.flatMap(({ hostPorts }) => hostPorts);
}

// What all pods share stays when the last of them is gone.
function lasting(edit: IptablesEdit): IptablesEdit {
  return edit.kind === "restore" ? edit : { ...edit, lasts: true };
}

function markEdits(bit: number): readonly IptablesEdit[] {
  const mark = `0x${(2 ** bit).toString(16)}`;
  const masked = `${mark}/${mark}`;
  return [
    newChain(SETMARK),
    append(
      SETMARK,
      `-m comment --comment "CNI portfwd masquerade mark" -j MARK --set-xmark ${masked}`,
    ),
    newChain(MASQ),
    append(MASQ, `-m mark --mark ${masked} -j MASQUERADE`),
    // In front, since the ptp and bridge plugins' own rules would masquerade or accept first.
    {
      kind: "prepend",
      owner: "cni",
      table: "nat",
      chain: "POSTROUTING",
      rule: `-m comment --comment "CNI portfwd requiring masquerade" -j ${MASQ}`,
    },
  ];
}

function entryEdits(): readonly IptablesEdit[] {
  const rule = `-m addrtype --dst-type LOCAL -j ${DNAT}`;
  return [newChain(DNAT), append("PREROUTING", rule), append("OUTPUT", rule)];
}

// portmap_iptables.go: genDnatChain, fillDnatRules.
function podEdits(mapping: PortMapping, pod: Pod, own: InterfaceAddress): readonly IptablesEdit[] {
  const id = containerId(pod);
  const chain = chainName(mapping.network, id, "DN-");
  const ports = hostPortsOf(pod);
  const family = familyOf(own.address);
  const comment = trimmed(`dnat name: "${mapping.network}" id: "${id}"`).replaceAll('"', '\\"');
  return [
    newChain(chain),
    // An address of the other family leads nowhere; the jump is made all the same.
    ...ports
      .filter(({ address }) => address === null || familyOf(address) === family)
      .flatMap((port) => portEdits(mapping, chain, port, own)),
    ...jumpLists(ports).map(({ protocol, list }) =>
      append(
        DNAT,
        `-m comment --comment "${comment}" -m multiport -p ${protocol} --destination-ports ${list} -j ${chain}`,
      ),
    ),
  ];
}

function portEdits(
  { snat, masqAll }: PortMapping,
  chain: string,
  { protocol, hostPort, containerPort, address: hostAddress }: HostPort,
  { address, length }: InterfaceAddress,
): readonly IptablesEdit[] {
  const isV4 = familyOf(address) === "ipv4";
  const to = hostAddress === null || isUnspecified(hostAddress) ? "" : ` -d ${hostAddress}`;
  const base = `-p ${protocol} --dport ${hostPort}${to}`;
  const everything = isV4 ? "0.0.0.0/0" : "::/0";
  // The marks come first: DNAT ends the walk of the table.
  const sources = [
    masqAll ? everything : `${address}/${length}`,
    ...(isV4 && !masqAll ? ["127.0.0.1"] : []),
  ];
  const destination = isV4 ? address : `[${address}]`;
  return [
    ...(snat ? sources : []).map((from) => append(chain, `${base} -s ${from} -j ${SETMARK}`)),
    append(chain, `${base} -j DNAT --to-destination ${destination}:${containerPort}`),
  ];
}

/** What the multiport match takes. */
const MOST_PORTS = 15;

// utils.go: groupByProto, splitPortList.
function jumpLists(
  ports: readonly HostPort[],
): readonly { readonly protocol: string; readonly list: string }[] {
  const protocols = [...new Set(ports.map(({ protocol }) => protocol))].sort();
  return protocols.flatMap((protocol) => {
    const own = ports.filter((port) => port.protocol === protocol).map(({ hostPort }) => hostPort);
    const count = Math.ceil(own.length / MOST_PORTS);
    return Array.from({ length: count }, (_, index) => ({
      protocol,
      list: own.slice(index * MOST_PORTS, (index + 1) * MOST_PORTS).join(","),
    }));
  });
}

// utils.go: trimComment.
function trimmed(comment: string): string {
  return comment.length <= 255 ? comment : `${comment.slice(0, 253)}...`;
}

function isUnspecified(address: Address): boolean {
  return address === "0.0.0.0" || address === "::";
}

function newChain(chain: string): IptablesEdit {
  return { kind: "new-chain", owner: "cni", table: "nat", chain };
}

function append(chain: string, rule: string): IptablesEdit {
  return { kind: "append", owner: "cni", table: "nat", chain, rule };
}
