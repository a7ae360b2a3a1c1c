import { sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The longest name of a chain that the plugins make. */
const LONGEST = 28;

/**
 * The chain that the plugins make for a container of a network; `kind` is `DN-` for those of portmap
 * (containernetworking/plugins pkg/utils/utils.go: FormatChainName, MustFormatChainNameWithPrefix).
 */
export function chainName(network: string, containerId: string, kind: "" | "DN-" = ""): string {
  const digest = bytesToHex(sha512(utf8ToBytes(`${network}${containerId}`)));
  return `CNI-${kind}${digest}`.slice(0, LONGEST);
}
