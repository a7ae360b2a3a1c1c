import type { Effects } from "../base/effect.js";
import { ednsOf } from "../packet/dns-edns.js";
import type { DnsMessage, Question } from "../packet/dns-message.js";
import { replyTo } from "../packet/dns-reply.js";
import { chooseBlock } from "./choose-block.js";
import type { Listener } from "./choose-block.js";
import { formatKey } from "./corefile/corefile.js";
import type { Corefile } from "./corefile/corefile.js";
import type { DnsNeed } from "./effect.js";
import { fitReply } from "./fit-reply.js";
import { note } from "./note.js";
import type { DnsRequest } from "./request.js";
import { isUnwritten, runChain } from "./run-chain.js";
import type { Link } from "./run-chain.js";
import { setUpBlocks } from "./set-up.js";
import type { DnsWorld } from "./world.js";

export type { DnsRequest } from "./request.js";
export type { DnsWorld } from "./world.js";

/** A running CoreDNS: its server blocks, and all that it remembers between queries. */
export interface DnsServer {
  readonly blocks: readonly DnsBlock[];
  /** The blocks' zones and ports, in the order of the file. */
  readonly listeners: readonly Listener[];
  /** For each block, its plugins at work. */
  readonly chains: readonly (readonly Link[])[];
}

/** A server block as the trace's header lists it: its keys, and the plugins that a query meets, in order. */
export interface DnsBlock {
  readonly keys: readonly string[];
  readonly plugins: readonly { readonly name: string; readonly line: number }[];
}

/** Starts a server; the caller keeps it as long as the process lives, since the cache is in it. */
export function createDnsServer(corefile: Corefile, world: DnsWorld): DnsServer {
  const { chains } = setUpBlocks(corefile.blocks, corefile.files);
  return {
    blocks: corefile.blocks.map(({ keys }, index) => ({
      keys: keys.map(formatKey),
      plugins: (chains[index] ?? []).map(({ plugin, line }) => ({ name: plugin, line })),
    })),
    listeners: corefile.blocks.flatMap(({ keys }, block) => keys.map((key) => ({ ...key, block }))),
    chains: chains.map((parts) =>
      parts.map((part) => {
        const { plugin, line } = part;
        const started = part.start(world);
        const running = typeof started === "function" ? { handler: started, offer: {} } : started;
        return { plugin, line, handler: running.handler, offer: { ...running.offer, plugin } };
      }),
    ),
  };
}

/** Serves one query; null where the server stays silent (coredns core/dnsserver/server.go: ServeDNS). */
export function* serveDns(
  server: DnsServer,
  request: DnsRequest,
): Effects<DnsNeed, DnsMessage | null> {
  const reply = yield* answer(server, request, 0);
  return reply === null ? null : fitReply(request, reply);
}

const DNS_PORT = 53;
// A plugin may ask the server again for a target; more often than this no sound Corefile does.
const DEEPEST_LOOKUP = 16;

function* answer(
  server: DnsServer,
  request: DnsRequest,
  depth: number,
): Effects<DnsNeed, DnsMessage | null> {
  const { query, message } = request;
  const [question] = message.question;
  if (question === undefined) return replyTo(message, "SERVFAIL");
  const edns = ednsOf(message);
  if (edns !== null && edns.version !== 0) return replyTo(message, "BADVERS");
  const isServed = question.class === "IN" || servesOtherClasses(server);
  const chosen = isServed
    ? chooseBlock(server.listeners, question, request.port ?? DNS_PORT)
    : null;
  const links = chosen === null ? [] : (server.chains[chosen.block] ?? []);
  const block = chosen?.block ?? null;
  yield* note({ kind: "block-chosen", query, question, block, zone: chosen?.zone ?? null });
  if (block === null || links.length === 0) return replyTo(message, "REFUSED");
  const lookUp = function* (target: Question): Effects<DnsNeed, DnsMessage | null> {
    if (depth >= DEEPEST_LOOKUP) return null;
    return yield* answer(
      server,
      { ...request, message: { ...message, question: [target] } },
      depth + 1,
    );
  };
  const result = yield* runChain({ block, links, depth, lookUp }, 0, request);
  switch (result.kind) {
    case "written":
      return result.message;
    case "silent":
      return null;
    case "returned":
      return isUnwritten(result.rcode) ? replyTo(message, result.rcode) : null;
  }
}

// With chaos or forward in any block, the question's class is theirs to judge.
function servesOtherClasses({ chains }: DnsServer): boolean {
  return chains.flat().some(({ plugin }) => plugin === "chaos" || plugin === "forward");
}
