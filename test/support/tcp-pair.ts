import { settingsOf } from "../../src/network/sysctl/settings.js";
import { repetitions } from "../../src/simulation/tcp/timing.js";
import { address } from "../../src/base/address.js";
import type { TcpSegment } from "../../src/packet/packet.js";
import { packetId } from "../../src/trace/id.js";
import { createScheduler } from "../../src/simulation/scheduler/scheduler.js";
import { createConnection } from "../../src/simulation/tcp/connection.js";
import type { TcpConnection, TcpHost } from "../../src/simulation/tcp/connection.js";
import { receiveSegment } from "../../src/simulation/tcp/receive-segment.js";
import { sendWaiting, transmitReliably } from "../../src/simulation/tcp/transmit.js";

/** Two ends of a TCP connection on a wire of 100 µs that can lose segments. */
export interface TcpPair {
  readonly client: TcpConnection;
  readonly server: TcpConnection;
  /** Every segment put on the wire: time in ms, direction, flags, numbers. */
  readonly wire: readonly string[];
  /** Every state entered. */
  readonly states: readonly string[];
  connect(): void;
  send(from: "client" | "server", text: string): void;
  close(from: "client" | "server"): void;
  /** Runs until a virtual time in ms, or until nothing is due. */
  run(untilMs?: number): void;
}

/** A pair; `lost` says which segments, counted from 0, the wire loses. */
export function tcpPair(lost: (index: number, segment: TcpSegment) => boolean): TcpPair {
  const scheduler = createScheduler();
  const ends = [
    { address: address("10.0.0.1"), port: 40000 },
    { address: address("10.0.0.2"), port: 80 },
  ] as const;
  const client = createConnection("client", ends[0], ends[1], "SYN-SENT");
  const server = createConnection("server", ends[1], ends[0], "SYN-RECV");
  const wire: string[] = [];
  const states: string[] = [];
  let serverHeardSyn = false;

  const host: TcpHost = {
    transmit: (from, segment) => {
      const index = wire.length;
      const { flags, sequence, acknowledgement } = segment;
      const time = Math.floor(scheduler.now() / 1000);
      const text = segment.payload.kind === "text" ? ` "${segment.payload.text}"` : "";
      wire.push(`${time} ${from.program} ${flags.join(",")} ${sequence}/${acknowledgement}${text}`);
      if (lost(index, segment)) return;
      scheduler.after(100, () => {
        const to = from === client ? server : client;
        if (to === server && !serverHeardSyn) {
          serverHeardSyn = true;
          server.receiveNext = segment.sequence + 1;
          transmitReliably(server, host, { flags: ["SYN", "ACK"], parent: packetId(index) });
          return;
        }
        if (to.state !== "CLOSED") receiveSegment(to, host, segment, packetId(index));
      });
    },
    timer: (microseconds, task) => scheduler.timer(microseconds, task),
    changed: ({ program, state }) => void states.push(`${program} ${state}`),
    repeated: () => undefined,
    repetitions: repetitions((name) => settingsOf({}, []).number(name)),
    gaveUp: () => undefined,
    established: () => undefined,
  };
  const endOf = (name: "client" | "server"): TcpConnection => (name === "client" ? client : server);

  return {
    client,
    server,
    wire,
    states,
    connect: () => {
      transmitReliably(client, host, { flags: ["SYN"], parent: null });
    },
    send: (from, text) => {
      endOf(from).unsent.push({ kind: "text", text });
      sendWaiting(endOf(from), host);
    },
    close: (from) => {
      endOf(from).closing = true;
      sendWaiting(endOf(from), host);
    },
    run: (untilMs = Infinity) => {
      for (let next = scheduler.nextAt(); next !== null; next = scheduler.nextAt()) {
        if (next > untilMs * 1000) return;
        scheduler.step();
      }
    },
  };
}
