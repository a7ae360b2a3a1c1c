import { isErrno } from "../../simulation/socket/errno.js";
import type { Errno } from "../../simulation/socket/errno.js";

/** The error that a real system call gave; one that the simulation does not know is told as it is. */
export function errnoOf(name: string): Errno {
  if (isErrno(name)) return name;
  throw new Error(`a socket failed with ${name}`);
}
