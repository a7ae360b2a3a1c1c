import { address } from "../../src/base/address.js";
import type { Address } from "../../src/base/address.js";
import { createRandom } from "../../src/base/random.js";
import { createIpvs } from "../../src/netfilter/ipvs/ipvs.js";
import { createConntrack } from "../../src/netfilter/conntrack/conntrack.js";
import { emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { NO_NFTABLES } from "../../src/netfilter/nftables/model/nftables.js";
import { NO_SETS } from "../../src/netfilter/ipset/ip-set.js";
import { readSave } from "../../src/netfilter/iptables/read-save.js";
import type { Hook } from "../../src/netfilter/hook.js";
import type { RuleSet } from "../../src/netfilter/rule-set.js";
import { runHook } from "../../src/netfilter/run-hook.js";
import type { HookResult, NetfilterHost } from "../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../src/netfilter/socket-buffer.js";
import type { SocketBuffer } from "../../src/netfilter/socket-buffer.js";
import { NO_PAYLOAD } from "../../src/packet/packet.js";
import type { IcmpMessage, Packet, TcpFlag } from "../../src/packet/packet.js";
import { hasPorts } from "../../src/packet/ports.js";
import type { EventBody } from "../../src/trace/event/event.js";

/** A host with these rules, whose clock a test moves by hand and whose facts it keeps. */
export interface TestHost extends NetfilterHost {
  now: number;
  ruleSets: { ipv4: RuleSet; ipv6: RuleSet };
  /** What was reported since it was last emptied. */
  readonly said: EventBody[];
}

/** A host with the addresses 10.0.0.1 on eth0 and 10.244.0.1 on cni0. */
export function testHost(dump: string): TestHost {
  const said: EventBody[] = [];
  const local = ["10.0.0.1", "10.244.0.1", "127.0.0.1"];
  const devices: Readonly<Record<string, Address>> = {
    eth0: address("10.0.0.1"),
    cni0: address("10.244.0.1"),
  };
  return {
    ruleSets: { ipv4: rules(dump), ipv6: emptyRuleSet("ipv6") },
    nftables: NO_NFTABLES,
    backend: "nft",
    ipvs: createIpvs(),
    conntrack: createConntrack(),
    sets: NO_SETS,
    view: {
      addressTypeOf: (asked) => (local.includes(asked) ? "LOCAL" : "UNICAST"),
      primaryAddressOf: (device) => devices[device] ?? null,
    },
    random: createRandom(1),
    now: 0,
    emit: (body) => said.push(body),
    reroute: null,
    answer: null,
    said,
  };
}

/** The rules of a dump of IPv4; a mistake in it fails the test. */
export function rules(dump: string): RuleSet {
  const { ruleSet, diagnostics } = readSave({ name: "test", text: dump }, "ipv4");
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return ruleSet;
}

/** A dump of one table: its built-in chains accept, and chains that rules stand in are declared. */
export function table(
  name: "raw" | "mangle" | "nat" | "filter",
  ...lines: readonly string[]
): string {
  const builtIn: readonly string[] = BUILT_IN[name];
  const own = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"].filter((chain) =>
    builtIn.includes(chain),
  );
  const chains = new Set(lines.map((line) => line.split(" ")[1] ?? ""));
  const users = [...chains].filter((chain) => !own.includes(chain));
  return [
    `*${name}`,
    ...own.map((chain) => `:${chain} ACCEPT [0:0]`),
    ...users.map((chain) => `:${chain} - [0:0]`),
    ...lines,
    "COMMIT",
    "",
  ].join("\n");
}

const BUILT_IN = {
  raw: ["PREROUTING", "OUTPUT"],
  mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  filter: ["INPUT", "FORWARD", "OUTPUT"],
} as const satisfies Record<string, readonly string[]>;

/** A TCP segment between `10.1.0.2:40000` and the like. */
export function segment(from: string, to: string, flags: readonly TcpFlag[], at = {}): Packet {
  const [source, sourcePort] = endOf(from);
  const [destination, destinationPort] = endOf(to);
  const numbers = { sequence: 0, acknowledgement: 0, payload: NO_PAYLOAD, ...at };
  const transport = { protocol: "tcp", sourcePort, destinationPort, flags, ...numbers } as const;
  return {
    family: "ipv4",
    source,
    destination,
    ttl: 64,
    dontFragment: true,
    fragment: null,
    transport,
  };
}

/** A UDP datagram. */
export function datagram(from: string, to: string): Packet {
  const [source, sourcePort] = endOf(from);
  const [destination, destinationPort] = endOf(to);
  const transport = { protocol: "udp", sourcePort, destinationPort, payload: NO_PAYLOAD } as const;
  return {
    family: "ipv4",
    source,
    destination,
    ttl: 64,
    dontFragment: true,
    fragment: null,
    transport,
  };
}

/** An ICMP message; one that quotes a packet is an error about it. */
export function icmp(from: string, to: string, message: Partial<IcmpMessage>): Packet {
  const rest = {
    type: 8,
    code: 0,
    identifier: 1,
    sequence: null,
    mtu: null,
    gateway: null,
    quoted: null,
    payload: NO_PAYLOAD,
    ...message,
  };
  const [source, destination] = [address(from), address(to)];
  return {
    family: "ipv4",
    source,
    destination,
    ttl: 64,
    dontFragment: true,
    fragment: null,
    transport: { protocol: "icmp", ...rest },
  };
}

function endOf(text: string): readonly [Address, number] {
  const [host = "", port = ""] = text.split(":");
  return [address(host), Number(port)];
}

/** A packet forwarded from one device to another: through the three hooks, until one stops it. */
export function forwarded(
  host: NetfilterHost,
  packet: Packet,
  input: string,
  output: string,
): HookResult {
  return through(host, socketBuffer(packet, input, null), [
    ["PREROUTING", input, null],
    ["FORWARD", input, output],
    ["POSTROUTING", input, output],
  ]);
}

/** A packet through hooks with these devices, until one stops it. */
export function through(
  host: NetfilterHost,
  buffer: SocketBuffer,
  hooks: readonly (readonly [Hook, string | null, string | null])[],
): HookResult {
  let result: HookResult = { verdict: "accept", buffer, cause: null, stop: null, rejectWith: null };
  for (const [hook, input, output] of hooks) {
    result = runHook(hook, { ...result.buffer, input, output }, host);
    if (result.verdict !== "accept") break;
  }
  return result;
}

/** `10.1.0.2:40000 > 10.96.0.10:80`. */
export function ends({ source, destination, transport }: Packet): string {
  if (!hasPorts(transport)) return `${source} > ${destination}`;
  return `${source}:${transport.sourcePort} > ${destination}:${transport.destinationPort}`;
}

/** A table nat without a rule for any packet, that has the host track connections all the same. */
export const TRACKING = table("nat", "-A POSTROUTING -o none -j MASQUERADE");
