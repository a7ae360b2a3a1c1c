import type { TcpSegment } from "../../packet/packet.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { Advance, Connection } from "./connection.js";
import { refreshed } from "./refresh.js";
import type { ConntrackSettings } from "./settings.js";
import { endOf, firstProgress, isBefore, resumed } from "./tcp-progress.js";
import type { TcpProgress } from "./tcp-progress.js";
import { isClosing, isOver, segmentKindOf, tcpStep, timeoutOf } from "./tcp-state.js";
import type { SegmentKind, TcpState } from "./tcp-state.js";
import { checkWindow } from "./tcp-window.js";

type Direction = "original" | "reply";

interface Segment {
  readonly segment: TcpSegment;
  readonly kind: SegmentKind;
  readonly direction: Direction;
}

/** What conntrack makes of a segment: the state, or that the connection stays as it is. */
type Judged =
  | {
      readonly kind: "step";
      readonly state: TcpState;
      /** Whether its sequence numbers need no look. */
      readonly isChecked: boolean;
      /** What is known of both ends, where that changes before the look. */
      readonly progress?: TcpProgress;
    }
  | { readonly kind: "ignored" | "invalid" | "reopened" };

/** A TCP connection after one more segment (linux net/netfilter/nf_conntrack_proto_tcp.c: nf_conntrack_tcp_packet). */
export function advanceTcp(
  connection: Connection,
  direction: Direction,
  segment: TcpSegment,
  host: NetfilterHost,
): Advance {
  const { entry } = connection;
  const { settings } = host.conntrack;
  const before = (entry.protocolState ?? "NONE") as TcpState;
  const known = connection.progress ?? firstProgress(segment, true);
  const arrival: Segment = { segment, kind: segmentKindOf(segment), direction };
  const judged = judge(connection, known, arrival, settings);
  if (judged.kind === "ignored")
    return letThrough({ ...connection, progress: { ...known, last: lastOf(arrival) } }, direction);
  if (judged.kind !== "step") return { kind: judged.kind };

  const state = before;
  const isLiberal = settings.tcp_be_liberal !== 0;
  const { verdict, progress } = judged.isChecked
    ? { verdict: "accept" as const, progress: known }
    : checkWindow(judged.progress ?? known, { ...arrival, state, isLiberal });
  if (verdict === "ignore") return letThrough({ ...connection, progress }, direction);
  if (verdict === "invalid") return denied(connection, arrival, host);
  return counted({ ...connection, progress }, arrival, judged.state, host);
}

// What is not understood counts as an answer all the same (nf_conntrack_core.c: nf_conntrack_in sets IPS_SEEN_REPLY).
function letThrough(connection: Connection, direction: Direction): Advance {
  const { entry } = connection;
  const isNews = direction === "reply" && !entry.seenReply;
  return {
    kind: "goes-on",
    connection: isNews ? { ...connection, entry: { ...entry, seenReply: true } } : connection,
  };
}

// The switch over the new state, before any look at sequence numbers.
function judge(
  { entry }: Connection,
  known: TcpProgress,
  { segment, kind, direction }: Segment,
  settings: ConntrackSettings,
): Judged {
  const before = (entry.protocolState ?? "NONE") as TcpState;
  const { last } = known;
  const step = tcpStep(before, direction, kind);
  const to = (state: TcpState): Judged => ({ kind: "step", state, isChecked: false });
  switch (step) {
    case "invalid":
      return { kind: "invalid" };
    case "SYN_SENT": {
      if (!isOver(before)) return to(step);
      const isClosed = known.original.closes || known.reply.closes;
      const isReset = last.kind === "rst" && last.direction === direction;
      return { kind: isClosed || isReset ? "reopened" : "ignored" };
    }
    case "ignore":
      // The answer to a SYN that was let through unseen: conntrack was out of step, and takes it from here.
      return kind === "syn-ack" &&
        last.kind === "syn" &&
        last.direction !== direction &&
        segment.acknowledgement === last.end
        ? { kind: "step", state: "SYN_RECV", isChecked: false, progress: resumed(known) }
        : { kind: "ignored" };
    case "SYN_RECV":
      return to(direction === "reply" && kind === "ack" && known.opensBoth ? "ESTABLISHED" : step);
    case "CLOSE":
      return kind === "rst"
        ? judgeReset(entry, known, { segment, kind, direction }, settings)
        : to(step);
    case "NONE":
    case "SYN_SENT2":
    case "ESTABLISHED":
    case "FIN_WAIT":
    case "CLOSE_WAIT":
    case "LAST_ACK":
    case "TIME_WAIT":
      return to(step);
  }
}

function judgeReset(
  { protocolState, assured, seenReply }: Connection["entry"],
  known: TcpProgress,
  { segment, direction }: Segment,
  settings: ConntrackSettings,
): Judged {
  const before = (protocolState ?? "NONE") as TcpState;
  const { last } = known;
  const closed: Judged = { kind: "step", state: "CLOSE", isChecked: false };
  if (isClosing(before)) return { ...closed, isChecked: true };
  const isEstablished = before === "ESTABLISHED" && assured;
  const other = known[direction === "original" ? "reply" : "original"];
  let state: TcpState = "CLOSE";
  if (other.acknowledged !== null && last.kind !== "syn") {
    const { sequence } = segment;
    if (sequence === 0 && !isEstablished) return closed;
    const isStale = isBefore(sequence, other.acknowledged);
    if (isStale && settings.tcp_ignore_invalid_rst === 0) return { kind: "invalid" };
    const isExact = sequence === other.acknowledged;
    const follows = last.kind === "ack" && last.direction === direction && sequence === last.end;
    if (!isEstablished || isExact || follows) return closed;
    // Not where the other end expects it: it will ask back, and the connection may well go on.
    state = before;
  }
  const answersUnseen =
    ((seenReply && last.kind === "syn") || (!assured && last.kind === "ack")) &&
    segment.acknowledgement === last.end;
  return { kind: "step", state, isChecked: answersUnseen };
}

// A FIN or RST out of its window that the other end answers in kind: both will have closed.
function denied(
  connection: Connection,
  { kind, direction }: Segment,
  host: NetfilterHost,
): Advance {
  const { entry, progress } = connection;
  if (!entry.assured || progress === null || (kind !== "rst" && kind !== "fin"))
    return { kind: "invalid" };
  const { last } = progress;
  const answers = last.direction !== direction && (last.kind === "fin" || last.kind === "rst");
  if (!answers)
    return {
      kind: "denied",
      connection: { ...connection, progress: { ...progress, last: { ...last, kind, direction } } },
    };
  const latest = host.now + host.conntrack.settings.tcp_timeout_unacknowledged * 1_000_000;
  if (entry.expiresAt <= latest) return { kind: "invalid" };
  return { kind: "denied", connection: { ...connection, entry: { ...entry, expiresAt: latest } } };
}

function counted(
  connection: Connection,
  { kind, direction, segment }: Segment,
  state: TcpState,
  host: NetfilterHost,
): Advance {
  const { entry } = connection;
  const { settings } = host.conntrack;
  const before = (entry.protocolState ?? "NONE") as TcpState;
  const seen = connection.progress ?? firstProgress(segment, true);
  const closes = state === "FIN_WAIT" && before !== "FIN_WAIT";
  const progress: TcpProgress = {
    ...seen,
    [direction]: { ...seen[direction], closes: seen[direction].closes || closes },
    last: { ...seen.last, kind, direction },
    opensBoth: seen.opensBoth || state === "SYN_SENT2",
  };
  const after = { ...connection, progress, entry: { ...entry, protocolState: state } };
  const seconds = secondsFor(progress, kind, state, settings);
  if (!entry.seenReply) {
    // A connection that is refused is over at once, and needs no time to be remembered.
    if (kind === "rst")
      return { kind: "ends", connection: refreshed(after, direction, seconds, host) };
    // A SYN that is sent again gives no more time, or an old entry would outlive the program that reuses its port.
    if (kind === "syn" && before === "SYN_SENT") return letThrough(after, direction);
    const most = settings.tcp_timeout_unacknowledged;
    const picked = state === "ESTABLISHED" ? Math.min(seconds, most) : seconds;
    return { kind: "goes-on", connection: refreshed(after, direction, picked, host) };
  }
  const assured =
    entry.assured ||
    (state === "ESTABLISHED" && (before === "SYN_RECV" || before === "ESTABLISHED"));
  const next = refreshed(after, direction, seconds, host);
  return { kind: "goes-on", connection: { ...next, entry: { ...next.entry, assured } } };
}

function secondsFor(
  { original, reply, repeats }: TcpProgress,
  kind: SegmentKind,
  state: TcpState,
  settings: ConntrackSettings,
): number {
  const usual = timeoutOf(state, settings);
  if (repeats >= settings.tcp_max_retrans && usual > settings.tcp_timeout_max_retrans)
    return settings.tcp_timeout_max_retrans;
  if (kind === "rst") return settings.tcp_timeout_close;
  const waits = original.waits || reply.waits;
  return waits ? Math.min(usual, settings.tcp_timeout_unacknowledged) : usual;
}

function lastOf({ segment, kind, direction }: Segment): TcpProgress["last"] {
  const { sequence, acknowledgement } = segment;
  return { kind, direction, sequence, acknowledgement, end: endOf(segment) };
}
