import { FAMILIES } from "../../base/address.js";
import type { Node } from "../../cluster/node.js";
import type { IpSets } from "../../netfilter/ipset/ip-set.js";
import { readSets } from "../../netfilter/ipset/read-sets.js";
import type { Ipvs } from "../../netfilter/ipvs/ipvs.js";
import { realServerName, virtualServerName } from "../../trace/virtual-server.js";
import type { RealServer, VirtualServer } from "../../trace/virtual-server.js";
import { changeHost } from "../change/change-host.js";
import { setTexts } from "../header/set-texts.js";
import { nodeProxy, proxyServers, withProxy } from "../set-up/node-proxy.js";
import type { Stack } from "../world.js";
import type { LivePlace } from "./live-place.js";

/** A node whose kube-proxy syncs. */
type NodePlace = LivePlace & { readonly stack: Stack };

// kubernetes pkg/proxy/ipvs/graceful_termination.go v1.36: rsCheckDeleteInterval
const CHECK_AFTER = 60_000_000;

/** What a sync does in ipvs mode beside rules: sets, addresses of kube-ipvs0, virtual servers. Real servers that go keep their connections (proxier.go v1.36: syncProxyRules). */
export function syncBalancing(place: NodePlace, node: Node): void {
  const { live, stack, world } = place;
  const { host } = stack;
  const { netfilter } = host;
  const { mode } = live.now.settings.proxy;
  if (mode !== "ipvs" || netfilter === null) return;
  const proxy = nodeProxy(live.now, node, host.namespace);
  const texts = setTexts(host).join("");
  const text = FAMILIES.map((family) => proxy.output(family).ipsets).join("");
  const made = readSets({ name: node.name, text }).sets;
  host.register({ ...netfilter, sets: withSets(netfilter.sets, made) });
  changeHost({ world, stack }, withProxy(host.namespace, mode, proxy));
  const ipsets = setTexts(host);
  if (ipsets.join("") !== texts)
    world.recorder.emit(stack.id, null, { kind: "tables-changed", tables: { ipsets } });
  load(place, proxyServers(proxy));
}

function withSets(known: IpSets, made: IpSets): IpSets {
  const others = [...known].filter(([name]) => !made.has(name));
  return new Map([...others, ...made]);
}

function load(place: NodePlace, wanted: readonly VirtualServer[]): void {
  const { world, stack } = place;
  const ipvs = stack.host.netfilter?.ipvs;
  if (ipvs === undefined) return;
  const before = JSON.stringify(ipvs.servers());
  const servers = wanted.map((server) => withLeaving(server, ipvs, world.scheduler.now()));
  ipvs.load(servers);
  if (JSON.stringify(servers) !== before) {
    const tables = { virtualServers: servers };
    world.recorder.emit(stack.id, null, { kind: "tables-changed", tables });
  }
  const isLeaving = servers.some(({ realServers }) =>
    realServers.some(({ weight }) => weight === 0),
  );
  if (isLeaving)
    world.scheduler.timer(CHECK_AFTER, () => {
      load(place, ipvs.servers().map(withoutLeaving));
    });
}

function withoutLeaving(server: VirtualServer): VirtualServer {
  return { ...server, realServers: server.realServers.filter(({ weight }) => weight > 0) };
}

// graceful_termination.go v1.36: of TCP alone. What still has connections takes no new ones, and is looked at again.
function withLeaving(server: VirtualServer, ipvs: Ipvs, now: number): VirtualServer {
  const { of, realServers } = server;
  const old = ipvs.server(of);
  if (old === null || (of.kind === "address" && of.protocol !== "tcp")) return server;
  const stays = new Set(realServers.map(realServerName));
  const used = new Set(
    ipvs.connections().flatMap(({ entry }) => {
      const isHere = entry.server === virtualServerName(of) && entry.counts !== "template";
      return isHere && entry.expiresAt > now ? [entry.real] : [];
    }),
  );
  const leaving = old.realServers.flatMap((real): readonly RealServer[] => {
    const name = realServerName(real);
    return stays.has(name) || !used.has(name) ? [] : [{ ...real, weight: 0 }];
  });
  const known = new Map(old.realServers.map((real) => [realServerName(real), real]));
  // Those that stay keep their places in the list.
  const kept = old.realServers.flatMap((real) => (stays.has(realServerName(real)) ? [real] : []));
  const added = realServers.filter((real) => !known.has(realServerName(real)));
  return { ...server, realServers: [...kept.map(taking), ...leaving, ...added] };
}

function taking(real: RealServer): RealServer {
  return { ...real, weight: 1 };
}
