import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Family } from "../../src/base/address.js";
import { tracksConnections } from "../../src/netfilter/chain-index.js";
import { fitsFilter } from "../../src/netfilter/conntrack/connection-filter.js";
import { printConnection } from "../../src/netfilter/conntrack/print.js";
import { readConnectionFilter } from "../../src/netfilter/conntrack/read-filter.js";
import { KERNEL_SETTINGS, SETTINGS, sysctlOf } from "../../src/netfilter/conntrack/settings.js";
import { inverseOf } from "../../src/netfilter/conntrack/tuple.js";
import { readSave } from "../../src/netfilter/iptables/read-save.js";
import type { ConnectionEntry, Tuple } from "../../src/trace/event/netfilter-event.js";
import { IPTABLES, reasonToSkip, runInNamespace } from "../support/network-namespace.js";

const WAKE = "iptables -t nat -L -n >/dev/null; ip6tables -t nat -L -n >/dev/null";

const REASON = reasonToSkip() || reasonWithoutTool();

const TRACKING = [
  "nat POSTROUTING -p tcp -j ACCEPT",
  "nat POSTROUTING -p tcp -j MASQUERADE",
  "nat PREROUTING -p tcp -j REDIRECT",
  "raw PREROUTING -p tcp -j CT --notrack",
  "raw PREROUTING -p tcp -j NOTRACK",
  "raw PREROUTING -p tcp -j CT --zone 5",
  "mangle PREROUTING -p tcp -j CONNMARK --save-mark",
  "mangle PREROUTING -p tcp -m connmark --mark 1 -j ACCEPT",
  "filter INPUT -p tcp -m conntrack --ctstate NEW -j ACCEPT",
  "filter INPUT -p tcp -m state --state NEW -j ACCEPT",
  "filter INPUT -p tcp -m helper --helper ftp -j ACCEPT",
  "filter INPUT -p tcp -m connbytes --connbytes 3 --connbytes-dir both --connbytes-mode bytes -j ACCEPT",
  "filter INPUT -p tcp -j REJECT --reject-with tcp-reset",
  "filter INPUT -p tcp -m mark --mark 1 -j ACCEPT",
];

const ENTRIES: readonly Made[] = [
  made("tcp", ends("10.0.0.1", "10.0.0.2", 1234, 80), { protocolState: "SYN_SENT" }),
  made("tcp", ends("10.0.0.1", "10.0.0.2", 1235, 80), {
    protocolState: "ESTABLISHED",
    seenReply: true,
    assured: true,
    mark: 5,
  }),
  made("tcp", ends("10.0.0.3", "10.0.0.2", 1236, 443), {
    protocolState: "TIME_WAIT",
    seenReply: true,
  }),
  made("udp", ends("10.0.0.1", "10.0.0.2", 1236, 53), {}),
  made("udp", ends("fd00::1", "fd00::2", 1236, 53), { seenReply: true, assured: true }),
  made("icmp", echo("10.0.0.1", "10.0.0.2", 8, 77), {}),
  made("icmp", echo("10.0.0.1", "10.0.0.2", 8, 78), { seenReply: true }),
  made("icmp", echo("fd00::1", "fd00::2", 128, 77), {}),
];

const FILTERS: readonly string[] = [
  "",
  "-p udp",
  "-p udp --dport 53",
  "-p tcp --orig-src 10.0.0.1 --orig-port-dst 80",
  "-s 10.0.0.0/24 -d 10.0.0.2",
  "--reply-src 10.0.0.2",
  "-f ipv6",
  "-p icmp --icmp-id 77",
  "-p icmpv6",
  "-p tcp --state TIME_WAIT",
  "-m 5",
  "-p 6",
  "--dport 80",
];

describe("the real conntrack", { skip: REASON }, () => {
  it("keeps its connections as long as this one", () => {
    const names = SETTINGS.filter((name) => name !== "max" && name !== "buckets");
    const paths = names.map((name) => `/proc/sys/${sysctlOf(name).replaceAll(".", "/")}`);
    const { output } = runInNamespace(`${WAKE}; cat ${paths.join(" ")}`, "");
    assert.deepEqual(
      Object.fromEntries(
        output
          .trimEnd()
          .split("\n")
          .map((text, at) => [names[at], Number(text)]),
      ),
      Object.fromEntries(names.map((name) => [name, KERNEL_SETTINGS[name]])),
    );
  });

  it("prints its entries like this one", () => {
    const made = ENTRIES.map(({ command }) => `conntrack -I ${command} 2>/dev/null`);
    const { output } = runInNamespace(`${WAKE}; ${made.join("; ")}; conntrack -L 2>/dev/null`, "");
    const ours = ENTRIES.map(({ entry }) => printConnection(entry, 0));
    // The kernel rounds down what is left, and lists its hash table.
    const theirs = output
      .trimEnd()
      .split("\n")
      .map((line) => line.replace(/(?<=^\w+ +\d+ )29\b/, "30"));
    assert.deepEqual([...theirs].sort(), [...ours].sort());
  });

  for (const words of FILTERS)
    it(`deletes the same entries: -D ${words}`, () => {
      const made = ENTRIES.map(({ command }) => `conntrack -I ${command} 2>/dev/null`);
      const script = `${WAKE}; ${made.join("; ")}; conntrack -D ${words} 2>/dev/null || true`;
      const deleted = runInNamespace(script, "")
        .output.trimEnd()
        .split("\n")
        .filter((line) => line !== "");
      const reading = readConnectionFilter(words.split(" ").filter((word) => word !== ""));
      const ours =
        reading.kind === "filter"
          ? ENTRIES.filter(({ entry }) => fitsFilter(entry, reading.filter))
          : [];
      const sources = (lines: readonly string[]): readonly string[] =>
        lines.map((line) => line.replace(/^(\w+ +\d+ )\d+/, "$1-")).sort();
      assert.deepEqual(
        sources(deleted),
        sources(ours.map(({ entry }) => printConnection(entry, 0))),
      );
    });
});

describe("rules that make the real kernel track connections", { skip: REASON }, () => {
  for (const family of ["ipv4", "ipv6"] as const)
    it(`are the same here (${family})`, () => {
      const theirs = TRACKING.map((line) => isTrackedByKernel(line, family));
      const ours = TRACKING.map((line) => isTrackedHere(line, family));
      const named = (found: readonly boolean[]): readonly string[] =>
        TRACKING.map((line, at) => `${line}: ${found[at]}`);
      assert.deepEqual(named(ours), named(theirs));
    });
});

function isTrackedHere(line: string, family: Family): boolean {
  const [table = "", chain = "", ...rule] = line.split(" ");
  const text = `*${table}\n:${chain} ACCEPT\n-A ${chain} ${rule.join(" ")}\nCOMMIT\n`;
  return tracksConnections(readSave({ name: "rule", text }, family).ruleSet);
}

// A datagram that the host sends to itself shows in the table, or does not.
function isTrackedByKernel(line: string, family: Family): boolean {
  const [table = "", chain = "", ...rule] = line.split(" ");
  const address = family === "ipv4" ? "127.0.0.1" : "::1";
  const script = [
    "ip link set lo up",
    `${IPTABLES[family]} -t ${table} -A ${chain} ${rule.join(" ")}`,
    `node -e 'require("dgram").createSocket("${family === "ipv4" ? "udp4" : "udp6"}").send("x", 9, "${address}", () => process.exit())'`,
    `conntrack -L -f ${family} -p udp 2>/dev/null | wc -l`,
  ].join("\n");
  const { failure, output } = runInNamespace(script, "");
  assert.equal(failure, null);
  return Number(output) > 0;
}

interface Made {
  /** As `conntrack -I` takes it. */
  readonly command: string;
  readonly entry: ConnectionEntry;
}

function made(protocol: string, original: Tuple, known: Partial<ConnectionEntry>): Made {
  const { source, destination, sourcePort, destinationPort, icmp } = original;
  const { seenReply = false, assured = false, protocolState = null, mark = 0 } = known;
  const isSix = source.includes(":");
  const name = protocol === "icmp" && isSix ? "icmpv6" : protocol;
  const flags = [...(seenReply ? ["SEEN_REPLY"] : []), ...(assured ? ["ASSURED"] : [])];
  const command = [
    `-p ${name} -s ${source} -d ${destination} -t 30`,
    icmp === null
      ? `--sport ${sourcePort} --dport ${destinationPort}`
      : `--${name}-type ${icmp.type} --${name}-code ${icmp.code} --${name}-id ${icmp.identifier}`,
    ...(protocolState === null ? [] : [`--state ${protocolState}`]),
    ...(flags.length === 0 ? [] : [`-u ${flags.join(",")}`]),
    ...(mark === 0 ? [] : [`-m ${mark}`]),
  ].join(" ");
  return {
    command,
    entry: {
      protocol,
      original,
      reply: inverseOf(original),
      protocolState,
      seenReply,
      assured,
      confirmed: true,
      status: [],
      mark,
      expiresAt: 30_000_000,
    },
  };
}

function ends(
  source: string,
  destination: string,
  sourcePort: number,
  destinationPort: number,
): Tuple {
  return { source, destination, sourcePort, destinationPort, icmp: null };
}

function echo(source: string, destination: string, type: number, identifier: number): Tuple {
  return {
    source,
    destination,
    sourcePort: 0,
    destinationPort: 0,
    icmp: { type, code: 0, identifier },
  };
}

function reasonWithoutTool(): string | false {
  const { failure } = runInNamespace(`${WAKE}; conntrack -L`, "");
  return failure === null ? false : `conntrack does not run here: ${failure}`;
}
