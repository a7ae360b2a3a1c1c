import { compileRegexp } from "../../../../src/regexp/regexp.js";
import { dispense } from "../../../../src/dns/corefile/dispenser.js";
import { lexCorefile } from "../../../../src/dns/corefile/lex.js";
import { isMistake } from "../../../../src/dns/corefile/mistake.js";
import type { Answer, Handler } from "../../../../src/dns/chain.js";
import { readTemplate } from "../../../../src/dns/go-template/template.js";
import type { Template } from "../../../../src/dns/go-template/template.js";
import { createTemplate } from "../../../../src/dns/plugins/template/handler.js";
import type { TemplateOptions } from "../../../../src/dns/plugins/template/options.js";
import { setupTemplate } from "../../../../src/dns/plugins/template/setup.js";
import { parseRcode } from "../../../../src/packet/dns-code.js";
import { ednsOf } from "../../../../src/packet/dns-edns.js";
import { extendedError } from "../../../../src/packet/extended-error.js";
import type { DnsMessage, RecordClass, RecordType } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { writeRecord } from "../../../support/dns-world.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { differences, Unsupported } from "../conformance-case.js";
import type { TableCheck } from "../conformance-case.js";
import { readZoneRecord } from "./zone-record.js";

/** The tables of `plugins/unit/template.json`. */
export const TEMPLATE_UNITS: Readonly<Record<string, TableCheck>> = {
  TestHandler: checkHandler,
  TestExpr: checkAnswer,
  TestExprMatch: checkMatch,
  TestVar: checkAnswer,
};

const WORLD = { localAddresses: [] };

/** What CoreDNS's test has as the code of the plugin behind the tried one (coredns plugin/test: NextHandler). */
const NEXT_CODE = 3841;

// The plugin behind is reached or not.
function tried(
  handler: Handler,
  query: DnsMessage,
  metadata: Readonly<Record<string, string>>,
): { readonly answer: Answer; readonly isPassed: boolean } {
  let isPassed = false;
  const next: Handler = function* write(visit) {
    isPassed = true;
    return yield* visit.write(replyTo(visit.request.message));
  };
  return { answer: visitPlugin(handler, query, { next, metadata }), isPassed };
}

function codeDifferences(
  { answer, isPassed }: { readonly answer: Answer; readonly isPassed: boolean },
  expected: string | number | undefined,
): readonly string[] {
  const passes = differences("passed on", isPassed, expected === NEXT_CODE);
  if (expected === NEXT_CODE) return passes;
  const text = answer.kind === "returned" ? (answer.error ?? "") : "";
  if (text.startsWith("not simulated")) throw new Unsupported(text);
  const rcode =
    answer.kind === "written"
      ? answer.message.rcode
      : answer.kind === "returned"
        ? answer.rcode
        : null;
  return [...passes, ...differences("rcode", rcode, parseRcode(String(expected ?? "NOERROR")))];
}

interface HandlerCase {
  readonly qname: string;
  readonly qtype?: string;
  readonly qclass?: string;
  readonly expectedCode?: string | number;
  readonly expectedErr?: string;
  readonly md?: Readonly<Record<string, string>>;
  readonly tmpl: {
    readonly regex: readonly string[];
    readonly zones: readonly string[];
    readonly fall: readonly string[];
    readonly qclass: string;
    readonly qtype: string;
    readonly rcode?: string;
    readonly answer?: readonly string[];
    readonly additional?: readonly string[];
    readonly authority?: readonly string[];
    readonly ederror?: { readonly code: number; readonly reason: string };
  };
}

// The test looks at the answers with functions of its own: here the code, the error, and that records come where there are templates for them.
function checkHandler(one: HandlerCase): readonly string[] {
  const { tmpl, expectedErr } = one;
  const handler = createTemplate([optionsOf(tmpl)], WORLD);
  const result = tried(handler, queryFor(one), one.md ?? {});
  const { answer } = result;
  const error = answer.kind === "returned" ? answer.error : null;
  const differing = [
    ...codeDifferences(result, one.expectedCode),
    ...differences("error", error ?? undefined, expectedErr),
  ];
  if (answer.kind !== "written" || result.isPassed) return differing;
  const { message } = answer;
  const edns = ednsOf(message);
  return [
    ...differing,
    ...differences("answers", message.answer.length, tmpl.answer?.length ?? 0),
    ...differences("authorities", message.authority.length, tmpl.authority?.length ?? 0),
    ...differences(
      "additional",
      message.additional.length,
      (tmpl.additional?.length ?? 0) + (tmpl.ederror === undefined ? 0 : 1),
    ),
    ...differences(
      "extended error",
      edns?.options,
      tmpl.ederror && [extendedError(tmpl.ederror.code, tmpl.ederror.reason)],
    ),
  ];
}

function optionsOf(tmpl: HandlerCase["tmpl"]): TemplateOptions {
  const texts = (section: "answer" | "additional" | "authority"): readonly Template[] =>
    (tmpl[section] ?? []).map((text) => {
      const read = readTemplate(section, text);
      if (read.kind !== "done") throw new Unsupported(read.text);
      return read.value;
    });
  return {
    class: tmpl.qclass as RecordClass,
    type: tmpl.qtype as RecordType,
    zones: tmpl.zones,
    patterns: tmpl.regex.map((source) => {
      const regexp = compileRegexp(source);
      if (regexp.kind !== "regexp") throw new Error(`${source} is no expression`);
      return regexp;
    }),
    variables: [],
    conditions: [],
    answer: texts("answer"),
    additional: texts("additional"),
    authority: texts("authority"),
    rcode: parseRcode(tmpl.rcode ?? "NOERROR") ?? "NOERROR",
    error:
      tmpl.ederror === undefined ? null : extendedError(tmpl.ederror.code, tmpl.ederror.reason),
    fallthrough: tmpl.fall,
    unknown: null,
  };
}

interface ConfigCase {
  readonly config: string;
  readonly qname: string;
  readonly qtype?: string;
  readonly qclass?: string;
  readonly md?: Readonly<Record<string, string>>;
}

interface AnswerCase extends ConfigCase {
  readonly expectedCode?: string | number;
  readonly expectedAnswer?: readonly string[];
  readonly expectedExtra?: readonly string[];
  readonly expectedNs?: readonly string[];
}

function checkAnswer(one: AnswerCase): readonly string[] {
  const handler = handlerOf(one);
  if (typeof handler === "string") return [handler];
  const result = tried(handler, queryFor(one), one.md ?? {});
  const codes = codeDifferences(result, one.expectedCode);
  const { answer, isPassed } = result;
  if (answer.kind !== "written" || isPassed) return codes;
  const { message } = answer;
  const listed = (records: readonly string[] = []): readonly string[] =>
    records.map((line) => writeRecord(readZoneRecord(line)));
  return [
    ...codes,
    ...differences("answer", message.answer.map(writeRecord), listed(one.expectedAnswer)),
    ...differences("additional", message.additional.map(writeRecord), listed(one.expectedExtra)),
    ...differences("authority", message.authority.map(writeRecord), listed(one.expectedNs)),
  ];
}

interface MatchCase extends ConfigCase {
  readonly expectedMatch?: boolean;
  readonly expectedFthrough?: boolean;
}

function checkMatch(one: MatchCase): readonly string[] {
  const handler = handlerOf(one);
  if (typeof handler === "string") return [handler];
  const { answer, isPassed } = tried(handler, queryFor(one), one.md ?? {});
  const isMatch = !isPassed && answer.kind === "written";
  return [
    ...differences("match", isMatch, one.expectedMatch ?? false),
    ...differences("fallthrough", isPassed, one.expectedFthrough ?? false),
  ];
}

function handlerOf({ config }: ConfigCase): Handler | string {
  const directive = dispense(lexCorefile({ name: "template", text: config }, 0));
  const done = setupTemplate(directive, { zones: ["."] });
  if (isMistake(done)) return done.text;
  const started = done.parts[0]?.start(WORLD as never);
  return typeof started === "function" ? started : "there is no handler";
}

function queryFor({
  qname,
  qtype = "A",
  qclass = "IN",
}: {
  readonly qname: string;
  readonly qtype?: string;
  readonly qclass?: string;
}): DnsMessage {
  const question = { name: qname, type: qtype as RecordType, class: qclass as RecordClass };
  return createQuery(1, question);
}
