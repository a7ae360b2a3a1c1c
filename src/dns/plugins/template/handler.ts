import type { Effects } from "../../../base/effect.js";
import { optRecord, withoutOpt } from "../../../packet/dns-edns.js";
import type { DnsMessage, ResourceRecord } from "../../../packet/dns-message.js";
import { longestZone } from "../../../packet/dns-name.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DynamicValue } from "../../dynamic-value.js";
import type { DnsNeed } from "../../effect.js";
import type { Template } from "../../go-template/template.js";
import { parseZoneFile } from "../../zone-file/parse.js";
import type { DnsWorld } from "../../world.js";
import { matchTemplate } from "./match-template.js";
import type { TemplateOptions } from "./options.js";

/** Answers by the first template that takes the query (coredns plugin/template/template.go: ServeDNS). */
export function createTemplate(
  templates: readonly TemplateOptions[],
  world: Pick<DnsWorld, "localAddresses">,
): Handler {
  return function* handleTemplate(visit: Visit): Effects<DnsNeed, Answer> {
    for (const template of templates) {
      const zone = longestZone(visit.question.name.toLowerCase(), template.zones);
      if (zone === null) continue;
      const matched = matchTemplate(template, zone, visit, world);
      switch (matched.kind) {
        case "other":
          continue;
        case "unsupported":
          return yield* visit.fail("SERVFAIL", `not simulated: plugin/template: ${matched.text}`);
        case "missed":
          yield* visit.act({ kind: "template-missed", zone, why: matched.why });
          if (goesOn(template, matched.why, visit)) continue;
          return yield* visit.fail("SERVFAIL", null);
        case "matched":
          yield* visit.act({ kind: "template-matched", zone, pattern: matched.pattern });
          return yield* answer(template, matched.data, visit);
      }
    }
    return yield* visit.passOn();
  };
}

// Where an expression fails, the answer is SERVFAIL whatever falls through.
function goesOn({ fallthrough }: TemplateOptions, why: string, { question }: Visit): boolean {
  return (
    why !== "condition-failed" && longestZone(question.name.toLowerCase(), fallthrough) !== null
  );
}

function* answer(
  template: TemplateOptions,
  data: DynamicValue,
  visit: Visit,
): Effects<DnsNeed, Answer> {
  if (template.rcode === "SERVFAIL") return yield* visit.fail("SERVFAIL", null);
  const reply = replyTo(visit.request.message, template.rcode);
  const sections: ResourceRecord[][] = [];
  let { tc } = reply.flags;
  for (const section of ["answer", "additional", "authority"] as const) {
    const records: ResourceRecord[] = [];
    for (const one of template[section]) {
      const record = fillRecord(one, data);
      if (typeof record === "string") return yield* visit.fail("SERVFAIL", record);
      records.push(record);
      const { type } = visit.question;
      const isAlias = record.type === "CNAME" && (type === "A" || type === "AAAA");
      if (section !== "answer" || !isAlias) continue;
      const found = yield* visit.lookUp({ name: record.data, type, class: "IN" });
      if (found === null) continue;
      tc = found.flags.tc;
      records.push(...found.answer);
    }
    sections.push(records);
  }
  const [records = [], additional = [], authority = []] = sections;
  const flags = { ...reply.flags, aa: true, tc };
  const message = { ...reply, flags, answer: records, additional, authority };
  return yield* visit.write(withError(message, template));
}

function withError(message: DnsMessage, { error }: TemplateOptions): DnsMessage {
  if (error === null) return message;
  const opt = optRecord({ size: 4096, version: 0, dnssecOk: true, options: [error] });
  return { ...message, additional: [...withoutOpt(message.additional), opt] };
}

// miekg/dns scan.go: NewRR. A text is what was wrong.
function fillRecord(template: Template, data: DynamicValue): ResourceRecord | string {
  const filled = template.fill(data);
  if (filled.kind === "wrong") return filled.text;
  if (filled.kind === "unsupported") return `not simulated: plugin/template: ${filled.text}`;
  const text = `$TTL 3600\n${filled.value}\n`;
  const read = parseZoneFile({ path: "", text, origin: ".", readFile: () => null });
  if ("error" in read) return read.error.replace(/^: /, "").replace(/line: 2:/, "line: 1:");
  return read[0] ?? "dns: the template gives no record";
}
