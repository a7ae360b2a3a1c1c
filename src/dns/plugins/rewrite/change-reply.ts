import type { Effects } from "../../../base/effect.js";
import { ednsOf, optRecord, withoutOpt } from "../../../packet/dns-edns.js";
import type { DnsMessage, ResourceRecord } from "../../../packet/dns-message.js";
import type { Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import type { Draft } from "../../plugin.js";
import { replaceName } from "./name-pattern.js";
import { dataWith, valueOf } from "./record-value.js";
import type { ReplyRule } from "./reply-rule.js";
import { changeText } from "./text-change.js";

/** A reply while it is changed. A record may stand in the answer and be changed at its old place, too. */
interface ReplyDraft {
  message: DnsMessage;
  answer: readonly Draft<ResourceRecord>[];
}

/**
 * Changes a reply by the rules that were applied to its query, the last one first, record by record (coredns
 * plugin/rewrite/reverter.go: WriteMsg). The question is to be put back by the caller.
 */
export function* changeReply(
  message: DnsMessage,
  rules: readonly ReplyRule[],
  visit: Visit,
  type: ResourceRecord["type"],
): Effects<DnsNeed, DnsMessage> {
  const backward = rules.toReversed();
  const copy = (records: readonly ResourceRecord[]): Draft<ResourceRecord>[] =>
    records.map((record) => ({ ...record }));
  const sections = [copy(message.authority), copy(message.answer), copy(message.additional)];
  const [authority = [], answer = [], additional = []] = sections;
  const draft: ReplyDraft = { message, answer };
  for (const record of sections.flat()) {
    for (const rule of backward) {
      const from = recordText(record);
      if (rule.kind === "cname") yield* followAlias(draft, record, rule, visit, type);
      else changeMessage(draft, rule);
      changeRecord(record, rule);
      const to = recordText(record);
      if (from !== to) yield* visit.act({ kind: "reply-rewritten", rule: rule.text, from, to });
    }
  }
  if (sections.flat().length === 0) for (const rule of backward) changeMessage(draft, rule);
  if (draft.message.rcode !== message.rcode) {
    const rule = rules.find(({ kind }) => kind === "rcode")?.text ?? "";
    const [from, to] = [message.rcode, draft.message.rcode];
    yield* visit.act({ kind: "reply-rewritten", rule, from, to });
  }
  return {
    ...draft.message,
    answer: draft.answer,
    authority,
    additional: optOf(draft, additional),
  };
}

function changeRecord(record: Draft<ResourceRecord>, rule: ReplyRule): void {
  if (record.type === "OPT") return;
  if (rule.kind === "ttl") {
    record.ttl = Math.min(Math.max(record.ttl, rule.min), rule.max);
  } else if (rule.kind === "name" && rule.part === "name") {
    record.name = changeText(rule.change, record.name);
  } else if (rule.kind === "name") {
    const value = valueOf(record);
    if (value !== null) record.data = dataWith(record, changeText(rule.change, value));
  }
}

function changeMessage(draft: ReplyDraft, rule: ReplyRule): void {
  const { message } = draft;
  if (rule.kind === "rcode" && message.rcode === rule.from) {
    draft.message = { ...message, rcode: rule.to };
  }
  if (rule.kind === "edns0") draft.message = revertOption(message, rule);
}

/** The message with one option of its OPT record gone, or as it was (edns0.go: RewriteResponse). */
export function revertOption(
  message: DnsMessage,
  { code, before }: ReplyRule & { readonly kind: "edns0" },
): DnsMessage {
  const edns = ednsOf(message);
  const options = edns?.options ?? [];
  const place = options.findIndex((one) => one.code === code);
  if (edns === null || place === -1) return message;
  const changed = before === null ? options.toSpliced(place, 1) : options.with(place, before);
  const opt = optRecord({ ...edns, options: changed });
  return { ...message, additional: [...withoutOpt(message.additional), opt] };
}

// The alias gets its new target; what comes after it gives way to what the server itself answers for that name.
function* followAlias(
  draft: ReplyDraft,
  record: Draft<ResourceRecord>,
  { pattern, to }: ReplyRule & { readonly kind: "cname" },
  visit: Visit,
  type: ResourceRecord["type"],
): Effects<DnsNeed, void> {
  if (record.type !== "CNAME") return;
  const from = record.data;
  const target = replaceName(pattern, from, to);
  if (target === null) return;
  const found = yield* visit.lookUp({ name: target, type, class: "IN" });
  if (found === null) return;
  const aliases = draft.answer.filter((one) => one.type === "CNAME");
  const place = aliases.findIndex((one) => one.data === from);
  const alias = aliases[place];
  if (alias !== undefined) alias.data = target;
  const kept = place === -1 ? aliases : aliases.slice(0, place + 1);
  draft.answer = [...kept, ...found.answer.map((one) => ({ ...one }))];
  draft.message = {
    ...draft.message,
    flags: { ...draft.message.flags, tc: found.flags.tc },
  };
}

function optOf(
  { message }: ReplyDraft,
  additional: readonly ResourceRecord[],
): readonly ResourceRecord[] {
  const opt = message.additional.filter(({ type }) => type === "OPT");
  return [...withoutOpt(additional), ...opt];
}

function recordText({ name, ttl, type, data }: ResourceRecord): string {
  return `${name} ${ttl} ${type} ${data}`;
}
