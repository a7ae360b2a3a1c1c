import type { Random } from "../../base/random.js";
import type { Namespace } from "../namespace.js";
import type { Settings } from "../sysctl/settings.js";
import type { Fib } from "./fib.js";
import type { LearnedRoutes } from "./learned-routes.js";

/** What a host routes by. */
export interface Router {
  /** As it is now. */
  readonly namespace: Namespace;
  readonly settings: Settings;
  readonly fib: Fib;
  /** What ICMP has taught it of its ways out. */
  readonly learned: LearnedRoutes;
  /** The draws of multipath routes and of what else the kernel chooses by chance. */
  readonly random: Random;
}
