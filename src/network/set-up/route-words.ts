import { formatPrefix } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { RoutingRule } from "../namespace.js";
import type { NextHop, Route } from "../route.js";
import { shellDevice } from "./shell-name.js";

/** What follows `ip route add` for a route. */
export function routeWords(route: Route): string {
  const { kind, destination, gateway, device, onlink, scope, source, protocol, metric } = route;
  const isIpv6 = destination.family === "ipv6";
  const usualMetric = isIpv6 ? 1024 : 0;
  return words(
    kind === "unicast" ? "" : kind,
    prefixWords(destination),
    gateway === null ? "" : `via ${gateway}`,
    device === null ? "" : `dev ${shellDevice(device)}`,
    route.table === "main" ? "" : `table ${route.table}`,
    protocol === "boot" ? "" : `proto ${protocol}`,
    scope === usualScope(route) || isIpv6 ? "" : `scope ${scope}`,
    source === null ? "" : `src ${source}`,
    metric === usualMetric ? "" : `metric ${metric}`,
    route.mtu === null ? "" : `mtu ${route.mtu}`,
    onlink ? "onlink" : "",
    ...route.hops.map(hopWords),
  );
}

/** What follows `ip rule add` for a rule. */
export function ruleWords(rule: RoutingRule): string {
  const { priority, negated, from, to, mark, input, output, action } = rule;
  return words(
    `pref ${priority}`,
    negated ? "not" : "",
    from === null ? "" : `from ${prefixWords(from)}`,
    to === null ? "" : `to ${prefixWords(to)}`,
    mark === null ? "" : `fwmark ${markWords(mark)}`,
    input === null ? "" : `iif ${shellDevice(input)}`,
    output === null ? "" : `oif ${shellDevice(output)}`,
    action.kind === "table" ? `lookup ${action.table}` : action.kind,
  );
}

// linux net/core/fib_rules.c: fib_nl2rule compares all bits of a mark that comes without a mask, unless it is 0.
function markWords({ value, mask }: NonNullable<RoutingRule["mark"]>): string {
  const isWhole = mask === 0xffffffff && value !== 0;
  return isWhole ? hexadecimal(value) : `${hexadecimal(value)}/${hexadecimal(mask)}`;
}

/** A prefix as `ip` takes it. */
export function prefixWords(destination: Prefix): string {
  return destination.length === 0 ? "default" : formatPrefix(destination);
}

function hopWords({ gateway, device, onlink, weight }: NextHop): string {
  return words(
    "nexthop",
    gateway === null ? "" : `via ${gateway}`,
    `dev ${shellDevice(device)}`,
    `weight ${weight}`,
    onlink ? "onlink" : "",
  );
}

// What ip takes where no scope is said (iproute2 ip/iproute.c: iproute_modify).
function usualScope({ kind, gateway, hops }: Route): Route["scope"] {
  if (kind === "local") return "host";
  if (kind === "broadcast" || kind === "multicast") return "link";
  return kind === "unicast" && gateway === null && hops.length === 0 ? "link" : "global";
}

function hexadecimal(number: number): string {
  return `0x${number.toString(16)}`;
}

function words(...all: readonly string[]): string {
  return all.filter((word) => word !== "").join(" ");
}
