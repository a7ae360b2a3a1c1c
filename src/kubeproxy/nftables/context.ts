import { masqueradeMark } from "../iptables/context.js";
import type { ProxyInput } from "../input.js";
import { nodePortAddressesOf } from "../node-port-address.js";
import type { NodePortAddresses } from "../node-port-address.js";
import { localDetectorOf } from "./local-detector.js";
import type { LocalDetector } from "./local-detector.js";

/** What holds for all rules of one node and family, worked out of the input once. */
export interface TableContext {
  readonly input: ProxyInput;
  /** The table's family as nft names it; an address's header has the same name. */
  readonly ip: "ip" | "ip6";
  /** The masquerade mark as kube-proxy prints it: `0x00004000`. */
  readonly mark: string;
  readonly detector: LocalDetector | null;
  readonly nodePorts: NodePortAddresses;
}

/** Prepares the compilation. */
export function tableContextOf(input: ProxyInput): TableContext {
  const { configuration, family } = input;
  return {
    input,
    ip: family === "ipv6" ? "ip6" : "ip",
    mark: masqueradeMark(configuration.masqueradeBit),
    detector: localDetectorOf(configuration.detectLocal, family),
    nodePorts: nodePortAddressesOf(configuration.nodePortAddresses, family),
  };
}
