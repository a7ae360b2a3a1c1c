import { formatEndpoint } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { perform } from "../../base/effect.js";
import type { ProxyBackend } from "../../cluster/proxy-backend.js";
import type { CloseUdp, Now } from "../../dns/effect.js";
import { endpointsKey } from "../../kubeproxy/endpoint.js";
import type { ProxiedPort } from "../../kubeproxy/userspace/proxied-port.js";
import type { RoundRobin } from "../../kubeproxy/userspace/round-robin.js";
import type {
  AnswerDatagram,
  ArrivedDatagram,
  ListenStream,
  ListenUdp,
  OpenDatagram,
  Opened,
  Program,
  ReceiveDatagram,
  Report,
  SendDatagram,
  Spawn,
} from "../effect.js";
import { tcpProxy } from "./proxy.js";
import type { ProxyChoice } from "./proxy.js";

// kubernetes pkg/proxy/userspace/proxysocket.go v1.25: EndpointDialTimeouts.
const DIAL_TIMEOUTS = [250_000, 500_000, 1_000_000, 2_000_000];

// cmd/kube-proxy: `udpIdleTimeout`, 250 ms unless said.
const UDP_IDLE = 250_000;

/** What a port of kube-proxy's process needs to serve a Service: which one, and who chooses. */
export interface ServedPort {
  readonly port: ProxiedPort;
  readonly balancer: RoundRobin;
}

/** kube-proxy's process as it waits at the port that a Service is led to (kubernetes pkg/proxy/userspace/proxysocket.go v1.25: ProxyLoop). */
export function userspaceProxy(served: ServedPort): Program<void> {
  const { protocol, proxyPort } = served.port;
  return protocol === "udp"
    ? proxyDatagrams(served)
    : tcpProxy({ address: null, port: proxyPort }, choiceOf(served));
}

/** A node port that kube-proxy keeps for itself: it is open, and rules lead everything elsewhere (proxier.go v1.25: claimNodePort). */
export function* heldPort(protocol: "tcp" | "udp", port: number): Program<void> {
  if (protocol === "udp") yield* perform<ListenUdp>({ kind: "listen-udp", port });
  else yield* perform<ListenStream>({ kind: "listen-stream", protocol, port });
}

// TryConnectEndpoints: who does not answer loses the client that stayed with it.
function choiceOf(served: ServedPort): ProxyChoice {
  return {
    choose: (client, attempt) => choose(served, client, attempt > 0),
    timeouts: DIAL_TIMEOUTS,
    oneByOne: true,
  };
}

function* choose(
  { port: { name, protocol }, balancer }: ServedPort,
  client: Address,
  resets: boolean,
): Program<ProxyBackend | null> {
  const now = yield* perform<Now>({ kind: "now" });
  const chosen = balancer.next({ key: endpointsKey(name, protocol), client, now, resets });
  const endpoint = chosen === null ? null : formatEndpoint(chosen.address, chosen.port);
  const { place = 0, of = 0, kept = false } = chosen ?? {};
  const event = {
    kind: "endpoint-chosen",
    service: name,
    client,
    endpoint,
    place,
    of,
    kept,
  } as const;
  yield* perform<Report>({ kind: "report", event });
  return chosen;
}

type Datagram = ArrivedDatagram & { readonly kind: "datagram" };

/** What one client has: a socket of its own towards its endpoint, until nothing comes for a while. */
interface ClientSocket {
  readonly socket: number;
  readonly backend: ProxyBackend;
  /** The client's last datagram, which answers are about. */
  last: Datagram;
  restsUntil: number;
}

function* proxyDatagrams(served: ServedPort): Program<void> {
  const { proxyPort } = served.port;
  const listener = yield* perform<ListenUdp>({ kind: "listen-udp", port: proxyPort });
  const clients = new Map<string, ClientSocket>();
  for (;;) {
    const arrived = yield* perform<ReceiveDatagram>({
      kind: "receive-datagram",
      socket: listener,
      timeoutMicroseconds: null,
    });
    if (arrived.kind !== "datagram") continue;
    const key = formatEndpoint(arrived.from, arrived.port);
    const known = clients.get(key);
    const client = known ?? (yield* openFor(served, arrived));
    if (client === null) continue;
    client.last = arrived;
    client.restsUntil = (yield* perform<Now>({ kind: "now" })) + UDP_IDLE;
    yield* perform<SendDatagram>({
      kind: "send-datagram",
      socket: client.socket,
      to: client.backend.address,
      port: client.backend.port,
      payload: arrived.payload,
      forwards: arrived.packet,
    });
    if (known !== undefined) continue;
    clients.set(key, client);
    const forget = (): void => {
      clients.delete(key);
    };
    yield* perform<Spawn>({ kind: "spawn", process: answer(listener, client, forget) });
  }
}

// A UDP socket connects at once, wherever there is a way; so only a missing way asks for another endpoint.
function* openFor(served: ServedPort, arrived: Datagram): Program<ClientSocket | null> {
  for (const attempt of DIAL_TIMEOUTS.keys()) {
    const backend = yield* choose(served, arrived.from, attempt > 0);
    if (backend === null) return null;
    const { address: to, port } = backend;
    const opened: Opened = yield* perform<OpenDatagram>({
      kind: "open-datagram",
      to,
      port,
      sourcePort: null,
    });
    if (opened.kind === "open")
      return { socket: opened.socket, backend, last: arrived, restsUntil: 0 };
  }
  return null;
}

// proxysocket.go v1.25: proxyClient.
function* answer(listener: number, client: ClientSocket, forget: () => void): Program<void> {
  const { socket } = client;
  for (;;) {
    const arrived = yield* perform<ReceiveDatagram>({
      kind: "receive-datagram",
      socket,
      timeoutMicroseconds: UDP_IDLE,
      restsUntil: () => client.restsUntil,
    });
    if (arrived.kind !== "datagram") break;
    client.restsUntil = (yield* perform<Now>({ kind: "now" })) + UDP_IDLE;
    yield* perform<AnswerDatagram>({
      kind: "answer-datagram",
      socket: listener,
      arrived: { ...client.last, packet: arrived.packet },
      payload: arrived.payload,
    });
  }
  forget();
  yield* perform<CloseUdp>({ kind: "close-udp", socket });
}
