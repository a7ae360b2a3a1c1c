import type { DnatTarget } from "./dnat.js";
import type { JumpTarget } from "./jump.js";
import type { LogTarget } from "./log.js";
import type { MarkTarget } from "./mark.js";
import type { MasqueradeTarget } from "./masquerade.js";
import type { NotrackTarget } from "./notrack.js";
import type { OpaqueTarget } from "./opaque.js";
import type { RedirectTarget } from "./redirect.js";
import type { RejectTarget } from "./reject.js";
import type { SnatTarget } from "./snat.js";
import type { VerdictTarget } from "./verdict.js";

/** What a rule does with a packet that fits. */
export type Target =
  | VerdictTarget
  | JumpTarget
  | RejectTarget
  | DnatTarget
  | SnatTarget
  | MasqueradeTarget
  | RedirectTarget
  | MarkTarget
  | LogTarget
  | NotrackTarget
  | OpaqueTarget;

/** The names of all kinds of targets. */
export type TargetKind = Target["kind"];
