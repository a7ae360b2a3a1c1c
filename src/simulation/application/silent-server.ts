import { perform } from "../../base/effect.js";
import type { Server } from "../../cluster/pod.js";
import type { AcceptStream, ListenStream, ListenUdp, Program } from "../effect.js";

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
