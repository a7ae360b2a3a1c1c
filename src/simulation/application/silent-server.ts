import { perform } from "../../base/effect.js";
import type { Server } from "../../cluster/pod.js";
import { parseAddress } from "../../base/address.js";
import type { Socket } from "../../dns/server.js";
import type { Sleep } from "../../dns/effect.js";
import type {
  AcceptStream,
  Accepted,
  CloseStream,
  ListenStream,
  ListenUdp,
  Program,
  Spawn,
} from "../effect.js";

/** A server that takes everything and says nothing. */
export function* silentServer({
  protocol,
  address,
  port,
}: Pick<Server, "protocol" | "address" | "port">): Program<void> {
  if (protocol === "udp") {
    yield* perform<ListenUdp>({ kind: "listen-udp", address, port });
    return;
  }
  const socket = yield* perform<ListenStream>({ kind: "listen-stream", protocol, address, port });
  for (;;) yield* perform<AcceptStream>({ kind: "accept-stream", socket });
}

// coredns core/dnsserver/config.go: the default of the timeouts plugin's `read`.
const READ_TIMEOUT = 3_000_000;

/** CoreDNS's TCP port as anything but DNS finds it: what comes is waited for as a message of DNS, and then closed. */
export function* corednsTcp({ address, port }: Socket): Program<void> {
  const listener = yield* perform<ListenStream>({
    kind: "listen-stream",
    protocol: "tcp",
    address: address === null ? null : parseAddress(address),
    port,
  });
  for (;;) {
    const accepted = yield* perform<AcceptStream>({ kind: "accept-stream", socket: listener });
    yield* perform<Spawn>({ kind: "spawn", process: closeLater(accepted) });
  }
}

function* closeLater({ socket }: Accepted): Program<void> {
  yield* perform<Sleep>({ kind: "sleep", microseconds: READ_TIMEOUT });
  yield* perform<CloseStream>({ kind: "close-stream", socket });
}
