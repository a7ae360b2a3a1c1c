import { FAMILIES } from "../../base/address.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Hook } from "../../netfilter/hook.js";
import { stationNames } from "../../netfilter/hook-stations.js";
import type { HostNetfilter } from "../../network/host.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { TraceHeader } from "../../trace/header.js";
import type { NamespaceId } from "../../trace/id.js";
import type { World } from "../world.js";
import { metRules } from "./met-rules.js";
import { nftablesHeader } from "./nftables-header.js";
import { ruleSetHeader } from "./rule-set-header.js";
import type { TextPool } from "./text-pool.js";

/** What a header says of rules. */
type RuleHeaders = Pick<TraceHeader, "ruleSets" | "nftables" | "chart">;

/** The rules that there were before the first event, of each namespace that has any. */
export interface StandingRules {
  readonly hosts: ReadonlyMap<NamespaceId, HostNetfilter>;
  /** The iptables that most of the hosts have. */
  readonly backend: "nft" | "legacy";
  /** Whether there is a virtual server of IPVS anywhere. */
  readonly balances: boolean;
}

// The order of a forwarded packet's path, with the two hooks of the host's own packets between.
const HOOKS: readonly Hook[] = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];

/** Remembers the rules of a world before its play; none of them are compiled for that. */
export function standingRules({ stacks }: World): StandingRules {
  const all = [...stacks.values()].flatMap(({ id, host }) =>
    host.netfilter === null
      ? []
      : [{ id, netfilter: host.netfilter, backend: host.namespace.iptables }],
  );
  const legacy = all.filter(({ backend }) => backend === "legacy").length;
  return {
    hosts: new Map(all.map(({ id, netfilter }) => [id, netfilter])),
    backend: legacy > all.length / 2 ? "legacy" : "nft",
    balances: all.some(({ netfilter }) => netfilter.ipvs.servers().length > 0),
  };
}

/** In a cluster with more Services, a header lists only the rules that packets met. */
const MANY_SERVICES = 500;

/** Whether a play's header lists only the rules that packets met: in a large cluster, as long as nobody changes rules. */
export function listsMetRules({ services }: Cluster, events: readonly TraceEvent[]): boolean {
  return services.length > MANY_SERVICES && !events.some(({ kind }) => CHANGES.has(kind));
}

const CHANGES: ReadonlySet<string> = new Set([
  "rules-changed",
  "nftables-changed",
  "rules-synced",
] satisfies TraceEvent["kind"][]);

/** The rules before the first event, as the header has them: all, or with `events` those that packets meet in them. */
export function ruleHeaders(
  standing: StandingRules,
  pool: TextPool,
  events: readonly TraceEvent[] | null,
): RuleHeaders {
  const met = events === null ? null : metRules(events);
  const hosts = [...standing.hosts];
  // What is asked here is compiled: only hosts that packets came to, where the others are left out.
  const compiled = hosts.filter(([id]) => met?.has(id) ?? true);
  const others = hosts.filter(([id]) => met?.has(id) === false);
  const ofNft = compiled.flatMap(([id, { nftables }]) =>
    nftables.tables.length === 0 ? [] : [nftablesHeader(id, nftables, pool, met?.get(id) ?? null)],
  );
  const nftables = ofNft.length === 0 ? [] : [...ofNft, ...others.map(([id]) => uncompiled(id))];
  const tables = compiled.map(([, own]) => own.nftables);
  return {
    ruleSets: [
      ...compiled.flatMap(([id, { ruleSets }]) =>
        FAMILIES.map((family) => ruleSetHeader(id, ruleSets[family], pool, met?.get(id) ?? null)),
      ),
      ...others.flatMap(([id]) => FAMILIES.map((family) => ({ ...uncompiled(id), family }))),
    ],
    ...(nftables.length === 0 ? {} : { nftables }),
    chart: HOOKS.map((hook) => ({
      hook,
      // Where nobody balances, IPVS is not even loaded.
      stations: stationNames(hook, standing.backend, tables).filter(
        (station) => standing.balances || station !== "ipvs",
      ),
    })),
  };
}

function uncompiled(namespace: NamespaceId): Uncompiled {
  return { namespace, tables: [], uncompiled: true };
}

interface Uncompiled {
  readonly namespace: NamespaceId;
  readonly tables: readonly never[];
  readonly uncompiled: true;
}
