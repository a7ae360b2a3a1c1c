import { familyOf } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { perform } from "../../../base/effect.js";
import type { Command } from "../../../cluster/scenario.js";
import type { Now } from "../../../dns/effect.js";
import type { Outcome } from "../../../trace/outcome.js";
import type { ClosePing, OpenPing, Opened, Program, ReceiveEcho, SendEcho } from "../../effect.js";
import { outcomeOf } from "../../socket/errno.js";
import type { Errno } from "../../socket/errno.js";
import type { PingArrival } from "../../socket/ping-socket.js";
import { icmpErrno } from "../../socket/icmp-errno.js";
import type { Client, Ended } from "../client.js";
import { resolveHost } from "../resolve.js";
import { unresolvedText } from "../unresolved.js";
import { couldNotOpen, replyLine, sendError, startLine, TOO_LONG, toldLine } from "./print-ping.js";
import { afterSending, heardReply, heardTold, noTally, statistics } from "./tally.js";
import type { Tally } from "./tally.js";

const SECOND = 1_000_000;
// iputils ping.h: MAXWAIT, how long ping waits for the last answers where none has come.
const LINGER = 10 * SECOND;

type PingCommand = Command & { readonly kind: "ping" };

/** ping (iputils 20221126): asks for echoes once a second, prints what comes, then what it counted. */
export function* ping(command: PingCommand, client: Client): Program<Ended> {
  const { host } = command;
  const resolution = yield* resolveHost(host, client);
  if (resolution.kind === "failed") {
    return {
      outcome: resolution.outcome,
      output: unresolvedText("ping", host, resolution.outcome),
      status: null,
    };
  }
  const [to] = resolution.addresses;
  if (to === undefined)
    return { outcome: "no data", output: unresolvedText("ping", host, "no data"), status: null };
  const opened: Opened = yield* perform<OpenPing>({ kind: "open-ping", to });
  if (opened.kind === "failed") {
    return { outcome: outcomeOf(opened.errno), output: couldNotOpen(opened.errno), status: null };
  }
  const { socket, remote } = opened;
  const run = yield* exchange(command, socket, remote);
  yield* perform<ClosePing>({ kind: "close-ping", socket });
  const lines = [
    startLine(host, remote, command.size),
    ...run.lines,
    ...statistics(host, run.tally),
  ];
  return { outcome: run.outcome, output: `${lines.join("\n")}\n`, status: null };
}

interface Run {
  readonly lines: readonly string[];
  readonly tally: Tally;
  readonly outcome: Outcome;
}

function* exchange(
  { count, size, ttl }: PingCommand,
  socket: number,
  remote: Address,
): Program<Run> {
  const family = familyOf(remote);
  const lines: string[] = [];
  const sentAt = new Map<number, number>();
  let tally = noTally(size);
  let error: Errno | null = null;
  let keptBack: (PingArrival & { readonly kind: "not-sent" }) | null = null;
  let deadline = 0;
  const isOver = (): boolean => tally.received + tally.errors >= count;
  for (let sequence = 1; sequence <= count; sequence++) {
    const sent = yield* perform<Now>({ kind: "now" });
    sentAt.set(sequence, sent);
    tally = afterSending(tally, sent);
    yield* perform<SendEcho>({ kind: "send-echo", socket, sequence, bytes: size, ttl });
    const isLast = sequence === count;
    deadline = sent + (isLast ? lastWait(tally) : SECOND);
    for (;;) {
      const now = yield* perform<Now>({ kind: "now" });
      if (isLast ? isOver() : now >= deadline) break;
      const arrived = yield* perform<ReceiveEcho>({
        kind: "receive-echo",
        socket,
        timeoutMicroseconds: Math.max(deadline - now, 0),
        givesUp: isLast,
      });
      if (arrived.kind === "timeout") break;
      const at = yield* perform<Now>({ kind: "now" });
      switch (arrived.kind) {
        case "reply": {
          const time = at - (sentAt.get(arrived.sequence) ?? at);
          tally = heardReply(tally, arrived.sequence, time);
          lines.push(replyLine(arrived, { size, time, remote }));
          break;
        }
        case "told": {
          const known = icmpErrno(arrived.message, family);
          error ??= known?.errno ?? null;
          if (known !== null) tally = heardTold(tally, arrived.sequence);
          lines.push(toldLine(arrived, family));
          // A rule that rejects tells the sender, and its call fails as well.
          if (keptBack?.sequence !== arrived.sequence) break;
          error = keptBack.errno;
          lines.push(sendError(error));
          break;
        }
        case "not-sent": {
          // Of a rule that only drops ping says nothing: to its reader the request is a lost one.
          keptBack = arrived;
          if (arrived.errno === "EMSGSIZE") lines.push(TOO_LONG);
          break;
        }
      }
    }
  }
  return { lines, tally, outcome: outcomeOfRun(tally, error) };
}

// iputils ping_common.c: __schedule_exit, decided when the last request is sent.
function lastWait({ received, longest }: Tally): number {
  return received > 0 ? Math.max(2 * longest, SECOND) : LINGER;
}

function outcomeOfRun({ received }: Tally, error: Errno | null): Outcome {
  if (received > 0) return "answered";
  if (error === null) return "timed out";
  // What ping prints of a closed port is an unreachable one.
  const outcome = outcomeOf(error);
  return outcome === "refused" ? "unreachable" : outcome;
}
