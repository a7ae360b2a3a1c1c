import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { createConntrack } from "../../../src/netfilter/conntrack/conntrack.js";
import { KERNEL_SETTINGS } from "../../../src/netfilter/conntrack/settings.js";
import { NO_PAYLOAD } from "../../../src/packet/packet.js";
import type { TcpFlag } from "../../../src/packet/packet.js";
import { TRACKING, forwarded, segment, testHost } from "../fixture.js";

// Linux 6.18 as a router between two ends that send drawn segments with windows of 65535 bytes; one connection per line,
// after each segment what `conntrack -L` said: state, seconds left, flags, and which end it takes for the first.
const RECORDED = new URL("recorded-tcp.txt", import.meta.url);
const CLIENT = "10.1.0.2:20000";
const SERVER = "10.2.0.2:80";

// The kernel rounds down what is left, and some time passed before it was asked.
const LATEST = 3;

it("follows drawn segments of TCP as the kernel did", () => {
  const lines = readFileSync(RECORDED, "utf8").trimEnd().split("\n");
  assert.ok(lines.length > 100);
  for (const line of lines) {
    const host = { ...testHost(TRACKING), conntrack: createConntrack(KERNEL_SETTINGS) };
    for (const step of line.split(" | ")) {
      const [sent = "", seen = ""] = step.split(" = ");
      const [side, flags = "", ...numbers] = sent.split(" ");
      const [sequence = 0, acknowledgement = 0, bytes = 0] = numbers.map(Number);
      const [from, to] = side === "original" ? [CLIENT, SERVER] : [SERVER, CLIENT];
      const payload =
        bytes === 0 ? NO_PAYLOAD : ({ kind: "text", text: "x".repeat(bytes) } as const);
      const at = { sequence, acknowledgement, payload };
      forwarded(host, segment(from, to, flags.split(",") as TcpFlag[], at), "eth0", "cni0");
      const [ours, seconds] = listed(host.conntrack);
      const left = Number(/ (\d+)/.exec(seen)?.[1] ?? 0);
      assert.equal(ours, seen.replace(/ \d+/, ""), `${line}\nat ${sent}`);
      assert.ok(seconds >= left && seconds - left <= LATEST, `${line}\nat ${sent}: ${seconds}`);
    }
  }
});

function listed(conntrack: ReturnType<typeof createConntrack>): readonly [string, number] {
  const entry = conntrack.list()[0]?.entry;
  if (entry === undefined) return ["gone", 0];
  const words = [
    entry.protocolState,
    ...(entry.seenReply ? ["SEEN_REPLY"] : []),
    ...(entry.assured ? ["ASSURED"] : []),
    `from ${entry.original.source === "10.1.0.2" ? "original" : "reply"}`,
  ];
  return [words.join(" "), entry.expiresAt / 1_000_000];
}
