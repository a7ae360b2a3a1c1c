import { familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { contains, prefix } from "../../base/prefix.js";
import type { ProxyInput } from "../input.js";
import { isLoopback, matchAddresses, nodePortAddressesOf } from "../node-port-address.js";

const LINK_LOCAL = prefix("fe80::/10");

/** The node's own addresses: those of every device but kube-ipvs0, without loopback and link-local ones (kubernetes pkg/proxy/ipvs/netlink_linux.go v1.36: isValidForSet). */
export function nodeAddressesOf({ localAddresses, family }: ProxyInput): readonly Address[] {
  return localAddresses.filter(
    (local) =>
      familyOf(local) === family &&
      !isLoopback(local) &&
      !(family === "ipv6" && contains(LINK_LOCAL, local)),
  );
}

/** The addresses at which node ports get virtual servers; 127.0.0.1 never does (proxier.go v1.36: syncProxyRules). */
export function nodePortServersOf(input: ProxyInput): readonly Address[] {
  const { configuration, localAddresses, family } = input;
  const nodePorts = nodePortAddressesOf(configuration.nodePortAddresses, family);
  if (nodePorts.all) return nodeAddressesOf(input);
  return matchAddresses(nodePorts, localAddresses, family).filter((local) => !isLoopback(local));
}
