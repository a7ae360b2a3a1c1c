import { formatEndpoint } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { formatPrefix, hostPrefix } from "../../base/prefix.js";
import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import { comment } from "../iptables/restore-rule.js";
import type { Portal, ProxiedPort } from "./proxied-port.js";

const NAT = { kind: "append", owner: "kube-proxy", table: "nat" } as const;
const FILTER = { ...NAT, table: "filter" } as const;
const LOCAL = "-m addrtype --dst-type LOCAL";

/** The rules for one port of a Service, each made with `iptables -A`; `hostAddress` is the node's own. */
export function portEdits(port: ProxiedPort, hostAddress: Address): readonly IptablesEdit[] {
  const { portals, nodePort } = port;
  const portalRules = portals.flatMap((portal) => portalEdits(port, portal, hostAddress));
  return nodePort === null
    ? portalRules
    : [...portalRules, ...nodePortEdits(port, nodePort, hostAddress)];
}

// proxier.go v1.25: openOnePortal. What comes from elsewhere goes to the device's own address, what the host sends itself to the node's.
function portalEdits(
  port: ProxiedPort,
  { address, isExternal }: Portal,
  hostAddress: Address,
): readonly IptablesEdit[] {
  const matches = `${portMatches(port, port.port)} -d ${formatPrefix(hostPrefix(address))}`;
  const container = { ...NAT, chain: "KUBE-PORTALS-CONTAINER" };
  const host = { ...NAT, chain: "KUBE-PORTALS-HOST" };
  if (!isExternal)
    return [
      { ...container, rule: `${matches} ${redirect(port)}` },
      { ...host, rule: `${matches} ${translate(port, hostAddress)}` },
    ];
  return [
    { ...container, rule: `${matches} -m physdev ! --physdev-is-in ${redirect(port)}` },
    { ...container, rule: `${matches} ${LOCAL} ${redirect(port)}` },
    { ...host, rule: `${matches} ${LOCAL} ${translate(port, hostAddress)}` },
  ];
}

// proxier.go v1.25: openNodePort. Table filter sees the port after the translation.
function nodePortEdits(
  port: ProxiedPort,
  nodePort: number,
  hostAddress: Address,
): readonly IptablesEdit[] {
  const matches = portMatches(port, nodePort);
  return [
    { ...NAT, chain: "KUBE-NODEPORT-CONTAINER", rule: `${matches} ${redirect(port)}` },
    { ...NAT, chain: "KUBE-NODEPORT-HOST", rule: `${matches} ${translate(port, hostAddress)}` },
    {
      ...FILTER,
      chain: "KUBE-NODEPORT-NON-LOCAL",
      rule: `${portMatches(port, port.proxyPort)} -m state --state NEW -j ACCEPT`,
    },
  ];
}

function portMatches({ name, protocol }: ProxiedPort, port: number): string {
  return `${comment(name)} -p ${protocol} -m ${protocol} --dport ${port}`;
}

function redirect({ proxyPort }: ProxiedPort): string {
  return `-j REDIRECT --to-ports ${proxyPort}`;
}

function translate({ proxyPort }: ProxiedPort, hostAddress: Address): string {
  return `-j DNAT --to-destination ${formatEndpoint(hostAddress, proxyPort)}`;
}
