import { addressOf } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import { contains, formatPrefix } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { RoutingAction } from "../../cluster/topology/routing-rule.js";
import type { Namespace, RoutingRule } from "../namespace.js";
import { formatDestination } from "../format-route.js";
import type { Flow } from "./flow.js";
import { familyOfFlow } from "./flow.js";

/** The priority of the rule that asks the table `main`. */
export const MAIN_PRIORITY = 32_766;

/** The priority of the rule that asks the table `default`, which IPv4 alone has. */
export const DEFAULT_PRIORITY = 32_767;

/** The rules that every namespace begins with (linux net/ipv4/fib_rules.c, net/ipv6/fib6_rules.c: *_default_rules_init). */
export function defaultRules(family: Family): readonly RoutingRule[] {
  const asks = (priority: number, table: string): RoutingRule => ({
    ...ANY,
    family,
    priority,
    action: { kind: "table", table },
  });
  const common = [asks(0, "local"), asks(MAIN_PRIORITY, "main")];
  return family === "ipv4" ? [...common, asks(DEFAULT_PRIORITY, "default")] : common;
}

/** All rules of a family in the order in which they are asked; equal priorities in the order in which they were added. */
export function rulesInOrder(
  { routingRules, rulesGone }: RuledNamespace,
  family: Family,
): readonly RoutingRule[] {
  const own = routingRules.filter((rule) => rule.family === family);
  const begun = defaultRules(family).filter(
    ({ priority }) =>
      !rulesGone.some((gone) => gone.family === family && gone.priority === priority),
  );
  return [...begun, ...own].sort((a, b) => a.priority - b.priority);
}

/** What a namespace's rules follow from. */
export type RuledNamespace = Pick<Namespace, "routingRules" | "rulesGone">;

/** Whether somebody has added a rule or deleted one. */
export function hasOwnRules({ routingRules, rulesGone }: RuledNamespace, of: Family): boolean {
  return [...routingRules, ...rulesGone].some(({ family }) => family === of);
}

/**
 * The priority that the kernel gives a rule that is added without one: one less than that of the second rule
 * (linux net/core/fib_rules.c: fib_default_rule_pref).
 */
export function unsaidPriority(namespace: RuledNamespace, family: Family): number {
  return Math.max(0, (rulesInOrder(namespace, family)[1]?.priority ?? 1) - 1);
}

/** Whether a rule fits a flow (linux net/core/fib_rules.c: fib_rule_match, fib4_rule_match). */
export function ruleFits(rule: RoutingRule, flow: Flow): boolean {
  const { mark } = rule;
  const fits =
    (rule.input === null || rule.input === flow.input) &&
    (rule.output === null || rule.output === flow.output) &&
    (mark === null || ((flow.mark ^ mark.value) & mark.mask) === 0) &&
    holds(rule.from, flow.source ?? addressOf(0n, familyOfFlow(flow))) &&
    holds(rule.to, flow.destination);
  return fits !== rule.negated;
}

/** A rule as `ip rule` lists it; iproute2 ends the line without a space. */
export function formatRoutingRule(rule: RoutingRule): string {
  const { mark, from, to, input, output } = rule;
  const words = [
    rule.negated ? "not" : "",
    `from ${from === null ? "all" : formatRange(from)}`,
    to === null ? "" : `to ${formatRange(to)}`,
    mark === null
      ? ""
      : `fwmark ${hex(mark.value)}${isWhole(mark.mask) ? "" : `/${hex(mark.mask)}`}`,
    input === null ? "" : `iif ${input}`,
    output === null ? "" : `oif ${output}`,
    formatAction(rule.action),
  ];
  return `${rule.priority}:\t${words.filter((word) => word !== "").join(" ")}`;
}

const ANY = {
  negated: false,
  from: null,
  to: null,
  mark: null,
  input: null,
  output: null,
} as const;

function holds(range: Prefix | null, address: Flow["destination"]): boolean {
  return range === null || contains(range, address);
}

function formatRange(range: Prefix): string {
  return range.length === 0 ? formatPrefix(range) : formatDestination(range);
}

function formatAction(action: RoutingAction): string {
  return action.kind === "table" ? `lookup ${action.table}` : action.kind;
}

function isWhole(mask: number): boolean {
  return mask >>> 0 === 0xffff_ffff;
}

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}
