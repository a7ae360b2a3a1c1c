import type { Address } from "../../base/address.js";
import { perform } from "../../base/effect.js";
import type {
  AcceptStream,
  Accepted,
  ListenStream,
  Program,
  Spawn,
  StreamProtocol,
} from "../effect.js";

/** Where a server of connections listens: at a port of one address, or of all where it is null. */
export interface StreamPlace {
  readonly protocol: StreamProtocol;
  readonly address?: Address | null;
  readonly port: number;
}

/** Takes every connection that comes; each has a process of its own, unless one waits until the one before it is served. */
export function* serveStream(
  place: StreamPlace,
  serve: (accepted: Accepted) => Program<void>,
  oneByOne = false,
): Program<void> {
  const socket = yield* perform<ListenStream>({ kind: "listen-stream", ...place });
  for (;;) {
    const accepted = yield* perform<AcceptStream>({ kind: "accept-stream", socket });
    if (oneByOne) yield* serve(accepted);
    else yield* perform<Spawn>({ kind: "spawn", process: serve(accepted) });
  }
}
