import type { Address } from "../../base/address.js";
import { perform } from "../../base/effect.js";
import type { Command } from "../../cluster/scenario.js";
import type { Now } from "../../dns/effect.js";
import type { Outcome } from "../../trace/outcome.js";
import type {
  CloseStream,
  ConnectStream,
  Connected,
  Program,
  ReceiveStream,
  SendStream,
} from "../effect.js";
import { errnoText, outcomeOf } from "../socket/errno.js";
import type { Errno } from "../socket/errno.js";
import type { Client, Ended } from "./client.js";
import { formatRequest, createResponseReader } from "./http-message.js";
import { resolveHost } from "./resolve.js";

/** The curl whose messages and headers are imitated. */
const AGENT = "curl/8.14.1";

/** curl's own limit for all attempts to connect: 300 s. */
const CONNECT_TIMEOUT = 300_000_000;

/** curl: looks the host up, connects to the first address that lets it, asks, prints the body. */
export function* curl(
  command: Command & { readonly kind: "curl" },
  client: Client,
): Program<Ended> {
  const started = yield* perform<Now>({ kind: "now" });
  const resolution = yield* resolveHost(command.host, client);
  if (resolution.kind === "failed") {
    const output = `curl: (6) Could not resolve host: ${command.host}`;
    return { outcome: resolution.outcome, output, status: null };
  }
  const connected = yield* connectToOneOf(resolution.addresses, command.port, started);
  if (connected.kind === "failed") {
    const now = yield* perform<Now>({ kind: "now" });
    return couldNotConnect(command, connected.errno, now - started);
  }
  return yield* ask(command, connected.socket);
}

function* connectToOneOf(
  addresses: readonly Address[],
  port: number,
  started: number,
): Program<Connected> {
  let last: Connected = { kind: "failed", errno: "EHOSTUNREACH" };
  for (const to of addresses) {
    const now = yield* perform<Now>({ kind: "now" });
    const timeoutMicroseconds = started + CONNECT_TIMEOUT - now;
    if (timeoutMicroseconds <= 0) break;
    last = yield* perform<ConnectStream>({
      kind: "connect-stream",
      protocol: "tcp",
      to,
      port,
      timeoutMicroseconds,
    });
    if (last.kind === "connected") break;
  }
  return last;
}

function* ask(command: Command & { readonly kind: "curl" }, socket: number): Program<Ended> {
  const host = command.port === 80 ? command.host : `${command.host}:${command.port}`;
  const text = formatRequest(command.path, host, AGENT);
  yield* perform<SendStream>({ kind: "send-stream", socket, text });
  const reader = createResponseReader();
  for (;;) {
    const arrived = yield* perform<ReceiveStream>({ kind: "receive-stream", socket });
    if (arrived.kind === "failed") return brokenOff(arrived.errno);
    const response = arrived.kind === "closed" ? reader.end() : reader.take(arrived.text);
    if (response === null && arrived.kind === "text") continue;
    yield* perform<CloseStream>({ kind: "close-stream", socket });
    if (response === null) return ended("reset", "curl: (52) Empty reply from server");
    return { outcome: "answered", output: response.body, status: response.status };
  }
}

function couldNotConnect(
  { host, port }: Command & { readonly kind: "curl" },
  errno: Errno,
  microseconds: number,
): Ended {
  const after = `after ${Math.round(microseconds / 1000)} ms`;
  const reason = `Failed to connect to ${host} port ${port} ${after}: Could not connect to server`;
  // curl 8.14 lib/connect.c: only what took the kernel's own time is a timeout.
  return ended(outcomeOf(errno), `curl: (${errno === "ETIMEDOUT" ? 28 : 7}) ${reason}`);
}

function brokenOff(errno: Errno): Ended {
  return ended(outcomeOf(errno), `curl: (56) Recv failure: ${errnoText(errno)}`);
}

function ended(outcome: Outcome, output: string): Ended {
  return { outcome, output, status: null };
}
