import type { Random } from "../../base/random.js";
import type { Stack, World } from "../world.js";
import type { Life } from "./life.js";

/** A process: a program at work in a namespace. */
export interface Process {
  readonly world: World;
  readonly stack: Stack;
  /** Its name in the trace: `curl`, `coredns`, `http`. */
  readonly program: string;
  /** The process's own source of chance. */
  readonly random: Random;
  /** Shared by all that a program has started; absent where nothing ends or stops it but itself. */
  readonly life?: Life;
}
