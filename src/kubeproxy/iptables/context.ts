import { endpointsOfPort } from "../endpoint.js";
import type { ListedPorts } from "../endpoint.js";
import { localDetectorOf } from "./local-detector.js";
import type { LocalDetector } from "./local-detector.js";
import { containsLoopback, nodePortAddressesOf } from "../node-port-address.js";
import type { NodePortAddresses } from "../node-port-address.js";
import type { ProxyInput } from "../input.js";
import type { ServicePort } from "../service-port.js";
import { traitsOf } from "./version.js";
import type { IptablesTraits } from "./version.js";

/** What holds for all rules of one node and family, worked out of the input once. */
export interface RuleContext {
  readonly input: ProxyInput;
  readonly traits: IptablesTraits;
  /** The masquerade mark as kube-proxy prints it: `0x00004000`. */
  readonly mark: string;
  readonly detector: LocalDetector | null;
  readonly nodePorts: NodePortAddresses;
  /** Whether 127.0.0.1 really serves node ports; never in IPv6. */
  readonly localhostNodePorts: boolean;
  /** Above this many endpoints kube-proxy saves the comments of the rules that there are most of. */
  readonly largeCluster: boolean;
}

/** pkg/proxy/iptables/proxier.go v1.36: largeClusterEndpointsThreshold. */
const LARGE_CLUSTER_ENDPOINTS = 1000;

/** Prepares the compilation; `listed` has the endpoints of all these service ports. */
export function ruleContextOf(
  input: ProxyInput,
  ports: readonly ServicePort[],
  listed: ListedPorts,
): RuleContext {
  const { configuration, family } = input;
  const traits = traitsOf(configuration.minorVersion);
  const nodePorts = nodePortAddressesOf(configuration.nodePortAddresses, family);
  return {
    input,
    traits,
    mark: masqueradeMark(configuration.masqueradeBit),
    detector: localDetectorOf(configuration.detectLocal, family),
    nodePorts,
    localhostNodePorts: servesLocalhost(input),
    largeCluster: isLargeCluster(ports, listed, input.nodeName),
  };
}

// Ready or not, all count, each once for every service port; those that no service port of the family asks for do not
// (syncProxyRules: totalEndpoints).
function isLargeCluster(
  ports: readonly ServicePort[],
  listed: ListedPorts,
  nodeName: string,
): boolean {
  let count = 0;
  for (const port of ports) {
    count += endpointsOfPort(listed, port, nodeName).length;
    if (count > LARGE_CLUSTER_ENDPOINTS) return true;
  }
  return false;
}

/** Whether 127.0.0.1 really serves node ports (pkg/proxy/iptables/proxier.go v1.36: NewProxier). */
export function servesLocalhost({ configuration, family }: ProxyInput): boolean {
  const { localhostSetting } = traitsOf(configuration.minorVersion);
  const isOn = configuration.localhostNodePorts || !localhostSetting;
  const nodePorts = nodePortAddressesOf(configuration.nodePortAddresses, family);
  return family === "ipv4" && isOn && containsLoopback(nodePorts);
}

/** The mark of a bit, with eight hexadecimal digits. */
export function masqueradeMark(bit: number): string {
  return `0x${(2 ** bit).toString(16).padStart(8, "0")}`;
}
