import { formatEndpoint } from "../../base/address.js";
import { perform } from "../../base/effect.js";
import type { Command } from "../../cluster/scenario.js";
import type {
  CloseTcp,
  ConnectTcp,
  Connected,
  Program,
  ReceiveTcpFor,
  SendTcp,
} from "../effect.js";
import { errnoText, outcomeOf } from "../socket/errno.js";
import type { Errno } from "../socket/errno.js";
import type { Client, Ended } from "./client.js";
import { resolveHost } from "./resolve.js";
import { unresolvedText } from "./unresolved.js";

// The kernel's own limit ends an attempt before this one does.
const CONNECT_TIMEOUT = 300_000_000;
const ANSWER_TIMEOUT = 1_000_000;
const WORDS = "hello\n";

/** A plain TCP client: it connects, says a line, hears for a moment what comes back, and closes. */
export function* connect(
  { host, port }: Command & { readonly kind: "connect" },
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
    const connected: Connected = yield* perform<ConnectTcp>({
      kind: "connect-tcp",
      to,
      port,
      timeoutMicroseconds: CONNECT_TIMEOUT,
    });
    if (connected.kind === "connected") return yield* talk(connected, formatEndpoint(to, port));
    last = connected.errno;
  }
  return failed(last, []);
}

function* talk(
  { socket, local }: Connected & { readonly kind: "connected" },
  remote: string,
): Program<Ended> {
  const lines = [`connected from ${formatEndpoint(local.address, local.port)} to ${remote}`];
  yield* perform<SendTcp>({ kind: "send-tcp", socket, text: WORDS });
  const arrived = yield* perform<ReceiveTcpFor>({
    kind: "receive-tcp-for",
    socket,
    timeoutMicroseconds: ANSWER_TIMEOUT,
  });
  if (arrived.kind === "failed") return failed(arrived.errno, lines);
  yield* perform<CloseTcp>({ kind: "close-tcp", socket });
  if (arrived.kind === "text") lines.push(arrived.text.replace(/\n$/, ""));
  return { outcome: "answered", output: `${lines.join("\n")}\n`, status: null };
}

function failed(errno: Errno, lines: readonly string[]): Ended {
  const output = [...lines, `connect: ${errnoText(errno)}`].join("\n");
  return { outcome: outcomeOf(errno), output: `${output}\n`, status: null };
}
