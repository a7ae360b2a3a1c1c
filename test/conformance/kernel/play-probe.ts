import { address } from "../../../src/base/address.js";
import { sourceAddress } from "../../../src/network/host.js";
import type { Packet } from "../../../src/packet/packet.js";
import { NO_PAYLOAD } from "../../../src/packet/packet.js";
import { connectErrno } from "../../../src/simulation/socket/tcp-socket.js";
import { closeUdp, openUdp, sendUdp } from "../../../src/simulation/socket/udp-operation.js";
import type { Stack } from "../../../src/simulation/world.js";
import { connectionTexts } from "./connection-text.js";
import { stackOf } from "./run-world.js";
import type { Running } from "./run-world.js";
import type { Probe } from "./world-file.js";
import { SECOND, boundOf, deadline, flagsOf, run, settle } from "./probe-time.js";
import type { PlayedProbe } from "./probe-time.js";
import { playTcp } from "./play-tcp.js";

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
      run(running, world.scheduler.now() + 0.02 * SECOND, () => false);
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
