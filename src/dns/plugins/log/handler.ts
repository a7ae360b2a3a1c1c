import type { Effects } from "../../../base/effect.js";
import { isInZone } from "../../../packet/dns-name.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { replyTo } from "../../../packet/dns-reply.js";
import { ask } from "../../ask.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import { localAddressOf } from "../../local-address.js";
import { fillFormat } from "../../replacer.js";
import { responseClass, responseType } from "../../response-type.js";
import type { ResponseClass } from "../../response-type.js";
import { isUnwritten } from "../../run-chain.js";
import type { DnsWorld } from "../../world.js";

/** The classes that a rule may name. */
export type LogClass = ResponseClass | "all";

/** What to write about queries of a zone. */
export interface LogRule {
  readonly zone: string;
  readonly format: string;
  readonly classes: ReadonlySet<LogClass>;
}

/** Writes a line about each query, by the first rule for its name (coredns plugin/log/log.go). */
export function createLog(rules: readonly LogRule[]): (world: DnsWorld) => Handler {
  return (world) =>
    function* handleLog(visit: Visit): Effects<DnsNeed, Answer> {
      const { question, request } = visit;
      const rule = rules.find(({ zone }) => isInZone(question.name, zone));
      if (rule === undefined) return yield* visit.passOn();
      const start = yield* ask({ kind: "now" });
      const answer = yield* visit.passOn();
      const duration = (yield* ask({ kind: "now" })) - start;
      const reply = writtenBy(answer, request.message);
      const type = responseType(reply);
      const kind = responseClass(type);
      visit.setMetadata("log/type", () => type);
      visit.setMetadata("log/class", () => kind);
      if (!rule.classes.has("all") && !rule.classes.has(kind)) return answer;
      const local = localAddressOf(request, world);
      const text = fillFormat(rule.format, {
        request,
        reply,
        duration,
        local,
        metadata: (label) => visit.metadata(label),
      });
      yield* visit.act({ kind: "line-logged", text: `[INFO] ${text}` });
      return answer;
    };
}

// What the client gets, or would get from the server for a code alone.
function writtenBy(answer: Answer, query: DnsMessage): DnsMessage | null {
  if (answer.kind === "written") return answer.message;
  return answer.kind === "returned" && isUnwritten(answer.rcode)
    ? replyTo(query, answer.rcode)
    : null;
}
