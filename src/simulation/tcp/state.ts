import type { Errno } from "../socket/errno.js";

/** TCP's states by the names that `ss` prints; `CLOSED` is a connection that is gone. */
export type TcpState =
  | "SYN-SENT"
  | "SYN-RECV"
  | "ESTAB"
  | "FIN-WAIT-1"
  | "FIN-WAIT-2"
  | "CLOSING"
  | "TIME-WAIT"
  | "CLOSE-WAIT"
  | "LAST-ACK"
  | "CLOSED";

/** What a connection's program is told when it fails. */
export type TcpFailure = "refused" | "unreachable" | "reset" | "timed out";

const FAILURES: Readonly<Partial<Record<Errno, TcpFailure>>> = {
  ECONNREFUSED: "refused",
  EPIPE: "reset",
  ECONNRESET: "reset",
  ETIMEDOUT: "timed out",
};

/** The failure that an error stands for. */
export function failureOf(errno: Errno): TcpFailure {
  return FAILURES[errno] ?? "unreachable";
}

/** Whether both ends have agreed on the connection. */
export function isSynchronised(state: TcpState): boolean {
  return state !== "SYN-SENT" && state !== "SYN-RECV" && state !== "CLOSED";
}
