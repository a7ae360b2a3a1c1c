import type { Family } from "../../base/address.js";
import type { Device } from "../device.js";
import type { Settings } from "../sysctl/settings.js";
import type { Namespace, RoutingRule } from "../namespace.js";
import { localTable } from "../local-table.js";
import type { NextHop, Route } from "../route.js";
import { familyOfFlow } from "./flow.js";
import type { Flow } from "./flow.js";
import { hopsOf, routesLeft } from "./route-state.js";
import {
  DEFAULT_PRIORITY,
  MAIN_PRIORITY,
  hasOwnRules,
  ruleFits,
  rulesInOrder,
} from "./routing-rule.js";
import { createRoutingTable } from "./routing-table.js";
import type { RoutingTable } from "./routing-table.js";

/** The rules and the tables that a namespace routes by, in the state that its devices and settings are in. */
export interface Fib {
  readonly rules: Readonly<Record<Family, readonly RoutingRule[]>>;
  readonly tables: Readonly<Record<Family, readonly RoutingTable[]>>;
  table(family: Family, name: string): RoutingTable | null;
  lookUp(flow: Flow): FibResult;
}

/** What the rules and tables say of a flow. */
export type FibResult =
  /** `hops` are the ways out that are usable; none for a route to the host itself. */
  | {
      readonly kind: "route";
      readonly route: Route;
      readonly hops: readonly NextHop[];
      readonly priority: number;
    }
  /** A route or a rule ends the packet; `route` is null where it was the rule. */
  | {
      readonly kind: "refused";
      readonly by: Refusal;
      readonly route: Route | null;
      readonly priority: number;
    }
  | { readonly kind: "none" };

/** The kinds of routes and of rules that end packets. */
export type Refusal = "blackhole" | "unreachable" | "prohibit";

/** What a namespace routes by. */
export function createFib(namespace: Namespace, settings: Settings): Fib {
  const { devices } = namespace;
  const byFamily = <Value>(make: (family: Family) => Value): Readonly<Record<Family, Value>> => ({
    ipv4: make("ipv4"),
    ipv6: make("ipv6"),
  });
  // A device without IPv6 has no address and no route of it (linux net/ipv6/addrconf.c: addrconf_ifdown).
  const speaking = (family: Family): readonly Device[] =>
    devices.filter(
      ({ name }) => family === "ipv4" || settings.ofDevice("ipv6", name, "disable_ipv6") === 0,
    );
  const tables = byFamily((family) =>
    tablesOf([
      ...localTable(speaking(family), family),
      ...routesLeft(namespace.routes[family], speaking(family)),
    ]),
  );
  const rules = byFamily((family) => rulesInOrder(namespace, family));
  const named = (family: Family, name: string): RoutingTable | null =>
    tables[family].find((table) => table.name === name) ?? null;
  const isUp = new Map(devices.map(({ name, up }) => [name, up]));
  const isPassedOver = (name: string): boolean =>
    devices.some((device) => device.name === name && !device.carrier) &&
    settings.either(name, "ignore_routes_with_linkdown");
  const usable = (flow: Flow, route: Route): readonly NextHop[] | null => {
    const ends = route.kind !== "unicast" && route.kind !== "local" && route.device === null;
    // IPv6 lists such a route with the device lo, so it does not fit a flow that has to leave by another one.
    if (ends) return flow.output === null || route.destination.family === "ipv4" ? [] : null;
    const hops = hopsOf(route).filter(
      (hop) =>
        (flow.output === null || flow.output === hop.device) &&
        ((isUp.get(hop.device) ?? false) || route.scope === "host") &&
        !isPassedOver(hop.device),
    );
    return hops.length === 0 ? null : hops;
  };
  const areTablesMerged = !hasOwnRules(namespace, "ipv4");
  const asked = { rules, named, usable, areTablesMerged };
  return { rules, tables, table: named, lookUp: (flow) => lookUp(flow, asked) };
}

interface Asked {
  readonly rules: Fib["rules"];
  readonly named: (family: Family, name: string) => RoutingTable | null;
  readonly usable: (flow: Flow, route: Route) => readonly NextHop[] | null;
  readonly areTablesMerged: boolean;
}

// linux net/core/fib_rules.c: fib_rules_lookup asks one rule after the other until one has an answer.
function lookUp(flow: Flow, { rules, named, usable, areTablesMerged }: Asked): FibResult {
  const family = familyOfFlow(flow);
  if (family === "ipv4" && areTablesMerged) return withoutRules(flow, { named, usable });
  for (const rule of rules[family]) {
    if (!ruleFits(rule, flow)) continue;
    const { priority, action } = rule;
    if (action.kind !== "table") return { kind: "refused", by: action.kind, route: null, priority };
    const result = resultOf(inTable([named(family, action.table)], flow, usable), priority);
    if (result.kind !== "none") return result;
  }
  return { kind: "none" };
}

// linux include/net/ip_fib.h: fib_lookup. As long as nobody has added a rule, IPv4's tables local and main are one, in
// which the longest prefix wins; whatever they do not lead to is asked of the table default, if that is there.
function withoutRules(flow: Flow, { named, usable }: Pick<Asked, "named" | "usable">): FibResult {
  const merged = [named("ipv4", "local"), named("ipv4", "main")];
  const found = inTable(merged, flow, usable);
  const priority = found?.route.table === "local" ? 0 : MAIN_PRIORITY;
  const result = resultOf(found, priority);
  const last = named("ipv4", "default");
  if (result.kind !== "none" || last === null) return result;
  return resultOf(inTable([last], flow, usable), DEFAULT_PRIORITY);
}

function resultOf(found: FoundRoute | null, priority: number): FibResult {
  if (found === null) return { kind: "none" };
  const { route, hops } = found;
  switch (route.kind) {
    case "blackhole":
    case "unreachable":
    case "prohibit":
      return { kind: "refused", by: route.kind, route, priority };
    // The next rule is asked.
    case "throw":
      return { kind: "none" };
    case "unicast":
    case "local":
    case "broadcast":
    case "multicast":
      return { kind: "route", route, hops, priority };
  }
}

interface FoundRoute {
  readonly route: Route;
  readonly hops: readonly NextHop[];
}

// linux net/ipv4/fib_trie.c: fib_table_lookup goes back to shorter prefixes where no way out of the longest is usable.
function inTable(
  tables: readonly (RoutingTable | null)[],
  flow: Flow,
  usable: Asked["usable"],
): FoundRoute | null {
  const all = tables.flatMap((table) => table?.candidates(flow.destination) ?? []);
  // Of equal prefixes the one of the first table stays in front.
  const candidates =
    tables.length === 1 ? all : all.sort((a, b) => b.destination.length - a.destination.length);
  for (const route of candidates) {
    const hops = usable(flow, route);
    if (hops !== null) return { route, hops };
  }
  return null;
}

function tablesOf(routes: readonly Route[]): readonly RoutingTable[] {
  const byName = new Map<string, Route[]>();
  for (const route of routes) {
    const own = byName.get(route.table);
    if (own === undefined) byName.set(route.table, [route]);
    else own.push(route);
  }
  return [...byName].map(([name, own]) => createRoutingTable(name, own));
}
