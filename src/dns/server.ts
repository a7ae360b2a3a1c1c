import type { Effects } from "../base/effect.js";
import type { DnsMessage } from "../packet/dns-message.js";
import type { Corefile } from "./corefile/corefile.js";
import type { DnsNeed } from "./effect.js";
import type { DnsRequest } from "./request.js";
import type { DnsWorld } from "./world.js";

export type { DnsRequest } from "./request.js";
export type { DnsWorld } from "./world.js";

/** A running CoreDNS: its server blocks, and all that it remembers between queries. */
export interface DnsServer {
  readonly blocks: readonly DnsBlock[];
}

/** A server block as the trace's header lists it: its keys, and the plugins that a query meets, in order. */
export interface DnsBlock {
  readonly keys: readonly string[];
  readonly plugins: readonly { readonly name: string; readonly line: number }[];
}

/** Starts a server; the caller keeps it as long as the process lives, since the cache is in it. */
export function createDnsServer(corefile: Corefile, world: DnsWorld): DnsServer {
  void world;
  return { blocks: corefile.blocks.map(() => ({ keys: [], plugins: [] })) };
}

/** Serves one query; null where the server stays silent. */
// eslint-disable-next-line require-yield
export function* serveDns(
  server: DnsServer,
  request: DnsRequest,
): Effects<DnsNeed, DnsMessage | null> {
  void server;
  void request;
  return null;
}
