import type { Address, Family } from "../base/address.js";
import { familyOf } from "../base/address.js";
import { required } from "../base/assert.js";
import type { Random } from "../base/random.js";
import type { Conntrack } from "../netfilter/conntrack/conntrack.js";
import type { Backend } from "../netfilter/hook.js";
import type { HostView } from "../netfilter/host-view.js";
import type { IpSets } from "../netfilter/ipset/ip-set.js";
import type { RuleSet } from "../netfilter/rule-set.js";
import { LOOPBACK } from "./device.js";
import { createHostView } from "./host-view.js";
import { localTable } from "./local-table.js";
import type { Namespace } from "./namespace.js";
import type { Route } from "./route.js";
import { createRoutingTable } from "./routing-table.js";
import type { RoutingTable } from "./routing-table.js";
import { createForwardingTable } from "./bridge/forwarding-table.js";
import type { ForwardingTable } from "./bridge/forwarding-table.js";
import { createNeighbourTable } from "./neighbour/neighbour-table.js";
import type { NeighbourTable } from "./neighbour/neighbour-table.js";
import { staticNeighbours } from "./neighbour/static-neighbours.js";

/** A namespace at work: what it looks up for each packet, and the little in it that changes. */
export interface Host {
  readonly namespace: Namespace;
  /** The local and the main tables. */
  readonly local: Readonly<Record<Family, RoutingTable>>;
  readonly main: Readonly<Record<Family, RoutingTable>>;
  /** What ARP and ND have found. */
  readonly neighbours: NeighbourTable;
  /** What the bridges and the VXLAN devices know of hardware addresses. */
  readonly forwardings: ForwardingTable;
  readonly view: HostView;
  /** The rules and the conntrack table; null where nothing is registered, as in pods, which then track nothing. */
  readonly netfilter: HostNetfilter | null;
}

/** What netfilter keeps for one namespace. */
export interface HostNetfilter {
  readonly ruleSets: Readonly<Record<Family, RuleSet>>;
  readonly backend: Backend;
  readonly conntrack: Conntrack;
  /** The sets of `ipset`. */
  readonly sets: IpSets;
  /** The draws of `-m statistic` and of translations. */
  readonly random: Random;
}

/** Sets a namespace to work; of its neighbours it knows what was set by hand. */
export function createHost(namespace: Namespace, netfilter: HostNetfilter | null): Host {
  const { devices, routes } = namespace;
  const local = {
    ipv4: createRoutingTable(localTable(devices, "ipv4")),
    ipv6: createRoutingTable(localTable(devices, "ipv6")),
  };
  return {
    namespace,
    local,
    main: {
      ipv4: createRoutingTable(routes.ipv4),
      ipv6: createRoutingTable(routes.ipv6),
    },
    neighbours: createNeighbourTable(staticNeighbours(namespace)),
    forwardings: createForwardingTable(namespace.forwardings, devices),
    view: createHostView(devices, local),
    netfilter,
  };
}

/** The route of a host's own packet: the local table is asked first; null where the destination is unreachable. */
export function outputRoute(host: Host, destination: Address): Route | null {
  const family = familyOf(destination);
  const local = host.local[family].lookup(destination);
  // What a host sends to itself travels over lo, whichever device owns the address.
  if (local !== null) return { ...local, source: local.source ?? destination };
  return host.main[family].lookup(destination);
}

/** The device that a packet of the host's own leaves by. */
export function outputDevice(route: Route): string {
  return route.kind === "local"
    ? LOOPBACK
    : required(route.device, "the device of a route that goes on");
}

/** The source address that the host takes for a destination; null where it has no route or no address. */
export function sourceAddress(host: Host, destination: Address): Address | null {
  const route = outputRoute(host, destination);
  if (route === null || route.device === null) return null;
  return route.source ?? host.view.primaryAddressOf(route.device, familyOf(destination));
}
