import type { SctpPacket } from "../../packet/packet.js";
import type { SctpChunk, SctpChunkType } from "../../packet/sctp-chunk.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { Advance, Connection } from "./connection.js";
import { refreshed } from "./refresh.js";
import { FIRST_SCTP_PROGRESS } from "./sctp-progress.js";
import type { SctpProgress } from "./sctp-progress.js";
import { sctpStep, sctpTimeoutOf } from "./sctp-state.js";
import type { SctpState } from "./sctp-state.js";

type Direction = "original" | "reply";

interface Association {
  readonly state: SctpState;
  readonly progress: SctpProgress;
}

/** An association after a packet of it; `renews` where the packet gives it new time. */
interface Counted extends Association {
  readonly renews: boolean;
}

const ALONE: ReadonlySet<SctpChunkType> = new Set(["INIT", "INIT_ACK", "SHUTDOWN_COMPLETE"]);
const FIRST: ReadonlySet<SctpChunkType> = new Set(["COOKIE_ECHO", "COOKIE_ACK"]);
// RFC 9260 8.4: out of the blue these are answered by nobody, and begin nothing.
const NEVER_BEGIN: ReadonlySet<SctpChunkType> = new Set([
  "ABORT",
  "SHUTDOWN_COMPLETE",
  "COOKIE_ACK",
]);
// Whose tag is looked at with the chunk itself, if at all.
const OWN_CHECK: ReadonlySet<SctpChunkType> = new Set([
  "INIT",
  "SHUTDOWN_COMPLETE",
  "COOKIE_ECHO",
  "ABORT",
  "SHUTDOWN_ACK",
  "HEARTBEAT",
  "HEARTBEAT_ACK",
]);

/** An association after one more packet (linux net/netfilter/nf_conntrack_proto_sctp.c: nf_conntrack_sctp_packet). */
export function advanceSctp(
  connection: Connection,
  direction: Direction,
  packet: SctpPacket,
  host: NetfilterHost,
): Advance {
  const { entry, association } = connection;
  const before: Association = {
    state: (entry.protocolState ?? "NONE") as SctpState,
    progress: association ?? FIRST_SCTP_PROGRESS,
  };
  const counted = count(before, direction, packet, true);
  if (counted === null) return { kind: "invalid" };
  const { state, progress, renews } = counted;
  const assured = entry.assured || (state === "ESTABLISHED" && before.state !== state);
  const after = {
    ...connection,
    association: progress,
    entry: { ...entry, protocolState: state, assured },
  };
  if (renews) {
    const seconds = sctpTimeoutOf(state, host.conntrack.settings);
    return { kind: "goes-on", connection: refreshed(after, direction, seconds, host) };
  }
  const seenReply = entry.seenReply || direction === "reply";
  return { kind: "goes-on", connection: { ...after, entry: { ...after.entry, seenReply } } };
}

/** The association that a packet begins; null where it begins none (the same file: sctp_new). */
export function beginSctp(packet: SctpPacket): Association | null {
  const { chunks, verificationTag } = packet;
  if (chunks.some(({ type }) => NEVER_BEGIN.has(type))) return null;
  let { tags } = FIRST_SCTP_PROGRESS;
  for (const chunk of chunks) {
    const state = sctpStep("NONE", "original", chunk.type);
    if (state === null || state === "NONE") return null;
    if (chunk.type === "INIT") {
      if (verificationTag !== 0) return null;
      tags = { ...tags, reply: chunk.tag };
    } else if (chunk.type === "HEARTBEAT") tags = { ...tags, original: verificationTag };
    else tags = { ...tags, reply: verificationTag };
  }
  const begun: Association = { state: "NONE", progress: { ...FIRST_SCTP_PROGRESS, tags } };
  return count(begun, "original", packet, false);
}

// A packet and each of its chunks; null where the kernel would call it invalid.
function count(
  before: Association,
  direction: Direction,
  { chunks, verificationTag }: SctpPacket,
  isConfirmed: boolean,
): Counted | null {
  if (!isWellFormed(chunks)) return null;
  const isChecked = !chunks.some(({ type }) => OWN_CHECK.has(type));
  if (isChecked && verificationTag !== before.progress.tags[direction]) return null;
  const hasData = chunks.some(({ type }) => type === "DATA");
  let now: Association = before;
  let renews = true;
  for (const chunk of chunks) {
    const arrival = { chunk, direction, tag: verificationTag };
    const progress = withTag(now.progress, arrival);
    if (progress === "invalid" || (progress === "strange" && (hasData || !renews))) return null;
    if (progress === "strange") {
      now = { ...now, progress: { ...now.progress, strange: direction } };
      renews = false;
      continue;
    }
    const state = sctpStep(now.state, direction, chunk.type);
    if (state === null) return null;
    const noted = withInit(progress, arrival);
    if (noted === null) return null;
    // A repeated INIT gives no more time, or an old entry would outlive the program that reuses its port.
    if (chunk.type === "INIT" && isConfirmed && now.state === "CLOSED" && state === "CLOSED")
      renews = false;
    now = { state, progress: noted };
  }
  return { ...now, renews };
}

// do_basic_checks.
function isWellFormed(chunks: readonly SctpChunk[]): boolean {
  if (chunks.length === 0) return false;
  const isAlone = chunks.some(({ type }) => ALONE.has(type)) && chunks.length > 1;
  return !isAlone && !chunks.slice(1).some(({ type }) => FIRST.has(type));
}

interface Arrival {
  readonly chunk: SctpChunk;
  readonly direction: Direction;
  readonly tag: number;
}

// RFC 9260 8.5.1, the chunks whose tag is judged by a rule of its own.
function withTag(
  progress: SctpProgress,
  { chunk, direction, tag }: Arrival,
): SctpProgress | "invalid" | "strange" {
  const { tags } = progress;
  const other = otherOf(direction);
  switch (chunk.type) {
    case "INIT":
      return tag === 0 ? progress : "invalid";
    case "ABORT":
    case "SHUTDOWN_COMPLETE":
      return tag === tags[chunk.reflected ? other : direction] ? progress : "invalid";
    case "COOKIE_ECHO":
      return tag === tags[direction] ? progress : "invalid";
    case "COOKIE_ACK":
      return { ...progress, inits: FIRST_SCTP_PROGRESS.inits };
    case "HEARTBEAT":
    case "HEARTBEAT_ACK": {
      const known = { ...progress, tags: { ...tags, [direction]: tag } };
      if (tags[direction] === 0) return known;
      if (tags[direction] === tag) return { ...progress, strange: null };
      if (chunk.type === "HEARTBEAT") return "strange";
      if (progress.strange === null || progress.strange === direction) return "invalid";
      return { ...known, tags: { ...known.tags, [other]: 0 }, strange: null };
    }
    case "INIT_ACK":
    case "DATA":
    case "SACK":
    case "SHUTDOWN":
    case "SHUTDOWN_ACK":
    case "ERROR":
      return progress;
  }
}

// INIT and INIT ACK say how the other end has to address their sender.
function withInit(progress: SctpProgress, { chunk, direction }: Arrival): SctpProgress | null {
  const { tags, inits } = progress;
  const other = otherOf(direction);
  if (chunk.type === "INIT") {
    const isCollision = inits[direction] && inits[other];
    const noted = { ...inits, [direction]: true, ...(isCollision ? { [other]: false } : {}) };
    return { ...progress, tags: { ...tags, [other]: chunk.tag }, inits: noted };
  }
  if (chunk.type !== "INIT_ACK") return progress;
  const isOther = tags[other] !== chunk.tag;
  if (!inits[other] && tags[other] !== 0 && isOther) return null;
  if (inits[direction] && inits[other] && isOther) return null;
  return { ...progress, tags: { ...tags, [other]: chunk.tag } };
}

function otherOf(direction: Direction): Direction {
  return direction === "original" ? "reply" : "original";
}
