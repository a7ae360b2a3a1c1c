import type { Effects } from "../base/effect.js";
import { ednsOf } from "../packet/dns-edns.js";
import type { DnsMessage, Question, Rcode } from "../packet/dns-message.js";
import { replyTo } from "../packet/dns-reply.js";
import { chooseBlock } from "./choose-block.js";
import type { Choosable, Listener } from "./choose-block.js";
import { formatBoundKey } from "./corefile/corefile.js";
import type { Corefile, ServerBlock } from "./corefile/corefile.js";
import type { DnsNeed } from "./effect.js";
import { fitReply } from "./fit-reply.js";
import { note } from "./note.js";
import type { DnsRequest } from "./request.js";
import { isUnwritten, runChain } from "./run-chain.js";
import type { Link } from "./run-chain.js";
import { stopAt } from "./not-simulated.js";
import { setUpBlocks } from "./set-up.js";
import type { SetUpBlock } from "./set-up.js";
import { DEFAULT_STREAM_LIMITS } from "./stream-limits.js";
import type { StreamLimits } from "./stream-limits.js";
import type { DnsWorld } from "./world.js";

export type { DnsRequest } from "./request.js";
export type { DnsWorld } from "./world.js";

/** A running CoreDNS: its server blocks, and all that it remembers between queries. */
export interface DnsServer {
  readonly blocks: readonly DnsBlock[];
  /** The blocks' zones, addresses and ports, in the order of the file. */
  readonly listeners: readonly Listener[];
  /** For each block, its plugins at work. */
  readonly running: readonly RunningBlock[];
  /** The number that the trace gives to the first block, where those of other servers come before. */
  readonly firstBlock: number;
}

/** A server block at work. */
export interface RunningBlock extends Choosable {
  readonly links: readonly Link[];
  readonly limits: Partial<StreamLimits>;
}

/** A server block as the trace's header lists it: its keys, and the plugins that a query meets, in order. */
export interface DnsBlock {
  readonly keys: readonly string[];
  readonly plugins: readonly { readonly name: string; readonly line: number }[];
  /** Whether the Corefile has them in another order; absent where it has not. */
  readonly reordered?: boolean;
}

/** Starts a server; the caller keeps it as long as the process lives, since the cache is in it. */
export function createDnsServer(corefile: Corefile, world: DnsWorld, firstBlock = 0): DnsServer {
  const setUp = setUpBlocks(corefile).blocks;
  return {
    blocks: corefile.blocks.map((block, index) => describeBlock(block, setUp[index])),
    listeners: corefile.blocks.flatMap(({ keys }, block) =>
      keys.flatMap((key) =>
        (setUp[block]?.settings.listenAt ?? [null]).map((address) => ({ ...key, block, address })),
      ),
    ),
    running: setUp.map((block) => startBlock(block, world)),
    firstBlock,
  };
}

function describeBlock({ keys, directives }: ServerBlock, setUp?: SetUpBlock): DnsBlock {
  const chain = setUp?.chain ?? [];
  const addresses = setUp?.settings.listenAt ?? [""];
  const plugins = chain.map(({ plugin, line }) => ({ name: plugin, line }));
  const names = new Set(chain.map(({ plugin }) => plugin));
  const written = directives.map(({ name }) => name).filter((name) => names.has(name));
  const isReordered = [...names].some((name, index) => written[index] !== name);
  const bound = keys.flatMap((key) => addresses.map((at) => formatBoundKey(key, at)));
  return { keys: bound, plugins, ...(isReordered ? { reordered: true } : {}) };
}

function startBlock({ chain, settings }: SetUpBlock, world: DnsWorld): RunningBlock {
  const links = chain.map((part): Link => {
    const { plugin, line } = part;
    const started = part.start(world);
    const running = typeof started === "function" ? { handler: started, offer: {} } : started;
    return { plugin, line, handler: running.handler, offer: { ...running.offer, plugin } };
  });
  const offers = links.map(({ offer }) => offer);
  const zones = offers.find(({ gathersFor }) => gathersFor !== undefined)?.gathersFor;
  // Of several places of one plugin, the first speaks for it.
  const providers = offers
    .filter((offer, index) => offers.findIndex(({ plugin }) => plugin === offer.plugin) === index)
    .flatMap(({ metadata }) => metadata ?? []);
  const collector = zones === undefined ? null : { zones, providers };
  const { view: own } = settings;
  const view = own === null ? null : { ...own, passes: own.start(world) };
  return { links, view, collector, answers: links.length > 0, limits: settings.limits };
}

/** The sockets that a server opens for plain DNS, each once; a null address for one that hears all. */
export function socketsOf({ listeners, running }: DnsServer): readonly Socket[] {
  const found = new Map<string, Socket>();
  for (const { transport, address, port, block } of listeners) {
    if (transport !== "dns") continue;
    const key = `${address ?? ""} ${port}`;
    // Of several blocks at one socket, the last that says something of its connections is heard.
    const limits = {
      ...(found.get(key)?.limits ?? DEFAULT_STREAM_LIMITS),
      ...running[block]?.limits,
    };
    found.set(key, { address, port: Number(port), limits });
  }
  return [...found.values()];
}

/** Where a server hears queries. */
export interface Socket {
  readonly address: string | null;
  readonly port: number;
  /** What holds for connections to it. */
  readonly limits: StreamLimits;
}

/** Serves one query; null where the server stays silent (coredns core/dnsserver/server.go: ServeDNS). */
export function* serveDns(
  server: DnsServer,
  request: DnsRequest,
): Effects<DnsNeed, DnsMessage | null> {
  const { reply, message } = yield* answer(server, request, 0);
  return reply === null ? null : fitReply({ ...request, message }, reply, returnedOptions(server));
}

const DNS_PORT = 53;
// A plugin may ask the server again for a target; more often than this no sound Corefile does.
const DEEPEST_LOOKUP = 16;

/** A reply, null where the server stays silent, and the query as the plugins left it. */
interface Served {
  readonly reply: DnsMessage | null;
  readonly message: DnsMessage;
}

function* answer(server: DnsServer, request: DnsRequest, depth: number): Effects<DnsNeed, Served> {
  const { query, message } = request;
  const [question] = message.question;
  const plain = (rcode: Rcode): Served => ({ reply: replyTo(message, rcode), message });
  if (question === undefined) return plain("SERVFAIL");
  const port = request.port ?? DNS_PORT;
  const address = request.address ?? null;
  const heard = server.listeners.filter(
    (one) => one.transport === "dns" && Number(one.port) === port && one.address === address,
  );
  // Nothing listens there.
  if (heard.length === 0) return { reply: null, message };
  const isServed = question.class === "IN" || servesOtherClasses(server, heard);
  const edns = ednsOf(message);
  if (isServed && edns !== null && edns.version !== 0) return plain("BADVERS");
  const choice = isServed ? chooseBlock(heard, server.running, request) : REFUSED;
  const { declined } = choice;
  const passed = declined.length === 0 ? {} : { declined };
  if (choice.kind === "refused") {
    yield* note({ kind: "block-chosen", query, question, block: null, zone: null, ...passed });
    return plain("REFUSED");
  }
  const { zone } = choice.listener;
  const running = server.running[choice.listener.block];
  const block = server.firstBlock + choice.listener.block;
  const viewed = running?.view ? { view: running.view.name } : {};
  yield* note({ kind: "block-chosen", query, question, block, zone, ...viewed, ...passed });
  const stop: Link = {
    plugin: "view",
    line: running?.view?.line ?? 0,
    handler: stopAt("view"),
    offer: { plugin: "view" },
  };
  const links = choice.kind === "unknown" ? [stop] : (running?.links ?? []);
  const chosen = choice.kind === "unknown" ? request : choice.request;
  const lookUp = function* (target: Question): Effects<DnsNeed, DnsMessage | null> {
    if (depth >= DEEPEST_LOOKUP) return null;
    const asked = { ...chosen, message: { ...message, question: [target] } };
    return (yield* answer(server, asked, depth + 1)).reply;
  };
  const result = yield* runChain({ block, links, depth, lookUp }, 0, chosen);
  const left = result.query ?? message;
  switch (result.kind) {
    case "written":
      return { reply: result.message, message: left };
    case "silent":
      return { reply: null, message: left };
    case "returned": {
      const reply = isUnwritten(result.rcode) ? replyTo(left, result.rcode) : null;
      return { reply, message: left };
    }
  }
}

// CoreDNS keeps them for the whole process.
function returnedOptions({ running }: DnsServer): readonly number[] {
  return running.flatMap(({ links }) => links.flatMap(({ offer }) => offer.returnedOptions ?? []));
}

const REFUSED = { kind: "refused", declined: [] } as const;

// With chaos or forward in any block of a socket, the question's class is theirs to judge.
function servesOtherClasses({ running }: DnsServer, heard: readonly Listener[]): boolean {
  const blocks = new Set(heard.map(({ block }) => block));
  return [...blocks].some((block) =>
    running[block]?.links.some(({ plugin }) => plugin === "chaos" || plugin === "forward"),
  );
}
