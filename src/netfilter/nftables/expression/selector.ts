import type { Family } from "../../../base/address.js";
import type { WalkContext } from "../../../trace/event/netfilter-event.js";
import type { Packet } from "../../../packet/packet.js";
import { hasPorts } from "../../../packet/ports.js";
import { protocolOf } from "../../match/protocol.js";
import type { DataType } from "./data-type.js";

/** What is asked for by one name, as nft prints it. */
export type SelectorName =
  | "ip saddr"
  | "ip daddr"
  | "ip protocol"
  | "ip6 saddr"
  | "ip6 daddr"
  | "ip6 nexthdr"
  | "meta l4proto"
  | "meta mark"
  | "iifname"
  | "oifname"
  | "th sport"
  | "th dport"
  | "tcp sport"
  | "tcp dport"
  | "udp sport"
  | "udp dport"
  | "sctp sport"
  | "sctp dport"
  | "ct state"
  | "ct status"
  | "fib saddr type"
  | "fib daddr type";

/** What is known of a selector. */
export interface SelectorForm {
  readonly name: SelectorName;
  /** Other ways to write it. */
  readonly aliases: readonly string[];
  readonly type: DataType;
  /** The canonical text of the packet's own value; null where the packet has none, and then the rule ends. */
  readonly ask: (context: WalkContext) => string | null;
}

/** Every selector that is known here, in the order in which diagnostics list them. */
export const SELECTORS: readonly SelectorForm[] = [
  ofAddress("ip saddr", "ipv4", ({ source }) => source),
  ofAddress("ip daddr", "ipv4", ({ destination }) => destination),
  ofAddress("ip6 saddr", "ipv6", ({ source }) => source),
  ofAddress("ip6 daddr", "ipv6", ({ destination }) => destination),
  {
    name: "meta l4proto",
    aliases: ["l4proto"],
    type: "inet_proto",
    ask: ({ headers }) => protocolOf(headers),
  },
  {
    name: "ip protocol",
    aliases: [],
    type: "inet_proto",
    ask: ({ headers }) => (headers.family === "ipv4" ? protocolOf(headers) : null),
  },
  {
    name: "ip6 nexthdr",
    aliases: [],
    type: "inet_proto",
    ask: ({ headers }) => (headers.family === "ipv6" ? protocolOf(headers) : null),
  },
  {
    name: "meta mark",
    aliases: ["mark"],
    type: "mark",
    ask: ({ mark }) => `0x${mark.toString(16).padStart(8, "0")}`,
  },
  {
    name: "iifname",
    aliases: ["meta iifname"],
    type: "ifname",
    // linux net/netfilter/nft_meta.c: nft_meta_store_ifname; without a device the name is empty.
    ask: ({ input }) => input ?? "",
  },
  {
    name: "oifname",
    aliases: ["meta oifname"],
    type: "ifname",
    ask: ({ output }) => output ?? "",
  },
  ofPort("th", "sport"),
  ofPort("th", "dport"),
  ofPort("tcp", "sport"),
  ofPort("tcp", "dport"),
  ofPort("udp", "sport"),
  ofPort("udp", "dport"),
  ofPort("sctp", "sport"),
  ofPort("sctp", "dport"),
  {
    name: "ct state",
    aliases: [],
    type: "ct_state",
    // linux net/netfilter/nft_ct.c: nft_ct_get_eval; what conntrack does not know is invalid.
    ask: ({ state }) => (state ?? "INVALID").toLowerCase(),
  },
  {
    name: "ct status",
    aliases: [],
    type: "ct_status",
    ask: ({ state, status }) =>
      state === null || state === "INVALID" || state === "UNTRACKED"
        ? null
        : status.join(",").toLowerCase(),
  },
  {
    name: "fib saddr type",
    aliases: [],
    type: "fib_addrtype",
    ask: ({ sourceType }) => sourceType.toLowerCase(),
  },
  {
    name: "fib daddr type",
    aliases: [],
    type: "fib_addrtype",
    ask: ({ destinationType }) => destinationType.toLowerCase(),
  },
];

const BY_TEXT: ReadonlyMap<string, SelectorForm> = new Map(
  SELECTORS.flatMap((form) => [form.name, ...form.aliases].map((text) => [text, form] as const)),
);

/** The selector that a text names; null where none does. */
export function selectorNamed(text: string): SelectorForm | null {
  return BY_TEXT.get(text) ?? null;
}

/** The form of a selector that is known. */
export function selectorForm(name: SelectorName): SelectorForm {
  const form = BY_TEXT.get(name);
  if (form === undefined) throw new Error(`hopwise: no selector ${name}`);
  return form;
}

function ofAddress(
  name: SelectorName,
  family: Family,
  ask: (headers: Packet) => string,
): SelectorForm {
  return {
    name,
    aliases: [],
    type: family === "ipv4" ? "ipv4_addr" : "ipv6_addr",
    ask: ({ headers }) => (headers.family === family ? ask(headers) : null),
  };
}

function ofPort(header: "th" | "tcp" | "udp" | "sctp", field: "sport" | "dport"): SelectorForm {
  return {
    name: `${header} ${field}`,
    aliases: [],
    type: "inet_service",
    ask({ headers: { transport, fragment } }) {
      if (!hasPorts(transport) || (fragment !== null && fragment.offset > 0)) return null;
      if (header !== "th" && (transport.protocol as string) !== header) return null;
      return String(field === "sport" ? transport.sourcePort : transport.destinationPort);
    },
  };
}
