import type { TcpSegment } from "../../packet/packet.js";
import { NOMINAL_WINDOW, begunEnd, endOf, isBefore } from "./tcp-progress.js";
import type { EndProgress, LastSegment, TcpProgress } from "./tcp-progress.js";
import type { SegmentKind, TcpState } from "./tcp-state.js";

/** Whether a segment belongs to its connection, passes without a change to it, or does not belong; and the progress after it. */
export interface WindowCheck {
  readonly verdict: "accept" | "ignore" | "invalid";
  readonly progress: TcpProgress;
}

/** A segment with what conntrack takes it for. */
export interface Arrival {
  readonly segment: TcpSegment;
  readonly kind: SegmentKind;
  readonly direction: "original" | "reply";
  /** The connection's state before it. */
  readonly state: TcpState;
  /** `nf_conntrack_tcp_be_liberal`. */
  readonly isLiberal: boolean;
}

// MAXACKWINDOW: an acknowledgement may be as far behind as the widest window, and at least this.
const LEAST_ACK_WINDOW = 66_000;

/** Looks at a segment's sequence numbers (linux net/netfilter/nf_conntrack_proto_tcp.c: tcp_in_window). */
export function checkWindow(before: TcpProgress, arrival: Arrival): WindowCheck {
  const { segment, direction, state } = arrival;
  const hasAck = segment.flags.includes("ACK");
  const other = direction === "original" ? "reply" : "original";
  const begun = begin(before, arrival);
  let sender = begun.sender;
  let receiver = begun.receiver;
  const settled = (): TcpProgress =>
    direction === "original"
      ? { ...before, original: sender, reply: receiver }
      : { ...before, original: receiver, reply: sender };
  if (begun.isDone) return { verdict: "accept", progress: settled() };

  const isReset = segment.flags.includes("RST");
  const acknowledges = hasAck && !(isReset && segment.acknowledgement === 0);
  const ack = acknowledges ? segment.acknowledgement : receiver.end;
  const answersSyn = isReset && segment.sequence === 0 && state === "SYN_SENT";
  const sequence = answersSyn ? sender.end : segment.sequence;
  const end = answersSyn ? sender.end : endOf(segment);
  const refused = (verdict: "ignore" | "invalid"): WindowCheck => ({
    verdict: arrival.isLiberal || sender.isLiberal ? "accept" : verdict,
    progress: settled(),
  });

  const isRecent = !isBefore(end, sender.end - receiver.window);
  const isAckRecent = !isBefore(ack, receiver.end - Math.max(sender.window, LEAST_ACK_WINDOW));
  const isAckKnown = !isBefore(receiver.end, ack);
  if (isBefore(sender.mostEnd, sequence)) {
    // Some ends send more than the window allows; what they sent has to be known when it is acknowledged.
    const excess = end - sender.mostEnd + 1;
    const isClose = receiver.window > 0 && isRecent && isAckRecent && excess <= receiver.window;
    if (!isClose || !isAckKnown) return refused("invalid");
    sender = { ...sender, end, waits: true };
    return refused("ignore");
  }
  if (!isAckKnown) return refused("invalid");
  if (receiver.window > 0 && !isRecent) return refused("ignore");
  if (!isAckRecent) return refused("ignore");

  const isFresh = isBefore(sender.end, end);
  const overrun = receiver.window > 0 && isBefore(sender.mostEnd, end) ? end - sender.mostEnd : 0;
  const reach = ack + NOMINAL_WINDOW;
  sender = {
    ...sender,
    window: Math.max(sender.window, NOMINAL_WINDOW),
    end: isFresh ? end : sender.end,
    waits: sender.waits || isFresh,
    acknowledged: hasAck ? latest(sender.acknowledged, ack) : sender.acknowledged,
  };
  receiver = {
    ...receiver,
    window: receiver.window + overrun,
    mostEnd: isBefore(receiver.mostEnd, reach) ? reach : receiver.mostEnd,
    waits: receiver.waits && ack !== receiver.end,
  };
  const last: LastSegment = { kind: "ack", direction, sequence, acknowledgement: ack, end };
  return {
    verdict: "accept",
    progress: arrival.kind === "ack" ? counted(settled(), before.last, last) : settled(),
  };

  function begin(
    known: TcpProgress,
    { kind }: Arrival,
  ): { sender: EndProgress; receiver: EndProgress; isDone: boolean } {
    const [mine, theirs] = [known[direction], known[other]];
    const isSyn = segment.flags.includes("SYN");
    if (mine.window === 0) {
      if (isSyn) return { sender: begunEnd(segment), receiver: theirs, isDone: !hasAck };
      // In the middle of a connection: what is not known is taken from the segment.
      const from = begunEnd(segment);
      const picked = {
        ...from,
        mostEnd: from.end + NOMINAL_WINDOW,
        isLiberal: mine.isLiberal,
      };
      const seen = segment.acknowledgement;
      const isKeepalive = seen === theirs.end + 1;
      if (theirs.window === 0)
        return { sender: picked, receiver: { ...theirs, end: seen, mostEnd: seen }, isDone: false };
      const probed = isKeepalive ? { ...theirs, end: seen } : theirs;
      return { sender: picked, receiver: probed, isDone: false };
    }
    const opensAgain =
      isSyn && isBefore(mine.end, endOf(segment)) && (state === "SYN_SENT" || state === "SYN_RECV");
    return {
      sender: opensAgain ? begunEnd(segment) : mine,
      receiver: theirs,
      isDone: opensAgain && direction === "reply" && kind === "syn",
    };
  }
}

function latest(known: number | null, ack: number): number {
  return known === null || isBefore(known, ack) ? ack : known;
}

// The same acknowledgement again and again tells of an end that no longer answers.
function counted(progress: TcpProgress, before: LastSegment, last: LastSegment): TcpProgress {
  const isSame =
    before.direction === last.direction &&
    before.sequence === last.sequence &&
    before.acknowledgement === last.acknowledgement &&
    before.end === last.end;
  return {
    ...progress,
    last: isSame ? { ...before } : last,
    repeats: isSame ? progress.repeats + 1 : 0,
  };
}
