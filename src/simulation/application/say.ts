import { perform } from "../../base/effect.js";
import type { Command } from "../../cluster/scenario.js";
import type { Sleep } from "../../dns/effect.js";
import type { CloseStream, Program, ReceiveStreamFor, SendStream } from "../effect.js";
import { errnoText, outcomeOf } from "../socket/errno.js";
import type { Errno } from "../socket/errno.js";
import type { Client, Ended } from "./client.js";

const ANSWER_TIMEOUT = 5_000_000;
// As long as the reset takes that answers a text which nobody reads any more.
const AFTER_THE_END = 1_000_000;

/** Says a line over a connection that was kept open, and hears what comes back; the connection stays open. */
export function* say(
  { connection, text }: Command & { readonly kind: "say" },
  { kept }: Client,
): Program<Ended> {
  const socket = kept.get(connection);
  if (socket === undefined) return failed("say", "ENOTCONN");
  yield* perform<SendStream>({ kind: "send-stream", socket, text: `${text}\n` });
  const receive: ReceiveStreamFor = {
    kind: "receive-stream-for",
    socket,
    timeoutMicroseconds: ANSWER_TIMEOUT,
  };
  let arrived = yield* perform<ReceiveStreamFor>(receive);
  if (arrived.kind === "closed") {
    yield* perform<Sleep>({ kind: "sleep", microseconds: AFTER_THE_END });
    arrived = yield* perform<ReceiveStreamFor>(receive);
  }
  switch (arrived.kind) {
    case "text":
      return { outcome: "answered", output: `${arrived.text.replace(/\n$/, "")}\n`, status: null };
    case "timeout":
    case "closed": {
      const output = `say: no answer within ${ANSWER_TIMEOUT / 1_000_000} s\n`;
      return { outcome: "timed out", output, status: null };
    }
    case "failed":
      kept.delete(connection);
      return failed("say", arrived.errno);
  }
}

/** Closes a connection that was kept open. */
export function* close(
  { connection }: Command & { readonly kind: "close" },
  { kept }: Client,
): Program<Ended> {
  const socket = kept.get(connection);
  if (socket === undefined) return failed("close", "ENOTCONN");
  kept.delete(connection);
  yield* perform<CloseStream>({ kind: "close-stream", socket });
  return { outcome: "answered", output: "", status: null };
}

function failed(program: "say" | "close", errno: Errno): Ended {
  return { outcome: outcomeOf(errno), output: `${program}: ${errnoText(errno)}\n`, status: null };
}
