import type { Address } from "../../base/address.js";
import { perform } from "../../base/effect.js";
import type { ProxyBackend } from "../../cluster/proxy-backend.js";
import type {
  Accepted,
  CloseStream,
  ConnectStream,
  Program,
  ReceiveStream,
  SendStream,
  Spawn,
} from "../effect.js";
import { serveStream } from "./serve-stream.js";

/** How a proxy chooses, and how long it waits for what it has chosen. */
export interface ProxyChoice {
  /** The backend for one more attempt to serve a client, counted from 0; null where there is none. */
  choose(client: Address, attempt: number): Program<ProxyBackend | null>;
  /** How long each attempt to connect may take, in microseconds; there are as many attempts. */
  readonly timeouts: readonly number[];
  /** Whether the next client waits until the one before it has a backend. */
  readonly oneByOne: boolean;
}

// HAProxy's usual ones: three more attempts after the first, of 5 seconds each.
const USUAL_TIMEOUTS = [5_000_000, 5_000_000, 5_000_000, 5_000_000];

/** The backends in turn, whoever asks. */
export function inTurn(backends: readonly ProxyBackend[]): ProxyChoice {
  let next = 0;
  return {
    choose: function* () {
      return backends[next++ % backends.length] ?? null;
    },
    timeouts: USUAL_TIMEOUTS,
    oneByOne: false,
  };
}

/** A TCP proxy: a connection of its own for each one that comes, so that its backends never see who the client is. */
export function tcpProxy(
  place: { readonly address: Address | null; readonly port: number },
  choice: ProxyChoice,
): Program<void> {
  const serving = (accepted: Accepted): Program<void> => serve(accepted, choice);
  return serveStream({ protocol: "tcp", ...place }, serving, choice.oneByOne);
}

function* serve({ socket: client, from }: Accepted, choice: ProxyChoice): Program<void> {
  const backend = yield* connectSomewhere(from, choice);
  if (backend === null) {
    yield* perform<CloseStream>({ kind: "close-stream", socket: client });
    return;
  }
  const pair: Pair = { isOpen: true, client, backend };
  yield* perform<Spawn>({ kind: "spawn", process: copy(pair, backend, client) });
  yield* perform<Spawn>({ kind: "spawn", process: copy(pair, client, backend) });
}

function* connectSomewhere(client: Address, choice: ProxyChoice): Program<number | null> {
  for (const [attempt, timeoutMicroseconds] of choice.timeouts.entries()) {
    const backend = yield* choice.choose(client, attempt);
    if (backend === null) return null;
    const connected = yield* perform<ConnectStream>({
      kind: "connect-stream",
      protocol: "tcp",
      to: backend.address,
      port: backend.port,
      timeoutMicroseconds,
    });
    if (connected.kind === "connected") return connected.socket;
  }
  return null;
}

/** The two connections of a client, which two processes copy between. */
interface Pair {
  isOpen: boolean;
  readonly client: number;
  readonly backend: number;
}

// Whichever end closes first, both connections are closed with it.
function* copy(pair: Pair, from: number, to: number): Program<void> {
  for (;;) {
    const arrived = yield* perform<ReceiveStream>({ kind: "receive-stream", socket: from });
    if (!pair.isOpen) return;
    if (arrived.kind !== "text") break;
    const { text, data } = arrived;
    yield* perform<SendStream>({ kind: "send-stream", socket: to, text, ...(data && { data }) });
  }
  pair.isOpen = false;
  yield* perform<CloseStream>({ kind: "close-stream", socket: pair.client });
  yield* perform<CloseStream>({ kind: "close-stream", socket: pair.backend });
}
