import type { Address } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import { fullyQualified } from "../../packet/dns-name.js";
import { optRecord } from "../../packet/dns-edns.js";
import type { DnsMessage, Question, RecordType } from "../../packet/dns-message.js";
import { createQuery } from "../../packet/dns-reply.js";
import type { QueryId } from "../../trace/id.js";
import { ask } from "../ask.js";
import type { DnsNeed } from "../effect.js";
import { note } from "../note.js";
import type { DigResult } from "./dig-result.js";

export type { DigResult } from "./dig-result.js";
export { printDig } from "./print-dig.js";

/** A run of dig. */
export interface DigRequest {
  readonly name: string;
  readonly type: RecordType;
  readonly server: Address;
  /** Gives out the trace's next query id. */
  nextQuery(): QueryId;
  /** Gives out the DNS id of the next message (16 bits). */
  nextId(): number;
}

const TRIES = 3;
const TRY_MICROSECONDS = 5_000_000;
// BIND 9.18's default size of a message over UDP.
const EDNS_SIZE = 1232;

/** Asks one server one question, as `dig @server name type` does: no search list, three tries of five seconds. */
export function* dig(request: DigRequest): Effects<DnsNeed, DigResult> {
  const question: Question = {
    name: fullyQualified(request.name),
    type: request.type,
    class: "IN",
  };
  const query = request.nextQuery();
  const plain = createQuery(request.nextId(), question);
  const message: DnsMessage = {
    ...plain,
    flags: { ...plain.flags, ad: true },
    additional: [optRecord({ size: EDNS_SIZE, version: 0, dnssecOk: false })],
  };
  let result: DigResult = { kind: "timeout", server: request.server };
  for (let tries = 0; tries < TRIES && result.kind !== "answered"; tries++) {
    result = yield* tryOnce(request.server, { query, question, message });
  }
  return result;
}

interface Asking {
  readonly query: QueryId;
  readonly question: Question;
  readonly message: DnsMessage;
}

function* tryOnce(
  server: Address,
  { query, question, message }: Asking,
): Effects<DnsNeed, DigResult> {
  const start = yield* ask({ kind: "now" });
  const socket = yield* ask({ kind: "open-udp" });
  yield* note({ kind: "query-sent", query, question, server });
  const payload = { kind: "dns", message } as const;
  const sent = yield* ask({ kind: "send-udp", socket, to: server, port: 53, payload, query });
  let result: DigResult = { kind: "unreachable", server };
  let left = sent === "sent" ? TRY_MICROSECONDS : 0;
  while (left > 0) {
    const received = yield* ask({ kind: "receive-udp", socket, timeoutMicroseconds: left });
    const elapsed = (yield* ask({ kind: "now" })) - start;
    left = TRY_MICROSECONDS - elapsed;
    if (received.kind !== "datagram") {
      result = { kind: received.kind, server };
      break;
    }
    result = { kind: "timeout", server };
    if (received.payload.kind !== "dns" || received.payload.message.id !== message.id) continue;
    const reply = received.payload.message;
    yield* note({ kind: "answer-received", query, question, message: reply });
    result = { kind: "answered", message: reply, server, microseconds: elapsed };
    break;
  }
  yield* ask({ kind: "close-udp", socket });
  return result;
}
