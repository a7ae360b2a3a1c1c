import { required } from "../../base/assert.js";
import type { LinkHeader, SocketBuffer } from "../../netfilter/socket-buffer.js";

/** The Ethernet header that a frame has by now. */
export function linkHeaderOf({ link }: SocketBuffer): LinkHeader {
  return required(link, "the Ethernet header of a frame");
}
