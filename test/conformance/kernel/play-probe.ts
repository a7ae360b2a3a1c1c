import { address } from "../../../src/base/address.js";
import { sourceAddress } from "../../../src/network/host.js";
import type { Packet, TcpFlag } from "../../../src/packet/packet.js";
import { NO_PAYLOAD } from "../../../src/packet/packet.js";
import type { Bound } from "../../../src/simulation/socket/endpoint.js";
import {
  closeTcp,
  connectErrno,
  connectTcp,
  sendTcp,
} from "../../../src/simulation/socket/tcp-socket.js";
import { closeUdp, openUdp, sendUdp } from "../../../src/simulation/socket/udp-operation.js";
import { connectionKey } from "../../../src/simulation/socket/socket-table.js";
import type { TcpConnection } from "../../../src/simulation/tcp/connection.js";
import { packetOf } from "../../../src/simulation/tcp/connection.js";
import type { Stack } from "../../../src/simulation/world.js";
import { connectionTexts } from "./connection-text.js";
import { stackOf } from "./run-world.js";
import type { Running } from "./run-world.js";
import type { ConntrackTables, Injection, Probe } from "./world-file.js";

/** What the probe's client was told, and what the conntrack tables were meanwhile. */
export interface PlayedProbe {
  readonly during: ConntrackTables;
  /** How the client's calls ended: `connected`, `refused`, `answered`, `sent` … */
  readonly result: string;
  readonly errno: string | null;
  /** The client's own end, once it has one. */
  readonly local: string | null;
  /** How many answers came. */
  readonly answers: number;
}

const MICROSECONDS = 1_000_000;
// Recordings stay below the first retransmission, after one second.
const USUAL_TIMEOUT = 0.6;
const SETTLED = 0.2 * MICROSECONDS;

/** Does what the client of a recording did. */
export function playProbe(running: Running, probe: Probe): PlayedProbe {
  switch (probe.proto) {
    case "tcp":
      return playTcp(running, probe);
    case "udp":
      return playUdp(running, probe);
    case "icmp":
      return playEcho(running, probe);
    case "raw-tcp":
      return playRaw(running, probe);
  }
}

function playTcp(running: Running, probe: Probe): PlayedProbe {
  const { world } = running;
  const stack = stackOf(running, probe.from);
  const remote = { address: address(probe.dst), port: probe.dport ?? 0 };
  const bound = boundOf(probe);
  const connection = connectTcp(world, stack, { program: "probe", remote, bound });
  if (connection === null)
    return {
      during: connectionTexts(running),
      result: "unreachable",
      errno: connectErrno(world, stack, remote, bound),
      local: null,
      answers: 0,
    };
  const local = `${connection.local.address}:${connection.local.port}`;
  const limit = deadline(running, probe);
  run(running, limit, () => connection.state !== "SYN-SENT");
  if (connection.state !== "ESTAB") {
    run(running, limit, () => false);
    const during = connectionTexts(running);
    closeTcp(world, stack, connection);
    return { during, ...failure(connection), local, answers: 0 };
  }
  for (const injection of probe.inject ?? []) {
    settle(running);
    inject(running, connection, probe, injection);
    settle(running);
  }
  sendTcp(world, stack, connection, "0123456789");
  run(running, limit, () => connection.inbox.length > 0 || connection.failure !== null);
  settle(running);
  const during = connectionTexts(running);
  const answers = connection.inbox.length;
  const broken = connection.failure === "reset";
  if (probe.close === "fin") closeBoth(running, stack, connection, probe);
  else if (!broken) abort(running, stack, connection);
  settle(running);
  return {
    during,
    result: broken ? "connected, then ECONNRESET" : answers > 0 ? "connected" : "no answer",
    errno: null,
    local,
    answers,
  };
}

function failure(connection: TcpConnection): Pick<PlayedProbe, "result" | "errno"> {
  switch (connection.failure) {
    case "refused":
      return { result: "refused", errno: "ECONNREFUSED" };
    case "unreachable":
      return { result: "unreachable", errno: connection.errno ?? "ENETUNREACH" };
    case "reset":
      return { result: "reset", errno: "ECONNRESET" };
    case "timed out":
    case null:
      return { result: "timeout", errno: null };
  }
}

// The client's RST, as close() sends it with SO_LINGER 0.
function abort(running: Running, stack: Stack, connection: TcpConnection): void {
  const segment = {
    protocol: "tcp",
    sourcePort: connection.local.port,
    destinationPort: connection.remote.port,
    flags: ["RST", "ACK"],
    sequence: connection.sendNext,
    acknowledgement: connection.receiveNext,
    payload: NO_PAYLOAD,
  } as const;
  running.world.launch(stack, packetOf(connection, segment, connection.ttl ?? 64), {
    program: "probe",
    parent: null,
    connection: null,
    mark: connection.mark,
  });
  connection.state = "CLOSED";
  connection.retransmission?.cancel();
  connection.delayedAck?.cancel();
  stack.sockets.connections.delete(connectionKey(connection.local, connection.remote));
}

function closeBoth(running: Running, stack: Stack, connection: TcpConnection, probe: Probe): void {
  closeTcp(running.world, stack, connection);
  settle(running);
  for (const { sockets } of running.world.stacks.values())
    for (const other of sockets.connections.values())
      if (other.peerClosed && !other.closing && other.remote.port === probe.sport) {
        const owner = [...running.world.stacks.values()].find((each) => each.sockets === sockets);
        if (owner !== undefined) closeTcp(running.world, owner, other);
      }
}

function inject(
  running: Running,
  connection: TcpConnection,
  probe: Probe,
  injection: Injection,
): void {
  const stack = stackOf(running, injection.from);
  const sender =
    injection.from === probe.from && connection.local.port === probe.sport
      ? connection
      : [...stack.sockets.connections.values()].find((each) => each !== connection);
  if (sender === undefined) throw new Error(`${probe.id}: nobody at ${injection.from} to inject`);
  const { data } = injection;
  const segment = {
    protocol: "tcp",
    sourcePort: sender.local.port,
    destinationPort: sender.remote.port,
    flags: flagsOf(injection.flags),
    sequence: sender.sendNext + injection.seq_offset,
    acknowledgement: sender.receiveNext,
    payload: data === undefined ? NO_PAYLOAD : ({ kind: "text", text: data } as const),
  } as const;
  const origin = { program: "inject", parent: null, connection: null };
  running.world.launch(stack, packetOf(sender, segment, 64), origin);
}

function playUdp(running: Running, probe: Probe): PlayedProbe {
  const { world } = running;
  const stack = stackOf(running, probe.from);
  const bound = boundOf(probe);
  const socket = openUdp(world, stack, { program: "probe", port: null, bound });
  const to = { address: address(probe.dst), port: probe.dport ?? 0 };
  const first = (probe.seqno ?? 0) + 1;
  let answers = 0;
  let errno: string | null = null;
  let heard = 0;
  const listen = (): void => {
    socket.inbox.take({
      timeoutMicroseconds: Infinity,
      onValue: (arrival) => {
        heard++;
        if (arrival.received.kind === "datagram") answers++;
        errno ??= arrival.errno;
        listen();
      },
      onTimeout: () => undefined,
    });
  };
  listen();
  const count = probe.count ?? 1;
  const after: Record<string, Record<string, readonly string[]>> = {};
  for (let index = 0; index < count; index++) {
    const payload = { kind: "text", text: `Q${first + index}` } as const;
    const sent = sendUdp(world, stack, socket, { to, payload, query: null, parent: null });
    if (sent !== "sent") {
      errno ??= connectErrno(world, stack, to, bound);
      break;
    }
    if (probe.nowait === true) {
      run(running, world.scheduler.now() + 0.02 * MICROSECONDS, () => false);
      continue;
    }
    const before = heard;
    run(running, deadline(running, probe), () => heard > before);
    settle(running);
    if (count > 1) after[`after query ${index + 1}`] = connectionTexts(running);
  }
  settle(running);
  const during = Object.keys(after).length > 0 ? after : connectionTexts(running);
  const local = [...socket.peers.values()][0]?.local;
  closeUdp(world, stack, socket);
  const result =
    answers > 0
      ? "answered"
      : errno === "ECONNREFUSED"
        ? "refused"
        : errno === "EPERM"
          ? "not permitted"
          : errno === null
            ? "timeout"
            : "unreachable";
  return {
    during,
    result,
    errno,
    local: local === undefined ? null : `${local.address}:${local.port}`,
    answers,
  };
}

function playEcho(running: Running, probe: Probe): PlayedProbe {
  const { world } = running;
  const stack = stackOf(running, probe.from);
  const packet = echoFrom(stack, probe);
  if (packet === null)
    return {
      during: connectionTexts(running),
      result: "unreachable",
      errno: "ENETUNREACH",
      local: null,
      answers: 0,
    };
  world.launch(stack, packet, {
    program: "probe",
    parent: null,
    connection: null,
    mark: probe.mark ?? 0,
  });
  run(running, deadline(running, probe), () => false);
  return { during: connectionTexts(running), result: "echo", errno: null, local: null, answers: 0 };
}

function echoFrom(stack: Stack, probe: Probe): Packet | null {
  const destination = address(probe.dst);
  const source =
    probe.src === undefined ? sourceAddress(stack.host, destination) : address(probe.src);
  if (source === null) return null;
  const transport = {
    protocol: "icmp",
    type: 8,
    code: 0,
    identifier: 1,
    sequence: (probe.seqno ?? 0) + 1,
    mtu: null,
    gateway: null,
    quoted: null,
    payload: { kind: "filler", bytes: 56 },
  } as const;
  return { ...PLAIN, source, destination, ttl: probe.ttl ?? 64, transport };
}

const PLAIN = { family: "ipv4", dontFragment: true, fragment: null } as const;

function playRaw(running: Running, probe: Probe): PlayedProbe {
  const { world } = running;
  const stack = stackOf(running, probe.from);
  const transport = {
    protocol: "tcp",
    sourcePort: probe.sport ?? 0,
    destinationPort: probe.dport ?? 0,
    flags: flagsOf(probe.flags ?? "S"),
    sequence: probe.seq ?? 0,
    acknowledgement: probe.ack ?? 0,
    payload: NO_PAYLOAD,
  } as const;
  const packet = {
    ...PLAIN,
    source: address(probe.src ?? ""),
    destination: address(probe.dst),
    ttl: probe.ttl ?? 64,
    transport,
  };
  world.launch(stack, packet, { program: "raw", parent: null, connection: null });
  run(running, deadline(running, probe), () => false);
  return { during: connectionTexts(running), result: "sent", errno: null, local: null, answers: 0 };
}

function boundOf(probe: Probe): Bound {
  return {
    address: probe.src === undefined ? null : address(probe.src),
    port: probe.sport ?? null,
    mark: probe.mark ?? 0,
    ...(probe.ttl === undefined ? {} : { ttl: probe.ttl }),
  };
}

const FLAGS: Readonly<Record<string, TcpFlag>> = {
  S: "SYN",
  A: "ACK",
  P: "PSH",
  R: "RST",
  F: "FIN",
};

function flagsOf(letters: string): readonly TcpFlag[] {
  return [...letters].flatMap((letter) => FLAGS[letter] ?? []);
}

function deadline({ world }: Running, { timeout = USUAL_TIMEOUT }: Probe): number {
  return world.scheduler.now() + timeout * MICROSECONDS;
}

// Runs until something holds, or until nothing is due before the limit.
function run({ world }: Running, limit: number, isDone: () => boolean): void {
  const { scheduler } = world;
  while (!isDone()) {
    const next = scheduler.nextAt();
    if (next === null || next > limit) {
      scheduler.advanceTo(limit);
      return;
    }
    scheduler.step();
  }
}

function settle(running: Running): void {
  run(running, running.world.scheduler.now() + SETTLED, () => false);
}
