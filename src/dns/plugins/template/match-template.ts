import { mapOf } from "../../dynamic-value.js";
import type { DynamicValue } from "../../dynamic-value.js";
import type { Visit } from "../../chain.js";
import { isCallable } from "../../expression/value.js";
import type { ExpressionValue } from "../../expression/value.js";
import { queryFunctions } from "../../query-functions.js";
import type { DnsWorld } from "../../world.js";
import type { TemplateOptions } from "./options.js";
import { groupFunction, templateData } from "./template-data.js";
import type { Groups } from "./template-data.js";

/** What a template makes of a query. */
export type TemplateMatch =
  /** It is for another class or type. */
  | { readonly kind: "other" }
  | { readonly kind: "missed"; readonly why: "no-match" | "condition-false" | "condition-failed" }
  | { readonly kind: "unsupported"; readonly text: string }
  /** The expression that matched, and the data for the texts. */
  | { readonly kind: "matched"; readonly pattern: string; readonly data: DynamicValue };

/** Whether a template takes a query (coredns plugin/template/template.go: match). */
export function matchTemplate(
  template: TemplateOptions,
  zone: string,
  visit: Visit,
  world: Pick<DnsWorld, "localAddresses">,
): TemplateMatch {
  const { question } = visit;
  const fits = (own: string, asked: string): boolean =>
    own === "ANY" || asked === "ANY" || own === asked;
  if (!fits(template.class, question.class) || !fits(template.type, question.type)) {
    return { kind: "other" };
  }
  const groups = groupsOf(template, question.name.toLowerCase());
  if (groups === null) return { kind: "missed", why: "no-match" };
  if (template.unknown !== null) return { kind: "unsupported", text: template.unknown };
  const computed = compute(template, groups, visit, world);
  if (computed.kind !== "computed") return computed;
  const data = templateData(template, { zone, groups, variables: computed.variables }, visit);
  return { kind: "matched", pattern: groups.pattern, data };
}

function groupsOf({ patterns }: TemplateOptions, name: string): Groups | null {
  if (patterns.length === 0) return { pattern: ".*", groups: [name], names: [""] };
  for (const pattern of patterns) {
    const { source, names } = pattern;
    const groups = pattern.find(name)?.map((group) => group ?? "");
    if (groups !== undefined) return { pattern: source, groups, names };
  }
  return null;
}

type Computed =
  | { readonly kind: "computed"; readonly variables: DynamicValue }
  | Extract<TemplateMatch, { readonly kind: "missed" | "unsupported" }>;

function compute(
  { variables, conditions }: TemplateOptions,
  groups: Groups,
  visit: Visit,
  world: Pick<DnsWorld, "localAddresses">,
): Computed {
  const found = new Map<string, DynamicValue>();
  if (variables.length === 0 && conditions.length === 0) {
    return { kind: "computed", variables: mapOf(found) };
  }
  const environment = new Map<string, ExpressionValue>([
    ...queryFunctions(visit.request, world, (label) => visit.metadata(label)),
    ["group", groupFunction(groups)],
  ]);
  for (const { name, program } of variables) {
    const result = program.run(environment);
    if (result.kind === "unsupported") return result;
    if (result.kind === "failed") return { kind: "missed", why: "condition-failed" };
    const { value } = result;
    environment.set(name, value);
    found.set(name, isCallable(value) ? { kind: "unknown", what: `.Var.${name}` } : value);
  }
  for (const program of conditions) {
    const result = program.run(environment);
    if (result.kind === "unsupported") return result;
    if (result.kind === "failed") return { kind: "missed", why: "condition-failed" };
    if (result.value !== true) return { kind: "missed", why: "condition-false" };
  }
  return { kind: "computed", variables: mapOf(found) };
}
