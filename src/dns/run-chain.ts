import type { Effects } from "../base/effect.js";
import type { DnsMessage, Question, Rcode } from "../packet/dns-message.js";
import type { Answer, Handler, Visit } from "./chain.js";
import type { DnsNeed } from "./effect.js";
import { note } from "./note.js";
import type { NamedOffer } from "./offer.js";
import type { DnsRequest } from "./request.js";

/** A plugin at its place in a running chain. */
export interface Link {
  readonly plugin: string;
  readonly line: number;
  readonly handler: Handler;
  readonly offer: NamedOffer;
}

/** A chain at work: its block's number and links, and how a plugin asks the whole server. */
export interface Chain {
  readonly block: number;
  readonly links: readonly Link[];
  readonly depth: number;
  readonly lookUp: (question: Question) => Effects<DnsNeed, DnsMessage | null>;
}

/** Walks a chain from one of its links on (coredns plugin/plugin.go: NextOrFailure). */
export function* runChain(
  chain: Chain,
  place: number,
  request: DnsRequest,
): Effects<DnsNeed, Answer> {
  const link = chain.links[place];
  const [question] = request.message.question;
  if (link === undefined || question === undefined) {
    return { kind: "returned", rcode: "SERVFAIL", error: null };
  }
  const { plugin, line, handler } = link;
  const { query } = request;
  yield* note({ kind: "plugin-entered", query, block: chain.block, plugin, line });
  const answered = (rcode: Rcode, message: DnsMessage | null): Effects<DnsNeed, void> =>
    note({ kind: "plugin-answered", query, plugin, line, rcode, message });
  const next = chain.links[place + 1];
  const visit: Visit = {
    request,
    question,
    block: chain.block,
    next: next === undefined ? null : { name: next.plugin },
    offers: chain.links.map(({ offer }) => offer),
    depth: chain.depth,
    *passOn(message = request.message, transport = request.transport) {
      if (next !== undefined) {
        return yield* runChain(chain, place + 1, { ...request, message, transport });
      }
      yield* answered("SERVFAIL", null);
      const error = `plugin/${plugin}: no next plugin found`;
      return { kind: "returned", rcode: "SERVFAIL", error };
    },
    *write(message) {
      yield* answered(message.rcode, message);
      return { kind: "written", message };
    },
    *fail(rcode, error) {
      yield* answered(rcode, null);
      return { kind: "returned", rcode, error };
    },
    metadata: (label) => request.metadata?.get(label)?.() ?? null,
    setMetadata: (label, value) => request.metadata?.set(label, value),
    act: (action) => note({ kind: "plugin-acted", query, plugin, line, action }),
    lookUp: chain.lookUp,
  };
  return yield* handler(visit);
}

/** Whether a returned code means that nothing has been written yet (coredns plugin/plugin.go: ClientWrite). */
export function isUnwritten(rcode: Rcode): boolean {
  return UNWRITTEN.includes(rcode);
}

const UNWRITTEN: readonly Rcode[] = ["SERVFAIL", "REFUSED", "FORMERR", "NOTIMP"];
