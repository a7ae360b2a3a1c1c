import { parseAddress } from "../../base/address.js";
import type { NetfilterEvent, StatisticDraw } from "../../trace/event/netfilter-event.js";
import { isNft } from "../../trace/nft-station.js";
import { partyText, portOf, serviceAt, serviceName } from "../naming.js";
import { readableRule } from "../rule-text.js";
import { markText, ruleTextAt, say } from "./context.js";
import type { Caption, Teller, Tellers, Telling } from "./context.js";
import { NETFILTER } from "./netfilter.js";

type NftKind = "table-entered" | "table-left" | "table-skipped" | "rule-hit" | "packet-marked";
type EventOf<Kind extends NetfilterEvent["kind"]> = NetfilterEvent & { readonly kind: Kind };

/** What is said where a chain of nft is walked; anything else is said as of iptables. */
export const NFTABLES: Tellers<NftKind | "set-updated"> = {
  "table-entered": (event, telling) => {
    const { table, chain, hook } = event;
    if (!isNft(table)) return NETFILTER["table-entered"](event, telling);
    return say("nft-chain-entered", { host: telling.host, table, chain, hook });
  },
  "table-left": (event, telling) => {
    const { table, byPolicy, visited, verdict } = event;
    const walk = telling.packet?.pass?.walk;
    const base = walk?.chains[0]?.chain;
    if (!isNft(table) || walk?.table !== table || base === undefined)
      return NETFILTER["table-left"](event, telling);
    if (byPolicy) return say("nft-by-policy", { chain: base, visited, policy: verdict });
    const last = walk.chains[walk.shown];
    const hit = last?.hits.at(-1);
    if (last === undefined || hit === undefined) return NETFILTER["table-left"](event, telling);
    const text = ruleTextAt(telling, event, table, last.chain, hit.rule);
    const action = text === null ? verdict : readableRule(text).target;
    return say("nft-by-rule", { chain: base, rule: hit.rule, last: last.chain, action });
  },
  "table-skipped": (event, telling) => {
    const { table, chain = "", reason } = event;
    if (!isNft(table)) return NETFILTER["table-skipped"](event, telling);
    return say(SKIPPED[reason], { chain });
  },
  "rule-hit": (event, telling) =>
    isNft(event.table)
      ? (hitCaption(event, telling) ?? NETFILTER["rule-hit"](plain(event), telling))
      : NETFILTER["rule-hit"](event, telling),
  "packet-marked": (event, telling) => {
    const { packet, before, host } = telling;
    const walk = packet?.pass?.walk;
    const walked = walk?.chains[walk.shown];
    const hit = walked?.hits.at(-1);
    const old = packet === null ? 0 : (before.packets[packet.id]?.mark ?? 0);
    if (walk != null && walked !== undefined && hit !== undefined && isNft(walk.table)) {
      const text = ruleTextAt(telling, event, walk.table, walked.chain, hit.rule);
      // Only the rule's own comment says what a set bit is for.
      const isFor = /comment "[^"]*masquerade/.test(text ?? "");
      if (isFor && (event.mark & ~old) !== 0)
        return say("nft-mark-for-masquerade", {
          chain: walked.chain,
          mark: markText(event.mark),
          host,
        });
    }
    return NETFILTER["packet-marked"](event, telling);
  },
  "set-updated": ({ at, set, element, expiresAt }, { packet }) => {
    const walk = packet?.pass?.walk;
    const chain = walk?.chains[walk.shown]?.chain ?? "";
    if (expiresAt === null) return say("nft-set-removed", { chain, set, element });
    if (expiresAt >= FOR_EVER) return say("nft-set-updated-for-ever", { chain, set, element });
    const seconds = (expiresAt - at) / 1e6;
    // Only the set's own name says what it is for.
    const code = set.startsWith("affinity-") ? "nft-client-remembered" : "nft-set-updated";
    return say(code, { chain, set, element, seconds });
  },
};

const FOR_EVER = Number.MAX_SAFE_INTEGER;

const SKIPPED = {
  binding: "nft-chain-skipped",
  untracked: "nft-chain-skipped-untracked",
  invalid: "nft-chain-skipped-invalid",
  absent: "nft-chain-skipped-invalid",
} as const;

// The draws of nft are told with what they chose, not as chances that were missed.
function plain(event: EventOf<"rule-hit">): Parameters<Teller<"rule-hit">>[0] {
  return { ...(event as Parameters<Teller<"rule-hit">>[0]), draws: [] };
}

function hitCaption(event: Parameters<Teller<"rule-hit">>[0], telling: Telling): Caption | null {
  const { table, chain, rule, verdict, draws, lookups = [] } = event;
  const text = ruleTextAt(telling, event, table, chain, rule) ?? "";
  const draw = draws.find((one) => one.rule === rule && one.modulus !== undefined);
  const found = lookups.at(-1);
  const key = found === undefined ? "" : keyOf(found.element);
  const place = { rule, chain, key };
  switch (verdict.kind) {
    case "jump":
    case "goto": {
      const { chain: target } = verdict;
      if (draw !== undefined)
        return say("nft-drew-target", { rule, chain, target, ...drawn(draw) });
      if (found === undefined) return null;
      if (!isMap(text)) return say("nft-client-known", { ...place, set: found.set, target });
      const map = found.set;
      const service = serviceOf(telling);
      const because = say("nft-one-look-up", { count: countOf(event, telling, map) });
      return service === null
        ? { ...say("nft-map-jump", { ...place, map, target }), because }
        : { ...say("nft-map-service", { ...place, map, target, service }), because };
    }
    case "accept":
    case "drop":
      return found !== undefined && isMap(text)
        ? say(verdict.kind === "drop" ? "nft-map-drop" : "nft-map-accept", {
            ...place,
            map: found.set,
          })
        : null;
    case "reject":
      return found === undefined
        ? null
        : say("nft-reject-set", { ...place, set: found.set, with: verdict.with });
    case "dnat":
      return draw === undefined
        ? null
        : say("nft-drew-endpoint", {
            rule,
            chain,
            endpoint: endpointText(verdict.to, telling),
            ...drawn(draw),
          });
    case "snat": {
      const { to } = verdict;
      if (found !== undefined) return say("nft-hairpin", { ...place, set: found.set, to });
      return say("nft-masquerade", { rule, chain, condition: readableRule(text).condition, to });
    }
    case "continue":
    case "return":
    case "queue":
      return null;
  }
}

function drawn({ drawn: value, modulus = 1 }: StatisticDraw) {
  return { modulus, value };
}

function isMap(text: string): boolean {
  return / vmap @/.test(text);
}

// `10.96.0.10 . udp . 53` of an element with a comment and a verdict.
function keyOf(element: string): string {
  return element.split(/ comment "| : /)[0] ?? element;
}

function countOf(
  event: { readonly table: string; readonly namespace: string | null },
  { after }: Telling,
  name: string,
): number {
  const tables = after.nftables.find(({ namespace }) => namespace === event.namespace)?.tables;
  const table = tables?.find((one) => `${one.family} ${one.name}` === event.table);
  return table?.sets.find((set) => set.name === name)?.elements.length ?? 0;
}

function serviceOf({ trace, packet }: Telling): string | null {
  if (packet === null) return null;
  const { destination } = packet.headers;
  const service = serviceAt(trace.header, destination, portOf(packet.headers, "destination"));
  return service === undefined ? null : serviceName(service);
}

function endpointText(to: string, { trace }: Telling): string {
  const [, host = to, port = null] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(to) ?? [];
  const address = parseAddress(host);
  return address === null
    ? to
    : partyText(trace.header, address, port === null ? null : Number(port));
}
