import type { NetfilterEvent, StatisticDraw } from "../../trace/event/netfilter-event.js";
import type { TraceEvent } from "../../trace/event/event.js";
import { hostPart, partyText, portOf, serviceAt, serviceName } from "../naming.js";
import { readableRule } from "../rule-text.js";
import { markText, ruleTextAt, say } from "./context.js";
import { drawParameters } from "./draw.js";
import type { Caption, Teller, Tellers, Telling } from "./context.js";
import { parseAddress } from "../../base/address.js";

type RuleKind = Exclude<
  NetfilterEvent["kind"],
  `connection-${string}` | "packet-translated" | "set-updated"
>;

/** What is said about hooks, tables and rules. */
export const NETFILTER: Tellers<RuleKind> = {
  "hook-entered": ({ hook }, { host }) => say("hook-entered", { host, hook }),
  "hook-left": ({ hook, verdict }, { host }) => {
    if (verdict === "accept") return say("hook-left", { host, hook });
    return verdict === "stolen"
      ? say("hook-stolen", { host, hook })
      : say("hook-stopped", { host, hook, verdict });
  },
  "table-entered": ({ hook, table }, { host }) => say("table-entered", { host, hook, table }),
  "table-left": (event, telling) => tableLeftCaption(event, telling),
  "table-skipped": ({ hook, table, reason }, { host }) => {
    switch (reason) {
      case "binding":
        return say("skipped-binding", { hook, table });
      case "untracked":
        return say("skipped-untracked", { hook, table });
      case "invalid":
        return say("skipped-invalid", { hook, table });
      case "absent":
        return say("skipped-absent", { host, hook, table });
    }
  },
  "rule-hit": (event, telling) => {
    const because = drawCaption(event.draws, event.rule);
    const hit = hitCaption(event, telling);
    const isAlways = hit.parameters["condition"] === "";
    const caption = isAlways ? { ...hit, parts: { condition: say("no-condition") } } : hit;
    return because === null ? caption : { ...caption, because };
  },
  "chain-left": (event, telling) => chainLeftCaption(event, telling),
  "packet-marked": ({ mark }, telling) => {
    const { before, packet, host } = telling;
    const old = packet === null ? 0 : (before.packets[packet.id]?.mark ?? 0);
    const chain = packet?.pass?.walk?.chains[packet.pass.walk.shown]?.chain;
    // Only the chain's own name says what a set bit is for.
    if (chain?.endsWith("MARK-MASQ") === true && (mark & ~old) !== 0) {
      return say("marked-for-masquerade", { chain, mark: markText(mark), host });
    }
    return mark === 0
      ? say("mark-cleared", { before: markText(old) })
      : say("mark-changed", { before: markText(old), mark: markText(mark) });
  },
  "ttl-set": ({ ttl }, { host }) => say("ttl-set", { host, ttl }),
  "segment-size-set": ({ maximumSegment: bytes }, { host }) =>
    say("segment-size-set", { host, bytes }),
};

const tableLeftCaption: Teller<"table-left"> = (event, telling) => {
  const { table, hook, verdict, byPolicy, visited } = event;
  const walk = telling.packet?.pass?.walk;
  const chain = walk?.chains[walk.shown];
  const policy = verdict.toUpperCase();
  if (byPolicy && visited === 0) return say("table-empty", { table, hook, policy });
  if (byPolicy) return say("table-by-policy", { table, hook, visited, policy });
  const hit = chain?.hits.at(-1);
  if (walk?.table !== table || chain === undefined || hit === undefined) {
    return say("table-left", { table, hook, verdict });
  }
  const text = ruleTextAt(telling, event, table, chain.chain, hit.rule);
  const action = text === null ? verdict : readableRule(text).target;
  return say("table-by-rule", { table, hook, rule: hit.rule, chain: chain.chain, action });
};

const hitCaption: Teller<"rule-hit"> = (event, telling) => {
  const { table, chain, rule, verdict } = event;
  const text = ruleTextAt(telling, event, table, chain, rule);
  const { condition, target } = readableRule(text ?? "");
  const always = condition === "";
  const parameters = { rule, chain, condition };
  switch (verdict.kind) {
    case "jump":
    case "goto": {
      if (always) return say("hit-jump-always", { rule, chain, target: verdict.chain });
      const service = serviceIn(condition, telling);
      return service === null
        ? say("hit-jump", { ...parameters, target: verdict.chain })
        : say("hit-service", { ...parameters, target: verdict.chain, service });
    }
    case "accept":
      return say("hit-accept", parameters);
    case "drop":
      return say("hit-drop", parameters);
    case "reject":
      return say("hit-reject", { ...parameters, with: verdict.with });
    case "return": {
      const caller = callerOf(event, telling);
      return caller === null
        ? say("hit-return-end", parameters)
        : say("hit-return", { ...parameters, caller });
    }
    case "continue":
      return say("hit-continue", { rule, chain, action: target === "" ? "–" : target });
    case "queue":
      return say(verdict.bypass ? "hit-queue-bypass" : "hit-queue", parameters);
    case "dnat":
      return say("hit-dnat", { rule, chain, endpoint: endpointText(verdict.to, telling) });
    case "snat":
      return say("hit-snat", { rule, chain, to: verdict.to });
  }
};

const chainLeftCaption: Teller<"chain-left"> = (event, telling) => {
  const { table, chain, by } = event;
  const caller = callerOf(event, telling);
  if (by === "return") {
    return caller === null
      ? say("chain-returned-built-in", { chain })
      : say("chain-returned", { chain, caller });
  }
  const walked = walkedChain(event, telling);
  const isEmpty = walked !== undefined && walked.tried === 0;
  if (caller === null) {
    return isEmpty
      ? say("chain-empty-built-in", { chain, table })
      : say("chain-ended-built-in", { chain });
  }
  return say(isEmpty ? "chain-empty" : "chain-ended", { chain, caller });
};

function drawCaption(draws: readonly StatisticDraw[], rule: number): Caption | null {
  const own = draws.find((draw) => draw.rule === rule);
  if (own !== undefined) return say("drew-and-matched", drawParameters(own));
  const last = draws.at(-1);
  if (last === undefined) return null;
  const parameters = { drew: last.rule, ...drawParameters(last) };
  return draws.length === 1
    ? say("drew-before", parameters)
    : say("drew-before-often", { ...parameters, count: draws.length });
}

// A rule that asks for the packet's destination, and that destination is a Service: the rule is about that Service.
function serviceIn(condition: string, { trace, packet }: Telling): string | null {
  const destination = packet?.headers.destination;
  if (packet === null || destination === undefined) return null;
  const asked = /(?:^|[^!] )-d (\S+)/.exec(condition)?.[1];
  if (asked === undefined || hostPart(asked) !== destination) return null;
  const service = serviceAt(trace.header, destination, portOf(packet.headers, "destination"));
  return service === undefined ? null : serviceName(service);
}

// Where a walk goes on after this chain: the chain that jumped there, through gotos.
function callerOf(event: TraceEvent & { readonly chain: string }, telling: Telling): string | null {
  const walk = telling.packet?.pass?.walk;
  const walked = walkedChain(event, telling);
  if (walk === null || walk === undefined || walked === undefined) return null;
  const place = walk.chains.indexOf(walked);
  const open = walk.stack.filter((index) => index < place);
  const caller = open.at(-1);
  return caller === undefined ? null : (walk.chains[caller]?.chain ?? null);
}

function walkedChain(event: { readonly chain: string }, { packet }: Telling) {
  return packet?.pass?.walk?.chains.findLast(({ chain }) => chain === event.chain);
}

function endpointText(to: string, { trace }: Telling): string {
  const [, host = to, port = null] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(to) ?? [];
  const address = parseAddress(host);
  return address === null
    ? to
    : partyText(trace.header, address, port === null ? null : Number(port));
}
