import type { CaptionCode } from "../../message/caption/en.js";
import type { Parameters } from "../../message/fill.js";
import type { DnsEvent, PluginAction } from "../../trace/event/dns-event.js";
import { partyText, withoutRoot } from "../naming.js";
import { reasonKey } from "../plugin-reason.js";
import type { ReasonedAction } from "../plugin-reason.js";
import { tellAction } from "./action.js";
import type { ActionTellers, RareActionKind } from "./action.js";
import { answersText, firstFew } from "./answers.js";
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
    const known = { name, addresses: firstFew(addresses) };
    return found === name
      ? say("lookup-found", known)
      : say("lookup-found-as", { ...known, answeredBy: found });
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
    if (message.flags.tc)
      return say("answer-truncated", { ...parameters, count: message.answer.length });
    return answers === null
      ? say("answer-received-empty", parameters)
      : say("answer-received", { ...parameters, answers });
  },
  "block-chosen": ({ question, block, zone }, { trace, host }) => {
    const chosen = block === null ? undefined : trace.header.dns.blocks[block];
    const name = withoutRoot(question.name);
    if (chosen === undefined) return say("block-missing", { host, name });
    const code = chosen.reordered === true ? "block-chosen-reordered" : "block-chosen";
    const { keys, program = "CoreDNS" } = chosen;
    return say(code, { host, name, keys, program, zone: withoutRoot(zone ?? ".") });
  },
  "plugin-entered": ({ plugin, line }) => say("plugin-entered", { plugin, line }),
  // Where the sentence is in a piece that has not come yet, it is at least told which plugin is at work.
  "plugin-acted": ({ plugin, line, action }) =>
    tellAction(USUAL_ACTIONS, plugin, action) ?? say("plugin-entered", { plugin, line }),
  "plugin-answered": ({ plugin, line, rcode, message }) => {
    const answers = message === null ? null : answersText(message);
    return answers === null
      ? say("plugin-answered-empty", { plugin, line, rcode })
      : say("plugin-answered", { plugin, line, rcode, answers });
  },
};

/** What is said of the usual actions of plugins; the others have their sentences with the rarer events. */
export const USUAL_ACTIONS: ActionTellers<Exclude<PluginAction["kind"], RareActionKind>> = {
  "cache-hit": (plugin, action) => {
    const { remainingSeconds: seconds } = action;
    const name = withoutRoot(action.name);
    return seconds === null
      ? say("plugin-cache-hit-plain", { plugin, name })
      : say("plugin-cache-hit", { plugin, name, seconds: Math.round(seconds) });
  },
  "cache-miss": (plugin, { name }) => say("plugin-cache-miss", { plugin, name: withoutRoot(name) }),
  "cache-stored": (plugin, { name, seconds, denial }) => {
    const code = denial ? "plugin-cache-stored-denial" : "plugin-cache-stored";
    return say(code, { plugin, name: withoutRoot(name), seconds });
  },
  "cache-declined": (plugin, action) => {
    const parameters = { plugin, name: withoutRoot(action.name) };
    return withReason("plugin-cache-declined", parameters, action);
  },
  "record-found": (plugin, { object }) =>
    say("plugin-record-found", { plugin, object: withoutRoot(object) }),
  "record-missing": (plugin, action) => {
    const parameters = { plugin, object: withoutRoot(action.object) };
    return withReason("plugin-record-missing", parameters, action);
  },
  forwarded: (plugin, { upstream }) => say("plugin-forwarded", { plugin, upstream }),
  "upstream-failed": (plugin, action) =>
    withReason("plugin-upstream-failed", { plugin, upstream: action.upstream }, action),
  "answers-shuffled": (plugin, { count }) => say("plugin-answers-shuffled", { plugin, count }),
  "error-logged": (plugin, { text }) => say("plugin-error-logged", { plugin, text }),
  "line-logged": (plugin, { text }) => say("plugin-error-logged", { plugin, text }),
};

/** A sentence with the reason that a plugin gave, in words where it has some. */
export function withReason(
  code: CaptionCode,
  parameters: Parameters,
  action: ReasonedAction,
): Caption {
  const key = reasonKey(action);
  return key === null
    ? say(code, { ...parameters, reason: action.reason })
    : { ...say(code, parameters), parts: { reason: say(key) } };
}
