import { NO_NFTABLES } from "../../../../src/netfilter/nftables/model/nftables.js";
import { address } from "../../../../src/base/address.js";
import type { Address } from "../../../../src/base/address.js";
import { contains, prefix } from "../../../../src/base/prefix.js";
import { createRandom } from "../../../../src/base/random.js";
import { createIpvs } from "../../../../src/netfilter/ipvs/ipvs.js";
import { createConntrack } from "../../../../src/netfilter/conntrack/conntrack.js";
import { emptyRuleSet } from "../../../../src/netfilter/iptables/apply.js";
import { readSets } from "../../../../src/netfilter/ipset/read-sets.js";
import { readSave } from "../../../../src/netfilter/iptables/read-save.js";
import type { NetfilterHost } from "../../../../src/netfilter/run-hook.js";
import type { Backend } from "../../../../src/netfilter/hook.js";
import type { RuleSet } from "../../../../src/netfilter/rule-set.js";
import type { AttachedConnection } from "../../../../src/netfilter/socket-buffer.js";
import type { NetfilterEvent } from "../../../../src/trace/event/netfilter-event.js";
import { connectionText } from "./kernel-text.js";
import type { Said } from "./kernel-text.js";
import type { Step, WorldHost } from "./recording.js";

/** A host of a world with rules, and what netfilter said since it was last asked. */
export interface Node {
  readonly host: NetfilterHost;
  ruleSet: RuleSet;
  /** What `-m statistic` draws next. */
  draws: number[];
  readonly said: Said[];
  /** The connection of the packet at hand. */
  attached: AttachedConnection | null;
}

/** Sets up a host's netfilter; its addresses answer what `HostView` asks. */
export function createNode(
  { addrs = {}, iptables = [], ipset = [] }: WorldHost,
  backend: Backend,
): Node {
  const all = Object.values(addrs).flat();
  const own = new Set(all.map((text) => text.split("/")[0]));
  const random = createRandom(1);
  const conntrack = createConntrack();
  const host: NetfilterHost = {
    get ruleSets() {
      return { ipv4: node.ruleSet, ipv6: emptyRuleSet("ipv6") };
    },
    nftables: NO_NFTABLES,
    backend,
    conntrack,
    ipvs: createIpvs(),
    sets: readSets({ name: "world", text: ipset.join("\n") }).sets,
    view: {
      addressTypeOf: (asked) =>
        own.has(asked) || contains(prefix("127.0.0.0/8"), asked)
          ? "LOCAL"
          : isBroadcast(asked, all)
            ? "BROADCAST"
            : "UNICAST",
      // A device without an address of its own, as lo, lends another one's (inet_select_addr).
      primaryAddressOf: (device) => firstAddress(addrs[device] ?? all),
    },
    random: { ...random, next: () => node.draws.shift() ?? 0.999999 },
    now: 0,
    reroute: null,
    answer: null,
    emit(body) {
      const event = body as NetfilterEvent;
      if (event.kind === "connection-looked-up")
        node.attached = { id: event.connection, state: event.state, direction: event.direction };
      node.said.push({ event, ct: connectionText(node.attached, conntrack) });
    },
  };
  const node: Node = { host, ruleSet: rulesOf(iptables), draws: [], said: [], attached: null };
  return node;
}

/** Has `-m recent` see an address. */
export function remember({ conntrack, now }: NetfilterHost, list: string, seen: Address): void {
  const window = { seconds: null, reap: false, hitCount: null, sameTtl: false } as const;
  const question = { action: "set", list, negated: false, ...window } as const;
  conntrack.memory.recent.ask(question, { address: seen, ttl: 64 }, now);
}

/** The rules of a host, from the lines of a dump. */
export function rulesOf(lines: readonly string[]): RuleSet {
  return readSave({ name: "world", text: lines.join("\n") }, "ipv4").ruleSet;
}

/** The draws that lead to the rules that the kernel's chance led to. */
export function drawsFor(ruleSet: RuleSet, table: string, steps: readonly Step[]): number[] {
  const chains = ruleSet.tables.find(({ name }) => name === table)?.chains ?? [];
  return steps.flatMap(({ chain, rule }) => {
    const rules = chains.find(({ name }) => name === chain)?.rules.slice(0, rule) ?? [];
    const chance = rules.map(({ matches }) => matches.some(({ kind }) => kind === "statistic"));
    return chance.flatMap((asks, index) => (asks ? [index === rule - 1 ? 0 : 0.999999] : []));
  });
}

function firstAddress(texts: readonly string[] | undefined): Address | null {
  const [text = ""] = texts?.[0]?.split("/") ?? [];
  return text === "" ? null : address(text);
}

function isBroadcast(asked: Address, all: readonly string[]): boolean {
  return all.some((text) => asked.endsWith(".255") && contains(prefix(text), asked));
}
