import { familyOf } from "../../../src/base/address.js";
import type { Address } from "../../../src/base/address.js";
import { contains, nthAddress, prefix } from "../../../src/base/prefix.js";
import type { Prefix } from "../../../src/base/prefix.js";
import { createRandom } from "../../../src/base/random.js";
import { createIpvs } from "../../../src/netfilter/ipvs/ipvs.js";
import { createConntrack } from "../../../src/netfilter/conntrack/conntrack.js";
import { emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import { NO_SETS } from "../../../src/netfilter/ipset/ip-set.js";
import type { Hook } from "../../../src/netfilter/hook.js";
import type { Nftables } from "../../../src/netfilter/nftables/model/nftables.js";
import type { RuleSet } from "../../../src/netfilter/rule-set.js";
import { runHook } from "../../../src/netfilter/run-hook.js";
import type { NetfilterHost } from "../../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../../src/netfilter/socket-buffer.js";
import type { SocketBuffer } from "../../../src/netfilter/socket-buffer.js";
import type { StatisticDraw } from "../../../src/trace/event/netfilter-event.js";
import type { Emit } from "../../../src/trace/event/event.js";
import { NO_PAYLOAD } from "../../../src/packet/packet.js";
import type { Packet } from "../../../src/packet/packet.js";
import { hasPorts } from "../../../src/packet/ports.js";

/** A node with pods behind one device and everything else behind eth0. */
export interface MinimalHost {
  readonly ruleSet: RuleSet;
  readonly nftables: Nftables;
  /** Its own addresses; the first is eth0's. */
  readonly local: readonly Address[];
  readonly pods: Prefix;
  /** `cni0` has the first address of the range; `veth1` has none. */
  readonly podDevice: string;
}

/** The first packet of a connection. */
export interface FirstPacket {
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  /** The device that it comes in by; null for a process of the host. */
  readonly input: string | null;
}

const LOOPBACK = { ipv4: prefix("127.0.0.0/8"), ipv6: prefix("::1/128") } as const;

/**
 * Every fate that chance can give a first packet: `10.244.1.5:8080 from 10.244.0.1` for a translated one, `REJECT`,
 * `DROP`, or nothing for one that goes its way unchanged.
 */
export function fates(host: MinimalHost, first: FirstPacket): readonly string[] {
  const found = new Set<string>();
  const open: (readonly number[])[] = [[]];
  for (let decided = open.pop(); decided !== undefined; decided = open.pop()) {
    const drawn: number[] = [];
    // A draw of iptables misses or hits; nft chooses among as many numbers as there are.
    const next = (): number => {
      const choice = decided[drawn.length] ?? 0.999999;
      drawn.push(choice);
      return choice;
    };
    const { fate, draws } = fateOf(host, first, next);
    found.add(fate);
    for (let length = decided.length; length < drawn.length; length++) {
      const modulus = draws[length]?.modulus;
      const others =
        modulus === undefined
          ? [0]
          : Array.from({ length: modulus - 1 }, (_, index) => (index + 0.5) / modulus);
      for (const other of others) open.push([...drawn.slice(0, length), other]);
    }
  }
  return [...found];
}

function fateOf(
  minimal: MinimalHost,
  first: FirstPacket,
  next: () => number,
): { readonly fate: string; readonly draws: readonly StatisticDraw[] } {
  const packet = packetOf(first);
  let isMasqueraded = false;
  const draws: StatisticDraw[] = [];
  const host = netfilterHost(minimal, next, (body) => {
    if (body.kind === "rule-hit" || body.kind === "chain-left") draws.push(...body.draws);
    isMasqueraded ||= body.kind === "rule-hit" && body.verdict.kind === "snat";
  });
  let buffer: SocketBuffer = socketBuffer(packet, first.input, null);
  let verdict = "accept";
  const pass = (hook: Hook, input: string | null, output: string | null): boolean => {
    const result = runHook(hook, { ...buffer, input, output }, host);
    ({ buffer, verdict } = result);
    return result.verdict === "accept";
  };
  const output = (): string => deviceTo(minimal, buffer.packet.destination);

  const arrives = (): boolean => {
    if (first.input === null) {
      if (!pass("OUTPUT", null, output()) || !pass("POSTROUTING", null, output())) return false;
      return output() !== "lo" || (pass("PREROUTING", "lo", null) && pass("INPUT", "lo", null));
    }
    if (!pass("PREROUTING", first.input, null)) return false;
    if (output() === "lo") return pass("INPUT", first.input, null);
    return pass("FORWARD", first.input, output()) && pass("POSTROUTING", first.input, output());
  };
  if (!arrives()) return { fate: verdict.toUpperCase(), draws };
  return { fate: fateText(packet, buffer.packet, isMasqueraded), draws };
}

// The address of a masqueraded packet may well be the one that it had.
function fateText(before: Packet, after: Packet, isMasqueraded: boolean): string {
  const [from, to] = [destinationText(before), destinationText(after)];
  return `${to === from ? "" : to} ${isMasqueraded ? `from ${after.source}` : ""}`.trim();
}

function destinationText({ destination, family, transport }: Packet): string {
  const port = hasPorts(transport) ? transport.destinationPort : 0;
  return `${family === "ipv6" ? `[${destination}]` : destination}:${port}`;
}

function packetOf({ source, destination, protocol, port }: FirstPacket): Packet {
  const ports = { sourcePort: 40_000, destinationPort: port, payload: NO_PAYLOAD } as const;
  return {
    family: familyOf(source),
    source,
    destination,
    ttl: 64,
    dontFragment: true,
    fragment: null,
    transport:
      protocol === "udp"
        ? { protocol, ...ports }
        : { protocol, ...ports, flags: ["SYN"], sequence: 0, acknowledgement: 0 },
  };
}

function isLocal({ local, pods, podDevice }: MinimalHost, asked: Address): boolean {
  const bridge = podDevice === "cni0" ? nthAddress(pods, 1) : null;
  return local.includes(asked) || asked === bridge || contains(LOOPBACK[familyOf(asked)], asked);
}

function deviceTo(host: MinimalHost, destination: Address): string {
  if (isLocal(host, destination)) return "lo";
  return contains(host.pods, destination) ? host.podDevice : "eth0";
}

function netfilterHost(minimal: MinimalHost, next: () => number, emit: Emit): NetfilterHost {
  const { ruleSet, nftables, local, pods, podDevice } = minimal;
  return {
    ruleSets: { ipv4: emptyRuleSet("ipv4"), ipv6: emptyRuleSet("ipv6"), [ruleSet.family]: ruleSet },
    nftables,
    backend: "nft",
    conntrack: createConntrack(),
    ipvs: createIpvs(),
    sets: NO_SETS,
    view: {
      addressTypeOf: (asked) => (isLocal(minimal, asked) ? "LOCAL" : "UNICAST"),
      primaryAddressOf: (device, family) =>
        device === "cni0" && podDevice === "cni0"
          ? nthAddress(pods, 1)
          : (local.find((own) => familyOf(own) === family) ?? null),
    },
    random: { ...createRandom(1), next, integer: (bound) => Math.floor(next() * bound) },
    now: 0,
    reroute: null,
    answer: null,
    emit,
  };
}
