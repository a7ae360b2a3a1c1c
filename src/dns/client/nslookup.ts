import type { Effects } from "../../base/effect.js";
import type { Address } from "../../base/address.js";
import { parseAddress } from "../../base/address.js";
import type { DnsClientOptions } from "../../cluster/dns-client.js";
import type { DnsMessage, RecordType } from "../../packet/dns-message.js";
import { createQuery } from "../../packet/dns-reply.js";
import type { QueryId } from "../../trace/id.js";
import type { DnsNeed } from "../effect.js";
import { reverseName } from "../../packet/reverse-name.js";
import { readResolverOptions } from "../resolver/option.js";
import { readResolvConf } from "../resolver/resolv-conf-file.js";
import type { LookUpPlan } from "./look-up.js";
import { nslookupAnswer, nslookupServer } from "./print-nslookup.js";
import { searchList, searchNames } from "./search.js";
import type { Searched } from "./search.js";

/** A run of nslookup. */
export interface NslookupRequest {
  /** A name, or an address whose name is asked for. */
  readonly name: string;
  /** Null for addresses of both families. */
  readonly type: RecordType | null;
  readonly options: DnsClientOptions;
  /** The text of `/etc/resolv.conf`. */
  readonly resolvConf: string;
  nextQuery(): QueryId;
  nextId(): number;
}

/** What it printed, and the decisive reply; null where nobody replied. */
export interface NslookupResult {
  readonly output: string;
  readonly reply: DnsMessage | null;
  /** The server that was asked last. */
  readonly server: Address | null;
}

const USUAL_SECONDS = 5;
const USUAL_TRIES = 3;

/** Asks as bind-utils' nslookup does: for A through the search list, then for AAAA of the name that was found (BIND 9.18 bin/dig/nslookup.c). */
export function* nslookup(request: NslookupRequest): Effects<DnsNeed, NslookupResult> {
  const { options } = request;
  const conf = readResolvConf(request.resolvConf);
  const { ndots } = readResolverOptions(conf.options);
  const address = request.type === null ? parseAddress(request.name) : null;
  const name = address === null ? request.name : reverseName(address);
  const isDefault = request.type === null;
  const type = address === null ? (request.type ?? "A") : "PTR";
  const plan: LookUpPlan = {
    servers: options.server === null ? conf.servers.slice(0, 3) : [options.server],
    port: options.port,
    timeoutMicroseconds: 1e6 * (options.timeout ?? USUAL_SECONDS),
    tries: options.tries ?? USUAL_TRIES,
    tcp: options.tcp ?? type === "ANY",
    ignoreTruncation: false,
    goesOn: true,
    createAsking: (question) => {
      const plain = createQuery(request.nextId(), question);
      const message = { ...plain, flags: { ...plain.flags, rd: options.recurse } };
      return { query: request.nextQuery(), question, message };
    },
  };
  // The names of addresses are absolute.
  const list = searchList(name, type === "PTR" ? { ...options, search: false } : options, {
    conf,
    ndots,
  });
  const first = yield* searchNames(plan, list, { type, class: "IN" });
  const lines = [...first.told];
  if (first.reply === null) return ended([...lines, ";; no servers could be reached"], first);
  if (!isDefault || type === "A") lines.push(...nslookupServer(first.reply));
  const more = isDefault && type === "A" && first.reply.message.rcode === "NOERROR";
  if (!more) {
    lines.push(...nslookupAnswer(first, { name, isDefault, isSecond: false }));
    return ended(lines, first);
  }
  // What had to be asked over TCP goes on over TCP.
  const tcp = first.reply.transport === "tcp";
  const found = { ...list, names: [first.name] };
  const second = yield* searchNames({ ...plan, tcp }, found, { type: "AAAA", class: "IN" });
  lines.push(...nslookupAnswer(first, { name, isDefault, isSecond: false, other: second }));
  lines.push(...second.told);
  if (second.reply !== null) {
    lines.push(...nslookupAnswer(second, { name, isDefault, isSecond: true, other: first }));
  }
  // One family's address is an answer.
  const hasFirst = first.reply.message.answer.length > 0;
  return ended(lines, hasFirst || second.reply === null ? first : second);
}

function ended(lines: readonly string[], { reply }: Searched): NslookupResult {
  return {
    output: [...lines, ""].map((line) => `${line}\n`).join(""),
    reply: reply?.message ?? null,
    server: reply?.server ?? null,
  };
}
