import type { Family } from "../../base/address.js";
import type { IcmpMessage } from "../../packet/packet.js";
import type { Errno } from "./errno.js";

/** What an ICMP error comes to for a socket. */
export interface IcmpErrno {
  readonly errno: Errno;
  /** Whether a UDP socket hears of it that has not asked for all errors (IP_RECVERR). */
  readonly hard: boolean;
}

// linux net/ipv4/icmp.c: icmp_err_convert, the codes of "destination unreachable".
const UNREACHABLE: readonly IcmpErrno[] = [
  { errno: "ENETUNREACH", hard: false },
  { errno: "EHOSTUNREACH", hard: false },
  { errno: "ENOPROTOOPT", hard: true },
  { errno: "ECONNREFUSED", hard: true },
  // Only who lets its packets be cut on the way hears nothing of this (net/ipv4/udp.c: __udp4_lib_err).
  { errno: "EMSGSIZE", hard: true },
  { errno: "EOPNOTSUPP", hard: false },
  { errno: "ENETUNREACH", hard: true },
  { errno: "EHOSTDOWN", hard: true },
  { errno: "ENONET", hard: true },
  { errno: "ENETUNREACH", hard: true },
  { errno: "EHOSTUNREACH", hard: true },
  { errno: "ENETUNREACH", hard: false },
  { errno: "EHOSTUNREACH", hard: false },
  { errno: "EHOSTUNREACH", hard: true },
  { errno: "EHOSTUNREACH", hard: true },
  { errno: "EHOSTUNREACH", hard: true },
];

// linux net/ipv6/icmp.c: tab_unreach.
const UNREACHABLE_V6: readonly IcmpErrno[] = [
  { errno: "ENETUNREACH", hard: false },
  { errno: "EACCES", hard: true },
  { errno: "EHOSTUNREACH", hard: false },
  { errno: "EHOSTUNREACH", hard: false },
  { errno: "ECONNREFUSED", hard: true },
  { errno: "EACCES", hard: true },
  { errno: "EACCES", hard: true },
];

/** What a message comes to for the socket whose packet it quotes; null for one that is no error to it, such as a redirect. */
export function icmpErrno({ type, code }: IcmpMessage, family: Family): IcmpErrno | null {
  if (family === "ipv4") {
    if (type === 3) return UNREACHABLE[code] ?? { errno: "EHOSTUNREACH", hard: true };
    if (type === 11) return { errno: "EHOSTUNREACH", hard: false };
    return type === 12 ? { errno: "EPROTO", hard: true } : null;
  }
  switch (type) {
    case 1:
      return UNREACHABLE_V6[code] ?? { errno: "EPROTO", hard: true };
    case 2:
      return { errno: "EMSGSIZE", hard: true };
    case 3:
      return { errno: "EHOSTUNREACH", hard: false };
    case 4:
      return { errno: "EPROTO", hard: true };
    default:
      return null;
  }
}
