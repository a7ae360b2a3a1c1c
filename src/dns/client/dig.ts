import type { Effects } from "../../base/effect.js";
import type { DigOptions } from "../../cluster/dns-client.js";
import { optRecord } from "../../packet/dns-edns.js";
import type { DnsMessage, Question, RecordClass, RecordType } from "../../packet/dns-message.js";
import { createQuery } from "../../packet/dns-reply.js";
import { EDNS_CODES } from "../../packet/edns-option.js";
import type { EdnsOption } from "../../packet/edns-option.js";
import type { QueryId } from "../../trace/id.js";
import { ask } from "../ask.js";
import type { DnsNeed } from "../effect.js";
import { readResolverOptions } from "../resolver/option.js";
import { readResolvConf } from "../resolver/resolv-conf-file.js";
import type { LookUpPlan } from "./look-up.js";
import { searchList, searchNames } from "./search.js";
import type { Searched } from "./search.js";

/** A run of dig. */
export interface DigRequest {
  readonly name: string;
  readonly type: RecordType;
  readonly class: RecordClass;
  readonly options: DigOptions;
  /** The text of `/etc/resolv.conf`. */
  readonly resolvConf: string;
  /** Gives out the trace's next query id. */
  nextQuery(): QueryId;
  /** Gives out the DNS id of the next message (16 bits). */
  nextId(): number;
}

/** What dig came to, and when. */
export interface DigResult extends Searched {
  /** Virtual microseconds. */
  readonly endedAt: number;
  /** Whether there was no name to search on with after the only one, which did not exist: dig tells its statistics twice then. */
  readonly isSearchOver: boolean;
}

const USUAL_SECONDS = 5;
const USUAL_TRIES = 3;

/** Asks one question as dig does: each server three times, five seconds each, and the search list only where it is asked to. */
export function* dig(request: DigRequest): Effects<DnsNeed, DigResult> {
  const { options, type } = request;
  const conf = readResolvConf(request.resolvConf);
  const said = readResolverOptions(conf.options);
  const cookie = options.edns && options.cookie ? yield* drawCookie() : null;
  const plan: LookUpPlan = {
    servers: options.server === null ? conf.servers.slice(0, 3) : [options.server],
    port: options.port,
    timeoutMicroseconds:
      1e6 *
      Math.max(
        1,
        options.timeout ?? (hasOption(conf.options, "timeout") ? said.timeout : USUAL_SECONDS),
      ),
    tries: Math.max(
      1,
      options.tries ?? (hasOption(conf.options, "attempts") ? said.attempts : USUAL_TRIES),
    ),
    tcp: options.tcp ?? type === "ANY",
    ignoreTruncation: options.ignoreTruncation,
    goesOn: false,
    createAsking: (question) => {
      const message = createMessage(request.nextId(), question, { options, cookie });
      return { query: request.nextQuery(), question, message };
    },
  };
  const list = searchList(request.name, options, { conf, ndots: options.ndots ?? said.ndots });
  const searched = yield* searchNames(plan, list, { type, class: request.class });
  const isMissing = searched.reply?.message.rcode === "NXDOMAIN";
  const isSearchOver = options.search && list.names.length === 1 && isMissing;
  return { ...searched, isSearchOver, endedAt: yield* ask({ kind: "now" }) };
}

function hasOption(options: readonly string[], name: string): boolean {
  return options.some((option) => option.startsWith(`${name}:`));
}

// A client's cookie (RFC 7873): eight bytes, the same for every server and try.
function* drawCookie(): Effects<DnsNeed, string> {
  let text = "";
  for (let half = 0; half < 2; half++) {
    const number = yield* ask({ kind: "draw", bound: 0x1_0000_0000 });
    text += number.toString(16).padStart(8, "0");
  }
  return text;
}

function createMessage(
  id: number,
  question: Question,
  { options, cookie }: { readonly options: DigOptions; readonly cookie: string | null },
): DnsMessage {
  const plain = createQuery(id, question);
  const { recurse: rd, authenticData: ad, authoritative: aa, checkingDisabled: cd } = options;
  const written: readonly EdnsOption[] = [
    ...(options.nsid ? [{ code: EDNS_CODES.nsid, data: "" }] : []),
    ...(cookie === null ? [] : [{ code: EDNS_CODES.cookie, data: cookie }]),
  ];
  const { bufferSize: size, dnssec: dnssecOk } = options;
  const opt = optRecord({ size, version: 0, dnssecOk, options: written });
  return {
    ...plain,
    flags: { ...plain.flags, rd, ad, aa, cd },
    additional: options.edns ? [opt] : [],
  };
}
