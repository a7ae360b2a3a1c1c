import type { SocketOwner } from "../../netfilter/socket-buffer.js";

/** Who the programs of a play run as. */
export const ROOT: SocketOwner = { user: 0, group: 0 };
