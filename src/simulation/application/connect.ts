import { formatEndpoint } from "../../base/address.js";
import { perform } from "../../base/effect.js";
import type { Command } from "../../cluster/scenario.js";
import type {
  CloseStream,
  ConnectStream,
  Connected,
  Program,
  ReceiveStreamFor,
  SendStream,
} from "../effect.js";
import { errnoText, outcomeOf } from "../socket/errno.js";
import type { Errno } from "../socket/errno.js";
import type { Client, Ended } from "./client.js";
import { resolveHost } from "./resolve.js";
import { unresolvedText } from "./unresolved.js";

// The kernel's own limit ends an attempt before this one does: 131 s for TCP, 333 s for SCTP.
const CONNECT_TIMEOUT = 600_000_000;
const ANSWER_TIMEOUT = 1_000_000;
const WORDS = "hello\n";

/** A plain client of TCP or SCTP: it connects, says a line, hears for a moment what comes back, and closes, unless the connection is to stay. */
export function* connect(
  { protocol, host, port, keptAs }: Command & { readonly kind: "connect" },
  client: Client,
): Program<Ended> {
  const resolution = yield* resolveHost(host, client);
  if (resolution.kind === "failed") {
    return {
      outcome: resolution.outcome,
      output: unresolvedText("connect", host, resolution.outcome),
      status: null,
    };
  }
  let last: Errno = "EHOSTUNREACH";
  for (const to of resolution.addresses) {
    const connected: Connected = yield* perform<ConnectStream>({
      kind: "connect-stream",
      protocol,
      to,
      port,
      timeoutMicroseconds: CONNECT_TIMEOUT,
    });
    if (connected.kind === "failed") {
      last = connected.errno;
      continue;
    }
    const ended = yield* talk(connected, formatEndpoint(to, port), keptAs === null);
    if (keptAs !== null && ended.outcome === "answered") client.kept.set(keptAs, connected.socket);
    return ended;
  }
  return failed(last, []);
}
function* talk(
  { socket, local }: Connected & { readonly kind: "connected" },
  remote: string,
  closes: boolean,
): Program<Ended> {
  const lines = [`connected from ${formatEndpoint(local.address, local.port)} to ${remote}`];
  yield* perform<SendStream>({ kind: "send-stream", socket, text: WORDS });
  const arrived = yield* perform<ReceiveStreamFor>({
    kind: "receive-stream-for",
    socket,
    timeoutMicroseconds: ANSWER_TIMEOUT,
  });
  if (arrived.kind === "failed") return failed(arrived.errno, lines);
  if (closes) yield* perform<CloseStream>({ kind: "close-stream", socket });
  if (arrived.kind === "text") lines.push(arrived.text.replace(/\n$/, ""));
  return { outcome: "answered", output: `${lines.join("\n")}\n`, status: null };
}

function failed(errno: Errno, lines: readonly string[]): Ended {
  const output = [...lines, `connect: ${errnoText(errno)}`].join("\n");
  return { outcome: outcomeOf(errno), output: `${output}\n`, status: null };
}
