import type { DnsMessage } from "../../packet/dns-message.js";
import type { DnsEvent, PluginAction } from "../../trace/event/dns-event.js";
import { partyText } from "../naming.js";
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
      candidate,
      types,
      k: index + 1,
      n: after.lookup?.candidates.length ?? index + 1,
    }),
  "candidate-failed": ({ candidate, index, result }, { after }) => {
    const candidates = after.lookup?.candidates ?? [];
    const parameters = { candidate, k: index + 1, n: Math.max(candidates.length, index + 1) };
    const next = candidates[index + 1]?.name;
    if (result === "NXDOMAIN") {
      return next === undefined
        ? say("candidate-nxdomain-last", parameters)
        : say("candidate-nxdomain", { ...parameters, next });
    }
    if (result === "NODATA") return say("candidate-no-data", parameters);
    if (result === "timeout") return say("candidate-timeout", parameters);
    return say("candidate-failed", { ...parameters, result });
  },
  "lookup-ended": ({ name, answeredBy, addresses, result }) => {
    if (addresses.length === 0) return say("lookup-failed", { name, result });
    const isSame = answeredBy === null || answeredBy === name || answeredBy === `${name}.`;
    return isSame
      ? say("lookup-found", { name, addresses })
      : say("lookup-found-as", { name, addresses, answeredBy });
  },
  "query-sent": ({ question, server }, { trace, host }) =>
    say("query-sent", {
      client: host,
      server: partyText(trace.header, server, null),
      type: question.type,
      name: question.name,
    }),
  "answer-received": ({ question, message }, { host }) => {
    const { type, name } = question;
    const parameters = { client: host, rcode: message.rcode, type, name };
    const answers = answersText(message);
    return answers === null
      ? say("answer-received-empty", parameters)
      : say("answer-received", { ...parameters, answers });
  },
  "block-chosen": ({ question, block, zone }, { trace, host }) => {
    const chosen = block === null ? undefined : trace.header.dns.blocks[block];
    if (chosen === undefined) return say("block-missing", { host, name: question.name });
    return say("block-chosen", { host, name: question.name, keys: chosen.keys, zone: zone ?? "." });
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
      const { name, remainingSeconds: seconds } = action;
      return seconds === null
        ? say("plugin-cache-hit-plain", { plugin, name })
        : say("plugin-cache-hit", { plugin, name, seconds: Math.round(seconds) });
    }
    case "cache-miss":
      return say("plugin-cache-miss", { plugin, name: action.name });
    case "cache-stored": {
      const { name, seconds, denial } = action;
      const code = denial ? "plugin-cache-stored-denial" : "plugin-cache-stored";
      return say(code, { plugin, name, seconds });
    }
    case "cache-declined":
      return say("plugin-cache-declined", { plugin, name: action.name, reason: action.reason });
    case "record-found":
      return say("plugin-record-found", { plugin, object: action.object });
    case "record-missing":
      return say("plugin-record-missing", { plugin, object: action.object, reason: action.reason });
    case "forwarded":
      return say("plugin-forwarded", { plugin, upstream: action.upstream });
    case "upstream-failed": {
      const { upstream, reason } = action;
      return say("plugin-upstream-failed", { plugin, upstream, reason });
    }
    case "answers-shuffled":
      return say("plugin-answers-shuffled", { plugin, count: action.count });
    case "error-logged":
      return say("plugin-error-logged", { plugin, text: action.text });
  }
}

function answersText({ answer }: DnsMessage): string | null {
  if (answer.length === 0) return null;
  const shown = answer.slice(0, 4).map(({ type, data }) => `${type} ${data}`);
  return [...shown, ...(answer.length > 4 ? [`+${answer.length - 4}`] : [])].join(", ");
}
