import type { Address, Family } from "../base/address.js";
import { required } from "../base/assert.js";
import { createRandom } from "../base/random.js";
import type { Random } from "../base/random.js";
import type { Conntrack } from "../netfilter/conntrack/conntrack.js";
import type { HostView } from "../netfilter/host-view.js";
import type { Ipvs } from "../netfilter/ipvs/ipvs.js";
import type { IpSets } from "../netfilter/ipset/ip-set.js";
import { setKeysOf } from "../netfilter/nftables/model/nftables.js";
import type { Nftables } from "../netfilter/nftables/model/nftables.js";
import { keepSets } from "../netfilter/nftables/walk/set-memory.js";
import type { RuleSet } from "../netfilter/rule-set.js";
import { createForwardingTable } from "./bridge/forwarding-table.js";
import type { ForwardingTable } from "./bridge/forwarding-table.js";
import { LOOPBACK } from "./device.js";
import { decideOutput } from "./fib/decide-output.js";
import { createFib } from "./fib/fib.js";
import { createLearnedRoutes } from "./fib/learned-routes.js";
import type { Router } from "./fib/router.js";
import { createPeerLimits } from "./fib/peer-limits.js";
import type { PeerLimits } from "./fib/peer-limits.js";
import { createHostView } from "./host-view.js";
import type { Namespace } from "./namespace.js";
import { createNeighbourTable } from "./neighbour/neighbour-table.js";
import type { NeighbourTable } from "./neighbour/neighbour-table.js";
import { staticNeighbours } from "./neighbour/static-neighbours.js";
import { createReassembly } from "./pass/reassembly.js";
import type { Reassembly } from "./pass/reassembly.js";
import type { Route } from "./route.js";
import { settingsOf } from "./sysctl/settings.js";

/** A namespace at work: what it looks up for each packet, and what it has learned. */
export interface Host extends Router {
  readonly view: HostView;
  /** What it may still say to others in ICMP. */
  readonly limits: PeerLimits;
  /** Pieces of packets that wait for the others. */
  readonly reassembly: Reassembly;
  /** What ARP and ND have found. */
  readonly neighbours: NeighbourTable;
  /** What the bridges and the VXLAN devices know of hardware addresses. */
  readonly forwardings: ForwardingTable;
  /** The rules and the conntrack table; null where nothing is registered, as in pods, which then track nothing. */
  readonly netfilter: HostNetfilter | null;
  /** Somebody changed devices, routes, rules or settings: everything is looked up anew from now on. */
  change(namespace: Namespace): void;
  /** Somebody loaded rules or sets: they are what netfilter has from now on; null for nothing at all. */
  register(netfilter: HostNetfilter | null): void;
}

/** What netfilter keeps for one namespace. */
export interface HostNetfilter {
  readonly ruleSets: Readonly<Record<Family, RuleSet>>;
  /** The tables of nft. */
  readonly nftables: Nftables;
  readonly conntrack: Conntrack;
  /** The sets of `ipset`. */
  readonly sets: IpSets;
  /** The virtual servers, and the connections through them. */
  readonly ipvs: Ipvs;
  /** The draws of `-m statistic` and of translations. */
  readonly random: Random;
}

/** Sets a namespace to work; of its neighbours it knows what was set by hand. */
export function createHost(
  namespace: Namespace,
  netfilter: HostNetfilter | null,
  random: Random = createRandom(0, `host/${namespace.id}`),
): Host {
  let state = stateOf(namespace);
  let registered = netfilter;
  const learned = createLearnedRoutes();
  return {
    get namespace() {
      return state.namespace;
    },
    get settings() {
      return state.settings;
    },
    get fib() {
      return state.fib;
    },
    get view() {
      return state.view;
    },
    learned,
    limits: createPeerLimits(),
    reassembly: createReassembly(),
    neighbours: createNeighbourTable(staticNeighbours(namespace)),
    forwardings: createForwardingTable(namespace.forwardings, namespace.devices),
    random,
    get netfilter() {
      return registered;
    },
    register: (next) => {
      registered = next;
      if (next !== null) keepSets(next.conntrack.memory.sets, setKeysOf(next.nftables));
    },
    change: (next) => {
      state = stateOf(next);
      // linux net/ipv4/route.c: rt_cache_flush, at every change of routes and rules.
      learned.flush();
    },
  };
}

// What follows from a namespace alone; it is computed anew when that changes.
function stateOf(namespace: Namespace): Pick<Host, "namespace" | "settings" | "fib" | "view"> {
  const { sysctls, devices } = namespace;
  const settings = settingsOf(
    sysctls,
    devices.map(({ name }) => name),
  );
  const fib = createFib(namespace, settings);
  return { namespace, settings, fib, view: createHostView(namespace, fib, settings) };
}

/** The device that a packet of the host's own leaves by. */
export function outputDevice(route: Route): string {
  // What a host sends to itself travels over lo, whichever device owns the address.
  return route.kind === "local"
    ? LOOPBACK
    : required(route.device, "the device of a route that goes on");
}

/** The source address that the host takes for a destination; null where it has no route or no address. */
export function sourceAddress(host: Host, destination: Address): Address | null {
  const decision = decideOutput(host, { destination });
  return decision.kind === "route" ? decision.source : null;
}
