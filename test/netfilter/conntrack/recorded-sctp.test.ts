import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { address } from "../../../src/base/address.js";
import { NO_PAYLOAD } from "../../../src/packet/packet.js";
import type { Packet } from "../../../src/packet/packet.js";
import type { SctpChunk, SctpChunkType } from "../../../src/packet/sctp-chunk.js";
import { TRACKING, forwarded, testHost } from "../fixture.js";
import type { TestHost } from "../fixture.js";

// Linux 6.18 as a router between two ends that send drawn chunks by raw sockets; one association per line, after each
// packet whether `-m conntrack` called it INVALID, and what `conntrack -L` said: state, seconds left, flags.
const RECORDED = new URL("recorded-sctp.txt", import.meta.url);

// The kernel rounds down what is left, and some time passed before it was asked.
const LATEST = 3;

it("follows drawn chunks of SCTP as the kernel did", () => {
  const lines = readFileSync(RECORDED, "utf8").trimEnd().split("\n");
  assert.ok(lines.length > 100);
  for (const line of lines) {
    const host = testHost(TRACKING);
    for (const step of line.split(" | ")) {
      const [sent = "", seen = ""] = step.split(" = ");
      const result = forwarded(host, packetOf(sent), "eth0", "cni0");
      const isInvalid = result.buffer.connection?.state === "INVALID";
      const [ours, seconds] = listed(host);
      const left = Number(/ (\d+)/.exec(seen)?.[1] ?? 0);
      const found = `${isInvalid ? "invalid " : ""}${ours}`;
      assert.equal(found, seen.replace(/ \d+/, ""), `${line}\nat ${sent}`);
      assert.ok(seconds >= left && seconds - left <= LATEST, `${line}\nat ${sent}: ${seconds}`);
    }
  }
});

function packetOf(sent: string): Packet {
  const [side, tag = "", list = ""] = sent.split(" ");
  const [from, to] = side === "original" ? (["1", "2"] as const) : (["2", "1"] as const);
  const [sourcePort, destinationPort] = side === "original" ? [20_000, 7] : [7, 20_000];
  return {
    family: "ipv4",
    source: address(`10.${from}.0.2`),
    destination: address(`10.${to}.0.2`),
    ttl: 64,
    dontFragment: true,
    fragment: null,
    transport: {
      protocol: "sctp",
      sourcePort,
      destinationPort,
      verificationTag: Number.parseInt(tag, 16),
      chunks: list.split(",").map(chunkOf),
      payload: NO_PAYLOAD,
    },
  };
}

function chunkOf(text: string): SctpChunk {
  const [type, value] = text.split(":") as [SctpChunkType, string | undefined];
  switch (type) {
    case "INIT":
    case "INIT_ACK":
      return { type, tag: Number.parseInt(value ?? "", 16) };
    case "DATA":
      return { type, sequence: 1 };
    case "SACK":
    case "SHUTDOWN":
      return { type, acknowledgement: 1 };
    case "ABORT":
    case "SHUTDOWN_COMPLETE":
      return { type, reflected: value === "T" };
    case "COOKIE_ECHO":
    case "COOKIE_ACK":
    case "SHUTDOWN_ACK":
    case "HEARTBEAT":
    case "HEARTBEAT_ACK":
    case "ERROR":
      return { type };
  }
}

function listed({ conntrack, now }: TestHost): readonly [string, number] {
  const entry = conntrack.list()[0]?.entry;
  if (entry === undefined) return ["none", 0];
  const words = [
    entry.protocolState,
    ...(entry.assured ? ["ASSURED"] : []),
    ...(entry.seenReply ? [] : ["UNREPLIED"]),
  ];
  return [words.join(" "), (entry.expiresAt - now) / 1_000_000];
}
