import type { HostDeclaration } from "../../cluster/topology/host.js";
import type { RoutingRuleDeclaration } from "../../cluster/topology/routing-rule.js";
import type { RouteFault } from "../../cluster/topology/complete-route.js";
import type { Prefix } from "../../base/prefix.js";
import type { SourceSpan } from "../../base/source-span.js";
import { namespaceId } from "../../trace/id.js";
import type { NamespaceId } from "../../trace/id.js";
import type { Device } from "../device.js";
import { unsaidPriority } from "../fib/routing-rule.js";
import type { RuledNamespace } from "../fib/routing-rule.js";
import { namespace } from "../namespace.js";
import type { Namespace, RoutingRule } from "../namespace.js";
import { mainTables } from "../network.js";
import { kernelRoutes } from "../set-up/kernel-route.js";
import type { Sysctls } from "../sysctl.js";
import { writeSysctl } from "../sysctl/write-sysctl.js";
import { changedDevice, devicesOf } from "./device-of.js";
import type { SegmentOf } from "./device-of.js";
import { routeAmong } from "./route-from.js";

/** A route that the kernel did not take. */
export interface RefusedRoute {
  readonly namespace: NamespaceId;
  readonly span: SourceSpan;
  readonly destination: Prefix;
  readonly fault: RouteFault;
}

/** The id of a declared host's namespace; a switch has one too. */
export function hostNamespaceId(name: string): NamespaceId {
  return namespaceId(`host/${name}`);
}

/** The namespace of a declared host, with what the kernel adds by itself. */
export function hostNamespace(
  host: HostDeclaration,
  segmentOf: SegmentOf,
  refused: RefusedRoute[],
): Namespace {
  const start = namespace({
    id: hostNamespaceId(host.name),
    kind: host.kind === "switch" ? "switch" : "host",
    name: host.name,
    devices: devicesOf(host.devices, host.name, segmentOf),
    routes: { ipv4: [], ipv6: [] },
  });
  const connected = start.devices.flatMap(kernelRoutes);
  return withParts({ ...start, routes: mainTables(connected) }, host, refused);
}

/** A node's namespace as its CNI left it, with what the scenario gives it beside. */
export function extendedNode(
  node: Namespace,
  host: HostDeclaration,
  segmentOf: SegmentOf,
  refused: RefusedRoute[],
): Namespace {
  const known = new Set(node.devices.map(({ name }) => name));
  const own = new Map(host.devices.map((one) => [one.name, one]));
  const changed = node.devices.map((one): Device => {
    const said = own.get(one.name);
    return said === undefined ? one : changedDevice(one, said);
  });
  const unknown = host.devices.filter(({ name }) => !known.has(name));
  const [, ...added] = devicesOf(unknown, host.name, segmentOf);
  const devices = [...changed, ...added];
  const had = node.devices.flatMap(kernelRoutes);
  const connected = devices
    .flatMap(kernelRoutes)
    .filter(
      (made) =>
        !had.some(
          ({ device, destination }) =>
            device === made.device &&
            destination.base === made.destination.base &&
            destination.length === made.destination.length,
        ),
    );
  const routes = mainTables([...node.routes.ipv4, ...node.routes.ipv6, ...connected]);
  return withParts({ ...node, devices, routes }, host, refused);
}

function withParts(start: Namespace, host: HostDeclaration, refused: RefusedRoute[]): Namespace {
  const { devices } = start;
  const routes = [...start.routes.ipv4, ...start.routes.ipv6];
  for (const said of host.routes) {
    const made = routeAmong(said, devices, routes);
    if ("route" in made) routes.push(made.route);
    else {
      const { span, destination } = said;
      refused.push({ namespace: start.id, span, destination, fault: made.fault });
    }
  }
  return {
    ...start,
    routes: mainTables(routes),
    routingRules: withRules(start, host.routingRules),
    neighbours: [
      ...start.neighbours,
      ...host.neighbours.map(({ address, mac, device }) => ({ address, mac, device })),
    ],
    forwardings: [
      ...start.forwardings,
      ...host.forwardings.map(({ mac, device, destination, via }) => ({
        mac,
        device,
        destination,
        ...(via === undefined ? {} : { via }),
      })),
    ],
    sysctls: written(start.sysctls, host, devices),
    iptables: host.iptables,
  };
}

/** The rules after `ip rule add` of these, in order; one without a priority goes before the second that there is. */
export function withRules(
  { routingRules, rulesGone }: RuledNamespace,
  added: readonly RoutingRuleDeclaration[],
): readonly RoutingRule[] {
  return added.reduce<readonly RoutingRule[]>((rules, rule) => {
    const { family, negated, from, to, mark, input, output, action } = rule;
    const priority = rule.priority ?? unsaidPriority({ routingRules: rules, rulesGone }, family);
    const made = { family, priority, negated, from, to, mark, input, output, action };
    return [...rules, made].sort((a, b) => a.priority - b.priority);
  }, routingRules);
}

function written(
  start: Sysctls,
  { sysctls }: HostDeclaration,
  devices: readonly Device[],
): Sysctls {
  const names = devices.map(({ name }) => name);
  return sysctls.reduce((before, { name, value }) => {
    const write = writeSysctl(before, names, { name, value });
    return write.kind === "written" ? write.sysctls : before;
  }, start);
}
