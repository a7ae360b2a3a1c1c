import { sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The chain that the plugins make for a container of a network (containernetworking/plugins pkg/utils/utils.go: FormatChainName). */
export function chainName(network: string, containerId: string): string {
  return `CNI-${bytesToHex(sha512(utf8ToBytes(`${network}${containerId}`))).slice(0, 24)}`;
}
