import { perform } from "../../base/effect.js";
import type { Server } from "../../cluster/pod.js";
import type { AcceptTcp, ListenTcp, ListenUdp, Program } from "../effect.js";

/** A server that takes everything and says nothing. */
export function* silentServer({ protocol, port }: Server): Program<void> {
  if (protocol === "udp") {
    yield* perform<ListenUdp>({ kind: "listen-udp", port });
    return;
  }
  const socket = yield* perform<ListenTcp>({ kind: "listen-tcp", port });
  for (;;) yield* perform<AcceptTcp>({ kind: "accept-tcp", socket });
}
