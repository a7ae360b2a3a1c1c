import { classCode, typeCode } from "../../../packet/dns-code.js";
import type { DnsMessage, Question } from "../../../packet/dns-message.js";
import { listOf, textMapOf } from "../../dynamic-value.js";
import type { DynamicValue } from "../../dynamic-value.js";
import type { Visit } from "../../chain.js";
import type { Callable } from "../../expression/value.js";
import type { TemplateOptions } from "./options.js";

/** What of a name an expression found. */
export interface Groups {
  /** The expression. */
  readonly pattern: string;
  /** The whole match first. */
  readonly groups: readonly string[];
  /** The groups' names; empty where they have none. */
  readonly names: readonly string[];
}

interface Found {
  readonly zone: string;
  readonly groups: Groups;
  readonly variables: DynamicValue;
}

/** What the texts of a template are filled with (coredns plugin/template/template.go: templateData). */
export function templateData(
  template: TemplateOptions,
  { zone, groups, variables }: Found,
  visit: Visit,
): DynamicValue {
  const { question, request } = visit;
  const fields = new Map<string, DynamicValue>([
    ["Zone", zone],
    ["Name", question.name.toLowerCase()],
    ["Regex", groups.pattern],
    ["Class", question.class === "ANY" ? template.class : question.class],
    ["Type", question.type === "ANY" ? template.type : question.type],
    ["Match", listOf(groups.groups)],
    ["Group", textMapOf(groupEntries(groups))],
    ["Remote", request.client],
    ["Var", variables],
    ["Message", messageValue(request.message)],
    ["Question", questionValue("*dns.Question", question)],
    [
      "Meta",
      { kind: "method", parameters: 1, call: ([label = ""]) => visit.metadata(label) ?? "" },
    ],
  ]);
  return { kind: "structure", type: "*template.templateData", fields };
}

function groupEntries({ groups, names }: Groups): readonly (readonly [string, string])[] {
  const numbered = groups.map((group, index) => [String(index), group] as const);
  const named = groups.flatMap((group, index) => {
    const name = names[index] ?? "";
    return name === "" ? [] : [[name, group] as const];
  });
  return [...numbered, ...named];
}

/** `group(NAME)` or `group(NUMBER)` (template.go: exprEnv). */
export function groupFunction(groups: Groups): Callable {
  const entries = new Map(groupEntries(groups));
  return {
    kind: "function",
    call([name]) {
      const key = typeof name === "bigint" ? String(name) : name;
      return typeof key === "string" ? (entries.get(key) ?? "") : "";
    },
  };
}

function questionValue(type: string, { name, type: asked, class: own }: Question): DynamicValue {
  const fields = new Map<string, DynamicValue>([
    ["Name", name],
    ["Qtype", BigInt(typeCode(asked))],
    ["Qclass", BigInt(classCode(own))],
    ["String", { kind: "unknown", what: ".Question.String" }],
  ]);
  return { kind: "structure", type, fields };
}

// Methods of miekg/dns's message, and fields that hold records.
const NOT_SIMULATED =
  "Answer Ns Extra MsgHdr Copy CopyTo IsEdns0 IsTsig Len Pack PackBuffer SetEdns0 String".split(
    " ",
  );

function messageValue({ id, question, flags }: DnsMessage): DynamicValue {
  const fields = new Map<string, DynamicValue>([
    ["Id", BigInt(id)],
    ["Response", flags.qr],
    ["Opcode", 0n],
    ["Authoritative", flags.aa],
    ["Truncated", flags.tc],
    ["RecursionDesired", flags.rd],
    ["RecursionAvailable", flags.ra],
    ["Zero", false],
    ["AuthenticatedData", flags.ad],
    ["CheckingDisabled", flags.cd],
    ["Rcode", 0n],
    ["Compress", false],
    ["Question", listOf(question.map((one) => questionValue("dns.Question", one)))],
    ...NOT_SIMULATED.map((name) => [name, { kind: "unknown", what: `.Message.${name}` }] as const),
  ]);
  return { kind: "structure", type: "*dns.Msg", fields };
}
