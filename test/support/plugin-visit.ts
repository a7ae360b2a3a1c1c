import { address } from "../../src/base/address.js";
import type { Address } from "../../src/base/address.js";
import type { Answer, Handler } from "../../src/dns/chain.js";
import type { Offer } from "../../src/dns/offer.js";
import { runChain } from "../../src/dns/run-chain.js";
import type { Link } from "../../src/dns/run-chain.js";
import type { DnsMessage, Question } from "../../src/packet/dns-message.js";
import { replyTo } from "../../src/packet/dns-reply.js";
import { queryId } from "../../src/trace/id.js";
import { createDnsRunner } from "./dns-run.js";
import type { DnsRunner } from "./dns-run.js";

/** What stands around a plugin that is tried alone. */
export interface Surroundings {
  readonly runner?: DnsRunner;
  readonly client?: Address;
  readonly clientPort?: number;
  readonly transport?: "udp" | "tcp";
  /** The plugin behind it; none where it is left out. */
  readonly next?: Handler;
  /** That plugin's name; `next` where it is left out. */
  readonly nextName?: string;
  /** What that plugin lets the tried one use. */
  readonly offer?: Offer;
  /** What other plugins said of the query in advance. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** What the whole server answers where the plugin asks it; SERVFAIL where it is left out. */
  readonly lookUp?: (question: Question) => DnsMessage | null;
}

/** Lets one plugin answer a query. */
export function visitPlugin(
  handler: Handler,
  message: DnsMessage,
  around: Surroundings = {},
): Answer {
  const {
    runner = createDnsRunner(() => "silence"),
    next,
    nextName = "next",
    offer = {},
    metadata = {},
    lookUp,
  } = around;
  const tried: Link = { plugin: "tried", line: 1, handler, offer: { plugin: "tried" } };
  const links =
    next === undefined
      ? [tried]
      : [
          tried,
          { plugin: nextName, line: 2, handler: next, offer: { ...offer, plugin: nextName } },
        ];
  const chain = {
    block: 0,
    links,
    depth: 0,
    *lookUp(question: Question) {
      const asked = { ...message, question: [question] };
      return lookUp === undefined ? replyTo(asked, "SERVFAIL") : lookUp(question);
    },
  };
  const request = {
    query: queryId(0),
    message,
    client: around.client ?? address("10.240.0.1"),
    clientPort: around.clientPort ?? 0,
    address: address("127.0.0.1"),
    metadata: new Map(Object.entries(metadata).map(([label, value]) => [label, () => value])),
    transport: around.transport ?? ("udp" as const),
  };
  return runner.run(runChain(chain, 0, request));
}
