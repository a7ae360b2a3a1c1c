import { address } from "../../../src/base/address.js";
import { NO_PAYLOAD } from "../../../src/packet/packet.js";
import {
  closeTcp,
  connectErrno,
  connectTcp,
  sendTcp,
} from "../../../src/simulation/socket/tcp-socket.js";
import { connectionKey } from "../../../src/simulation/socket/socket-table.js";
import type { TcpConnection } from "../../../src/simulation/tcp/connection.js";
import { packetOf } from "../../../src/simulation/tcp/connection.js";
import type { Stack } from "../../../src/simulation/world.js";
import { connectionTexts } from "./connection-text.js";
import { stackOf } from "./run-world.js";
import type { Running } from "./run-world.js";
import type { Injection, Probe } from "./world-file.js";
import { boundOf, deadline, flagsOf, run, settle } from "./probe-time.js";
import type { PlayedProbe } from "./probe-time.js";

/** Connects, says ten bytes, hears the answer, and closes as the probe says. */
export function playTcp(running: Running, probe: Probe): PlayedProbe {
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
  sendTcp(world, stack, connection, { kind: "text", text: "0123456789" });
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
