import type { ChecksumTarget } from "./checksum.js";
import type { ClassifyTarget } from "./classify.js";
import type { ConnmarkTarget } from "./connmark.js";
import type { CtTarget } from "./ct.js";
import type { DnatTarget } from "./dnat.js";
import type { HlTarget } from "./hl.js";
import type { JumpTarget } from "./jump.js";
import type { LogTarget } from "./log.js";
import type { MarkTarget } from "./mark.js";
import type { MasqueradeTarget } from "./masquerade.js";
import type { NetmapTarget } from "./netmap.js";
import type { NflogTarget } from "./nflog.js";
import type { NfqueueTarget } from "./nfqueue.js";
import type { OpaqueTarget } from "./opaque.js";
import type { RedirectTarget } from "./redirect.js";
import type { RejectTarget } from "./reject.js";
import type { SnatTarget } from "./snat.js";
import type { TcpmssTarget } from "./tcpmss.js";
import type { TproxyTarget } from "./tproxy.js";
import type { TraceTarget } from "./trace.js";
import type { TtlTarget } from "./ttl.js";
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
  | NetmapTarget
  | MarkTarget
  | ConnmarkTarget
  | LogTarget
  | NflogTarget
  | CtTarget
  | TraceTarget
  | TproxyTarget
  | TtlTarget
  | HlTarget
  | TcpmssTarget
  | ChecksumTarget
  | ClassifyTarget
  | NfqueueTarget
  | OpaqueTarget;

/** The names of all kinds of targets. */
export type TargetKind = Target["kind"];
