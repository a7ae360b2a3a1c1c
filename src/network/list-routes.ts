import { FAMILIES } from "../base/address.js";
import type { Family } from "../base/address.js";
import type { RouteLine, RoutingRuleLine } from "../trace/host-tables.js";
import { routesLeft } from "./fib/route-state.js";
import { formatRoutingRule, rulesInOrder } from "./fib/routing-rule.js";
import { formatRoute } from "./format-route.js";
import { localTable } from "./local-table.js";
import type { Namespace } from "./namespace.js";
import { inListOrder } from "./route.js";
import type { Route } from "./route.js";

const NUMBERS: Readonly<Record<string, number>> = { default: 253, main: 254, local: 255 };

/** All routes of a namespace, in the order of `ip route show table all` and `ip -6 route show table all`. */
export function listRoutes({ routes, devices }: Namespace): readonly RouteLine[] {
  return FAMILIES.flatMap((family) => {
    const left = [...localTable(devices, family), ...routesLeft(routes[family], devices)];
    return inTableOrder(left).map((route): RouteLine => ({
      family,
      table: route.table,
      text: formatRoute(route, devices),
    }));
  });
}

/** All rules of a namespace, in the order of `ip rule` and `ip -6 rule`. */
export function listRoutingRules(namespace: Namespace): readonly RoutingRuleLine[] {
  return FAMILIES.flatMap((family: Family) =>
    rulesInOrder(namespace, family).map((rule) => ({ family, text: formatRoutingRule(rule) })),
  );
}

// linux keeps tables in 256 lists by the last byte of their numbers (net/ipv4/fib_frontend.c: fib_table_hash).
function inTableOrder(routes: readonly Route[]): readonly Route[] {
  const tables = [...new Set(routes.map(({ table }) => table))];
  const place = (table: string): number => NUMBERS[table] ?? Number(table);
  return tables
    .sort((a, b) => (place(a) & 255) - (place(b) & 255) || place(a) - place(b))
    .flatMap((table) => inListOrder(routes.filter((route) => route.table === table)));
}
