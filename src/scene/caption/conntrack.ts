import type { NetfilterEvent } from "../../trace/event/netfilter-event.js";
import type { ConnectionId, NamespaceId } from "../../trace/id.js";
import {
  ownerOf,
  nameOf,
  partyText,
  portOf,
  serviceAt,
  serviceName,
  tupleEnd,
  tupleText,
} from "../naming.js";
import type { ConnectionEntry, RemovalReason } from "../../trace/event/netfilter-event.js";
import { readableRule } from "../rule-text.js";
import { endsOf, markText, ruleTextAt, say } from "./context.js";
import { drawParameters } from "./draw.js";
import type { CaptionCode } from "../../message/caption/en.js";
import type { Caption, Teller, Tellers, Telling } from "./context.js";

type ConntrackKind = Extract<NetfilterEvent["kind"], `connection-${string}` | "packet-translated">;

/** What is said about connections and the translations that they are bound to. */
export const CONNTRACK: Tellers<ConntrackKind> = {
  "connection-looked-up": (event, telling) => {
    const { host } = telling;
    const original = event.original === null ? "?" : tupleText(event.original);
    switch (event.state) {
      case "NEW": {
        // An entry that was begun for this packet a moment ago is not what conntrack knew before.
        const isKnown = entryAt(telling, event.namespace, event.connection)?.confirmed === true;
        return isKnown
          ? say("connection-unanswered", { host, tuple: original })
          : say("connection-new", { host, tuple: original });
      }
      case "ESTABLISHED":
        return event.direction === "reply"
          ? say("connection-known-reply", { host, state: event.state, original })
          : say("connection-known-original", { host, state: event.state });
      case "RELATED":
        return say("connection-related", { host, original });
      case "INVALID":
        return say("connection-invalid", { host });
      case "UNTRACKED":
        return say("connection-untracked", { host });
    }
  },
  "connection-created": ({ entry, beside }, { host }) =>
    say(beside === undefined ? "connection-created" : "connection-created-beside", {
      host,
      tuple: tupleText(entry.original),
    }),
  "connection-confirmed": ({ entry }, { host }) =>
    say("connection-confirmed", { host, ...answersOf(entry) }),
  "connection-updated": ({ namespace, connection, entry }, telling) => {
    const { host } = telling;
    const tuple = tupleText(entry.original);
    const earlier =
      namespace === null ? undefined : telling.before.connections[namespace]?.[connection];
    if (entry.protocolState !== null && earlier?.protocolState !== entry.protocolState) {
      return say("connection-updated", { host, tuple, state: entry.protocolState });
    }
    if (earlier !== undefined && tupleText(earlier.reply) !== tupleText(entry.reply)) {
      return say("connection-bound", { host, tuple, ...answersOf(entry) });
    }
    const isAnswered = entry.seenReply && earlier?.seenReply !== true;
    return say(isAnswered ? "connection-answered" : "connection-refreshed", { host, tuple });
  },
  "connection-expired": ({ namespace, connection, reason }, telling) => {
    const entry = entryAt(telling, namespace, connection);
    const tuple = entry === undefined ? `#${connection}` : tupleText(entry.original);
    return say(REMOVED[reason], { host: telling.host, tuple });
  },
  "packet-translated": (event, telling) => translatedCaption(event, telling),
};

const REMOVED = {
  expired: "connection-expired",
  "not-confirmed": "connection-not-confirmed",
  reset: "connection-refused",
  reopened: "connection-reopened",
  deleted: "connection-deleted",
  flushed: "connection-flushed",
  evicted: "connection-evicted",
  clash: "connection-clash",
  "stale-endpoint": "connection-stale",
} as const satisfies Readonly<Record<RemovalReason, CaptionCode>>;

function answersOf({ reply }: ConnectionEntry): {
  readonly replySource: string;
  readonly replyDestination: string;
} {
  return {
    replySource: tupleEnd(reply, "source"),
    replyDestination: tupleEnd(reply, "destination"),
  };
}

const translatedCaption: Teller<"packet-translated"> = (event, telling) => {
  const { host } = telling;
  const [before, after] = [endsOf(event.before), endsOf(event.headers)];
  const source = { host, old: before.source, new: after.source };
  const destination = { host, old: before.destination, new: after.destination };
  switch (event.translation) {
    case "dnat":
      return dnatCaption(event, telling);
    case "snat":
      return withReason(say("translated-snat", source), snatReason(event, telling));
    case "un-dnat":
      return say("translated-un-dnat", source);
    case "un-snat":
      return say("translated-un-snat", destination);
    case "dnat-again":
      return say("translated-dnat-again", destination);
    case "snat-again":
      return say("translated-snat-again", source);
  }
};

const dnatCaption: Teller<"packet-translated"> = ({ before, headers }, telling) => {
  const { host, trace } = telling;
  const { header } = trace;
  const service = serviceAt(header, before.destination, portOf(before, "destination"));
  const owner = ownerOf(header, headers.destination);
  const node = owner?.node ?? null;
  const parameters = {
    host,
    old: endsOf(before).destination,
    endpoint: partyText(header, headers.destination, portOf(headers, "destination")),
    ...(service === undefined ? {} : { service: serviceName(service) }),
    ...(node === null ? {} : { node: nameOf(header, node) }),
  };
  const plain = node === null ? "translated-dnat" : "translated-dnat-on";
  const named = node === null ? "translated-dnat-service" : "translated-dnat-service-on";
  return withReason(say(service === undefined ? plain : named, parameters), choiceOf(telling));
};

// The draw that decided is in the chain that the walk left for the endpoint's chain.
function choiceOf({ packet }: Telling): Caption | null {
  const chosen = packet?.pass?.walk?.chains.findLast(({ draws }) => draws.length > 0);
  const rule = chosen?.hits.at(-1)?.rule;
  if (chosen === undefined || rule === undefined) return null;
  const { chain, draws } = chosen;
  const number = draws.findLast((draw) => draw.rule === rule && draw.modulus !== undefined);
  if (number !== undefined) {
    const { drawn: value, modulus = 1 } = number;
    return say("nft-chosen-by-draw", { rule, chain, value, modulus });
  }
  const own = draws.findLast((draw) => draw.rule === rule && draw.drawn < draw.probability);
  if (own !== undefined) return say("chosen-by-draw", { rule, chain, ...drawParameters(own) });
  const last = draws.at(-1);
  if (last === undefined) return null;
  const parameters = { rule, chain, drew: last.rule, ...drawParameters(last) };
  return draws.length === 1
    ? say("chosen-after-draw", parameters)
    : say("chosen-after-draws", { ...parameters, count: draws.length });
}

const snatReason = (
  event: Parameters<Teller<"packet-translated">>[0],
  telling: Telling,
): Caption | null => {
  const walk = telling.packet?.pass?.walk;
  const chain = walk?.chains[walk.shown];
  const hit = chain?.hits.at(-1);
  if (walk === undefined || walk === null || chain === undefined || hit === undefined) return null;
  if (walk.table !== "nat" || hit.verdict.kind !== "snat") return null;
  const text = ruleTextAt(telling, event, walk.table, chain.chain, hit.rule);
  const rule = text === null ? null : readableRule(text);
  // A rule without a condition says in its comment what it is for.
  const condition = rule === null || rule.condition !== "" ? rule?.condition : rule.comment;
  const parameters = { rule: hit.rule, chain: chain.chain };
  if (walk.context.mark !== 0 && chain.hits.some(({ mark }) => mark !== chain.lastMark)) {
    return say("because-mark", { ...parameters, mark: markText(walk.context.mark) });
  }
  return condition === undefined || condition === null || condition === ""
    ? say("because-rule-always", parameters)
    : say("because-rule", { ...parameters, condition });
};

function withReason(caption: Caption, because: Caption | null): Caption {
  return because === null ? caption : { ...caption, because };
}

function entryAt(
  { before, after }: Telling,
  namespace: NamespaceId | null,
  connection: ConnectionId | null,
): ConnectionEntry | undefined {
  if (namespace === null || connection === null) return undefined;
  return before.connections[namespace]?.[connection] ?? after.connections[namespace]?.[connection];
}
