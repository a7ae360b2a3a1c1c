import { listOf, mapOf } from "../../dynamic-value.js";
import type { DynamicValue } from "../../dynamic-value.js";
import type { Visit } from "../../chain.js";
import type { TemplateOptions } from "./options.js";

/** A query that a template takes: the expression that matched, and the data for its texts. */
export interface Matched {
  readonly pattern: string;
  readonly data: DynamicValue;
}

/** Whether a template takes a query: not its class or type, no expression matches, or with what (template.go: match). */
export function matchTemplate(
  template: TemplateOptions,
  zone: string,
  visit: Visit,
): Matched | "other" | "missed" {
  const { question } = visit;
  const fits = (own: string, asked: string): boolean =>
    own === "ANY" || asked === "ANY" || own === asked;
  if (!fits(template.class, question.class) || !fits(template.type, question.type)) return "other";
  const name = question.name.toLowerCase();
  if (template.patterns.length === 0) {
    return { pattern: ".*", data: dataOf(template, { zone, groups: [name], names: [""] }, visit) };
  }
  for (const pattern of template.patterns) {
    const { source, names } = pattern;
    const groups = pattern.find(name)?.map((group) => group ?? "");
    if (groups !== undefined) {
      return { pattern: source, data: dataOf(template, { zone, groups, names }, visit) };
    }
  }
  return "missed";
}

interface Groups {
  readonly zone: string;
  readonly groups: readonly string[];
  readonly names: readonly string[];
}

function dataOf(
  template: TemplateOptions,
  { zone, groups, names }: Groups,
  visit: Visit,
): DynamicValue {
  const { question, request } = visit;
  const numbered = groups.map((group, index) => [String(index), group] as const);
  const named = groups.flatMap((group, index) => {
    const name = names[index] ?? "";
    return name === "" ? [] : [[name, group] as const];
  });
  const fields = new Map<string, DynamicValue>([
    ["Zone", zone],
    ["Name", question.name.toLowerCase()],
    ["Class", question.class === "ANY" ? template.class : question.class],
    ["Type", question.type === "ANY" ? template.type : question.type],
    ["Match", listOf(groups)],
    ["Group", mapOf([...numbered, ...named])],
    ["Remote", request.client],
    ["Var", mapOf([])],
    ["Message", { kind: "unknown", what: ".Message" }],
    ["Question", { kind: "unknown", what: ".Question" }],
    [
      "Meta",
      { kind: "method", parameters: 1, call: ([label = ""]) => visit.metadata(label) ?? "" },
    ],
  ]);
  return { kind: "structure", type: "*template.templateData", fields };
}
