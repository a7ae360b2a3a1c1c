import type { DnsMessage, Question } from "../../packet/dns-message.js";
import type { DnsEvent, PluginAction } from "../event/dns-event.js";

/** A fact of name resolution in one line; what happens inside CoreDNS is indented. */
export function dnsText(event: DnsEvent): string {
  switch (event.kind) {
    case "lookup-started":
      return `look up ${event.name}: ${event.dots} dots, ndots ${event.ndots}, ${event.candidates.length} candidates`;
    case "candidate-tried":
      return `try ${event.candidate} ${event.types.join(" and ")}`;
    case "candidate-failed":
      return `${event.candidate} ${event.result}`;
    case "lookup-ended":
      return `${event.name} ${event.result}${event.addresses.length === 0 ? "" : ` ${event.addresses.join(" ")}`}`;
    case "query-sent":
      return `ask ${event.server} for ${questionText(event.question)}`;
    case "answer-received":
      return `answer for ${questionText(event.question)}: ${messageText(event.message)}`;
    case "block-chosen":
      return event.block === null
        ? `no server block for ${questionText(event.question)}${declinedText(event.declined)}`
        : `server block ${event.zone ?? "?"}${viewText(event.view)} takes ${questionText(event.question)}${declinedText(event.declined)}`;
    case "plugin-entered":
      return `  ${event.plugin} (line ${event.line})`;
    case "plugin-acted":
      return `  ${event.plugin}: ${actionText(event.action)}`;
    case "plugin-answered":
      return `  ${event.plugin} answers ${event.message === null ? event.rcode : messageText(event.message)}`;
  }
}

function viewText(view: string | undefined): string {
  return view === undefined ? "" : ` (view ${view})`;
}

function declinedText(views: readonly string[] = []): string {
  return views.length === 0 ? "" : `, not view ${views.join(", ")}`;
}

function questionText({ name, type }: Question): string {
  return `${name} ${type}`;
}

function messageText({ rcode, answer }: DnsMessage): string {
  const records = answer.map(({ type, data, ttl }) => `${type} ${data} (${ttl} s)`);
  return records.length === 0 ? `${rcode}, no records` : `${rcode} ${records.join(", ")}`;
}

function actionText(action: PluginAction): string {
  switch (action.kind) {
    case "cache-hit": {
      const left = action.remainingSeconds === null ? "" : `, ${action.remainingSeconds} s left`;
      return `hit for ${action.name}${left}`;
    }
    case "cache-miss":
      return `miss for ${action.name}`;
    case "cache-stored":
      return `stores ${action.denial ? "the denial of " : ""}${action.name} for ${action.seconds} s`;
    case "cache-declined":
      return `does not store ${action.name}: ${action.reason}`;
    case "record-found":
      return `finds ${action.object}`;
    case "record-missing":
      return `has no ${action.object}: ${action.reason}`;
    case "forwarded":
      return `asks ${action.upstream}`;
    case "upstream-failed":
      return `${action.upstream} failed: ${action.reason}`;
    case "zone-delegated":
      return `refers to the name servers of ${action.zone}`;
    case "zone-transferred":
      return `gives ${action.count} records of ${action.zone}`;
    case "transfer-refused":
      return `does not give ${action.zone}: ${action.reason}`;
    case "name-tried":
      return `tries ${action.name}`;
    case "stale-served":
      return `answers ${action.name} from what ended ${action.seconds} s ago`;
    case "refresh-started":
      return `asks for ${action.name} again`;
    case "upstream-skipped":
      return `passes over ${action.upstream}`;
    case "upstream-checked":
      return `checks ${action.upstream}: ${action.result}`;
    case "address-weighted":
      return `puts ${action.address} first`;
    case "policy-applied":
      return `${action.policy}: the first rule for ${action.zone} that fits`;
    case "addresses-mapped":
      return `maps ${action.count} addresses into ${action.prefix}`;
    case "answer-disturbed":
      return `${action.how}, as configured`;
    case "size-limited":
      return `takes the client's size as ${action.size} bytes`;
    case "answers-shuffled":
      return `shuffles ${action.count} records`;
    case "error-logged":
    case "line-logged":
      return `logs ${JSON.stringify(action.text)}`;
    case "query-rewritten":
      return `asks for ${action.to} in place of ${action.from} (${action.rule})`;
    case "reply-rewritten":
      return `makes ${action.to} of ${action.from} (${action.rule})`;
    case "template-matched":
      return `matches ${action.pattern} in ${action.zone}`;
    case "template-missed":
      return `has no template in ${action.zone}: ${action.why}`;
  }
}
