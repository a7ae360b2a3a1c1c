import type { Outcome } from "../../trace/outcome.js";

/** What a system call of a socket can fail with, by the names of errno. */
export type Errno = keyof typeof TEXTS;

// glibc's strerror.
const TEXTS = {
  EPERM: "Operation not permitted",
  EACCES: "Permission denied",
  ENODEV: "No such device",
  EINVAL: "Invalid argument",
  EPROTO: "Protocol error",
  ENONET: "Machine is not on the network",
  EMSGSIZE: "Message too long",
  ENOPROTOOPT: "Protocol not available",
  EOPNOTSUPP: "Operation not supported",
  EADDRINUSE: "Address already in use",
  EADDRNOTAVAIL: "Cannot assign requested address",
  ENOTCONN: "Transport endpoint is not connected",
  ENETUNREACH: "Network is unreachable",
  EPIPE: "Broken pipe",
  ECONNRESET: "Connection reset by peer",
  ETIMEDOUT: "Connection timed out",
  ECONNREFUSED: "Connection refused",
  EHOSTDOWN: "Host is down",
  EHOSTUNREACH: "No route to host",
} as const;

/** Whether a name of errno is one of those. */
export function isErrno(name: string): name is Errno {
  return name in TEXTS;
}

/** The error as `strerror` words it. */
export function errnoText(errno: Errno): string {
  return TEXTS[errno];
}

/** What a request that ends with this error came to. */
export function outcomeOf(errno: Errno): Outcome {
  switch (errno) {
    case "ECONNREFUSED":
      return "refused";
    case "EPIPE":
    case "ECONNRESET":
      return "reset";
    case "ETIMEDOUT":
      return "timed out";
    case "EPERM":
    case "EACCES":
      return "not permitted";
    case "EINVAL":
    case "EPROTO":
    case "ENODEV":
    case "ENONET":
    case "EMSGSIZE":
    case "ENOPROTOOPT":
    case "EOPNOTSUPP":
    case "EADDRINUSE":
    case "EADDRNOTAVAIL":
    case "ENOTCONN":
    case "ENETUNREACH":
    case "EHOSTDOWN":
    case "EHOSTUNREACH":
      return "unreachable";
  }
}
