import type { CaptionCode } from "../../message/caption/en.js";
import type { Parameters } from "../../message/fill.js";
import type { DnsEvent, PluginAction } from "../../trace/event/dns-event.js";
import { partyText, withoutRoot } from "../naming.js";
import { reasonKey } from "../plugin-reason.js";
import type { ReasonedAction } from "../plugin-reason.js";
import { answersText } from "./answers.js";
import { say } from "./context.js";
import type { Caption, Tellers } from "./context.js";

/** What is said about name resolution. */
export const DNS: Tellers<DnsEvent["kind"]> = {
  "lookup-started": ({ name, candidates, dots, ndots }, { host }) => {
    const parameters = { client: host, name, dots, ndots };
    if (name.endsWith(".")) return say("lookup-absolute", { client: host, name });
    const isNameFirst = candidates[0] === `${name}.` || candidates[0] === name;
    return say(isNameFirst ? "lookup-name-first" : "lookup-search-first", parameters);
  },
  "candidate-tried": ({ candidate, index, types }, { after, host }) =>
    say("candidate-tried", {
      client: host,
      candidate: withoutRoot(candidate),
      types,
      k: index + 1,
      n: after.lookup?.candidates.length ?? index + 1,
    }),
  "candidate-failed": ({ candidate: tried, index, result }, { after }) => {
    const candidates = after.lookup?.candidates ?? [];
    const candidate = withoutRoot(tried);
    const parameters = { candidate, k: index + 1, n: Math.max(candidates.length, index + 1) };
    const next = candidates[index + 1]?.name;
    if (result === "NXDOMAIN") {
      return next === undefined
        ? say("candidate-nxdomain-last", parameters)
        : say("candidate-nxdomain", { ...parameters, next: withoutRoot(next) });
    }
    if (result === "NODATA") return say("candidate-no-data", parameters);
    if (result === "timeout") return say("candidate-timeout", parameters);
    return say("candidate-failed", { ...parameters, result });
  },
  "lookup-ended": ({ name: wanted, answeredBy, addresses, result }) => {
    const name = withoutRoot(wanted);
    if (addresses.length === 0) return say("lookup-failed", { name, result });
    const found = withoutRoot(answeredBy ?? name);
    return found === name
      ? say("lookup-found", { name, addresses })
      : say("lookup-found-as", { name, addresses, answeredBy: found });
  },
  "query-sent": ({ question, server }, { trace, host }) =>
    say("query-sent", {
      client: host,
      server: partyText(trace.header, server, null),
      type: question.type,
      name: withoutRoot(question.name),
    }),
  "answer-received": ({ question, message }, { host }) => {
    const { type } = question;
    const name = withoutRoot(question.name);
    const parameters = { client: host, rcode: message.rcode, type, name };
    const answers = answersText(message);
    return answers === null
      ? say("answer-received-empty", parameters)
      : say("answer-received", { ...parameters, answers });
  },
  "block-chosen": ({ question, block, zone }, { trace, host }) => {
    const chosen = block === null ? undefined : trace.header.dns.blocks[block];
    const name = withoutRoot(question.name);
    if (chosen === undefined) return say("block-missing", { host, name });
    return say("block-chosen", { host, name, keys: chosen.keys, zone: withoutRoot(zone ?? ".") });
  },
  "plugin-entered": ({ plugin, line }) => say("plugin-entered", { plugin, line }),
  "plugin-acted": ({ plugin, action }) => actionCaption(plugin, action),
  "plugin-answered": ({ plugin, line, rcode, message }) => {
    const answers = message === null ? null : answersText(message);
    return answers === null
      ? say("plugin-answered-empty", { plugin, line, rcode })
      : say("plugin-answered", { plugin, line, rcode, answers });
  },
};

function actionCaption(plugin: string, action: PluginAction): Caption {
  switch (action.kind) {
    case "cache-hit": {
      const { remainingSeconds: seconds } = action;
      const name = withoutRoot(action.name);
      return seconds === null
        ? say("plugin-cache-hit-plain", { plugin, name })
        : say("plugin-cache-hit", { plugin, name, seconds: Math.round(seconds) });
    }
    case "cache-miss":
      return say("plugin-cache-miss", { plugin, name: withoutRoot(action.name) });
    case "cache-stored": {
      const { seconds, denial } = action;
      const name = withoutRoot(action.name);
      const code = denial ? "plugin-cache-stored-denial" : "plugin-cache-stored";
      return say(code, { plugin, name, seconds });
    }
    case "cache-declined":
      return withReason(
        "plugin-cache-declined",
        { plugin, name: withoutRoot(action.name) },
        action,
      );
    case "record-found":
      return say("plugin-record-found", { plugin, object: withoutRoot(action.object) });
    case "record-missing":
      return withReason(
        "plugin-record-missing",
        { plugin, object: withoutRoot(action.object) },
        action,
      );
    case "forwarded":
      return say("plugin-forwarded", { plugin, upstream: action.upstream });
    case "upstream-failed":
      return withReason("plugin-upstream-failed", { plugin, upstream: action.upstream }, action);
    case "zone-delegated":
      return say("plugin-zone-delegated", { plugin, zone: withoutRoot(action.zone) });
    case "zone-transferred": {
      const { count } = action;
      return say("plugin-zone-transferred", { plugin, count, zone: withoutRoot(action.zone) });
    }
    case "transfer-refused":
      return withReason(
        "plugin-transfer-refused",
        { plugin, zone: withoutRoot(action.zone) },
        action,
      );
    case "name-tried":
      return say("plugin-name-tried", { plugin, name: withoutRoot(action.name) });
    case "stale-served": {
      const { seconds } = action;
      return say("plugin-stale-served", { plugin, seconds, name: withoutRoot(action.name) });
    }
    case "refresh-started":
      return say("plugin-refresh-started", { plugin, name: withoutRoot(action.name) });
    case "upstream-skipped":
      return say("plugin-upstream-skipped", { plugin, upstream: action.upstream });
    case "upstream-checked": {
      const { upstream, result } = action;
      return say("plugin-upstream-checked", { plugin, upstream, result });
    }
    case "address-weighted":
      return say("plugin-address-weighted", { plugin, address: action.address });
    case "policy-applied":
      return say(`plugin-policy-${action.policy}`, { plugin, zone: withoutRoot(action.zone) });
    case "addresses-mapped": {
      const { count, prefix } = action;
      return say("plugin-addresses-mapped", { plugin, count, prefix });
    }
    case "answer-disturbed":
      return say(`plugin-answer-${action.how}`, { plugin });
    case "size-limited":
      return say("plugin-size-limited", { plugin, size: action.size });
    case "answers-shuffled":
      return say("plugin-answers-shuffled", { plugin, count: action.count });
    case "error-logged":
    case "line-logged":
      return say("plugin-error-logged", { plugin, text: action.text });
  }
}

function withReason(code: CaptionCode, parameters: Parameters, action: ReasonedAction): Caption {
  const key = reasonKey(action);
  return key === null
    ? say(code, { ...parameters, reason: action.reason })
    : { ...say(code, parameters), parts: { reason: say(key) } };
}
