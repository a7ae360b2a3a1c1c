import { formatEndpoint } from "../../base/address.js";
import { perform } from "../../base/effect.js";
import type { CloseUdp } from "../../dns/effect.js";
import type { Command } from "../../cluster/scenario.js";
import type { Payload } from "../../packet/packet.js";
import { NO_PAYLOAD } from "../../packet/packet.js";
import { utf8Length } from "../../packet/payload-length.js";
import type { OpenDatagram, Opened, Program, ReceiveDatagram, SendDatagram } from "../effect.js";
import { errnoText, outcomeOf } from "../socket/errno.js";
import type { Errno } from "../socket/errno.js";
import type { Client, Ended } from "./client.js";
import { resolveHost } from "./resolve.js";
import { unresolvedText } from "./unresolved.js";

const ANSWER_TIMEOUT = 5_000_000;
// What is longer nobody reads.
const LONGEST_TEXT = 64;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** A plain UDP client: it sends one datagram and waits for the answer. */
export function* send(
  { host, port, size, sourcePort }: Command & { readonly kind: "send" },
  client: Client,
): Program<Ended> {
  const resolution = yield* resolveHost(host, client);
  if (resolution.kind === "failed") {
    return {
      outcome: resolution.outcome,
      output: unresolvedText("send", host, resolution.outcome),
      status: null,
    };
  }
  const [to] = resolution.addresses;
  if (to === undefined) return failed("EHOSTUNREACH");
  const opened: Opened = yield* perform<OpenDatagram>({
    kind: "open-datagram",
    to,
    port,
    sourcePort,
  });
  if (opened.kind === "failed") return failed(opened.errno);
  const { socket } = opened;
  yield* perform<SendDatagram>({ kind: "send-datagram", socket, to, port, payload: dataOf(size) });
  const timeoutMicroseconds = ANSWER_TIMEOUT;
  const arrived = yield* perform<ReceiveDatagram>({
    kind: "receive-datagram",
    socket,
    timeoutMicroseconds,
  });
  yield* perform<CloseUdp>({ kind: "close-udp", socket });
  switch (arrived.kind) {
    case "failed":
      return failed(arrived.errno);
    case "timeout": {
      const output = `send: no answer within ${ANSWER_TIMEOUT / 1_000_000} s\n`;
      return { outcome: "timed out", output, status: null };
    }
    case "datagram": {
      const from = formatEndpoint(arrived.from, arrived.port);
      const output = `${bytesOf(arrived.payload)} bytes from ${from}${textOf(arrived.payload)}\n`;
      return { outcome: "answered", output, status: null };
    }
  }
}

function dataOf(size: number): Payload {
  if (size === 0) return NO_PAYLOAD;
  if (size > LONGEST_TEXT) return { kind: "filler", bytes: size };
  return { kind: "text", text: LETTERS.repeat(3).slice(0, size) };
}

function bytesOf(payload: Payload): number {
  if (payload.kind === "filler") return payload.bytes;
  return payload.kind === "text" ? utf8Length(payload.text) : 0;
}

function textOf(payload: Payload): string {
  return payload.kind === "text" ? `: ${payload.text.replace(/\n$/, "")}` : "";
}

function failed(errno: Errno): Ended {
  return { outcome: outcomeOf(errno), output: `send: ${errnoText(errno)}\n`, status: null };
}
