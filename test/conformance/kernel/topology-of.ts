import { address } from "../../../src/base/address.js";
import type {
  BridgePortSettings,
  DeviceDeclaration,
  DeviceLink,
} from "../../../src/cluster/topology/device.js";
import { USUAL_PORT } from "../../../src/cluster/topology/device.js";
import type { HostDeclaration } from "../../../src/cluster/topology/host.js";
import type { Topology } from "../../../src/cluster/topology/topology.js";
import { bridgeFdbOf } from "../../../src/cluster/topology/read-fdb.js";
import { ipNeighbourOf } from "../../../src/cluster/topology/read-neighbour.js";
import { ipRouteOf } from "../../../src/cluster/topology/read-route.js";
import { ipRuleOf } from "../../../src/cluster/topology/read-rule.js";
import type { World, WorldHost } from "./world-file.js";

/** What recordings set in every namespace (README of the worlds). */
const EVERYWHERE = {
  "net.ipv4.icmp_ratemask": 0,
  "net.ipv4.tcp_synack_retries": 0,
  "net.ipv4.conf.all.rp_filter": 0,
  "net.ipv4.conf.default.rp_filter": 0,
};

const SPAN = { source: "world", start: 0, end: 0 };

/** The hosts and cables of a world, as a scenario would declare them. */
export function topologyOf({ hosts, links }: World, backend: "nft" | "legacy"): Topology {
  const ends = links.map(
    (pair) =>
      pair.map((text) => {
        const [host = "", device = ""] = text.split(":");
        return { host, device };
      }) as [{ host: string; device: string }, { host: string; device: string }],
  );
  return {
    hosts: Object.entries(hosts).map(([name, host]) =>
      hostOf(name, host, {
        backend,
        plugged: ends.flat().flatMap((end) => (end.host === name ? [end.device] : [])),
      }),
    ),
    nodes: [],
    links: ends.map((pair) => ({ ends: pair, span: SPAN })),
    lanPorts: [],
    containers: [],
  };
}

function hostOf(
  name: string,
  host: WorldHost,
  { backend, plugged }: { readonly backend: "nft" | "legacy"; readonly plugged: readonly string[] },
): HostDeclaration {
  const { iptables = [], ipset = [], vxlan = {} } = host;
  return {
    name,
    kind: host.role === "switch" ? "switch" : "host",
    devices: devicesOf(host, plugged),
    routes: (host.routes ?? []).map(ipRouteOf),
    routingRules: (host.rules ?? []).map(ipRuleOf),
    neighbours: (host.neigh ?? []).map(ipNeighbourOf),
    forwardings: Object.values(vxlan).flatMap(({ fdb = [] }) => fdb.map(bridgeFdbOf)),
    sysctls: Object.entries({ ...EVERYWHERE, ...host.sysctl }).map(([key, value]) => ({
      name: withSlashes(key),
      value: String(value),
      span: SPAN,
    })),
    iptables: backend,
    ruleDumps:
      iptables.length === 0
        ? []
        : [{ family: "ipv4" as const, text: `${iptables.join("\n")}\n`, span: SPAN }],
    ipvs: [],
    ipsets: ipset.length === 0 ? [] : [{ text: `${ipset.join("\n")}\n`, span: SPAN }],
    nftables: [],
    servers: [],
    span: SPAN,
  };
}

/** A setting's name with slashes; one that is written with dots has no device with a dot. */
export function withSlashes(name: string): string {
  return name.includes("/") ? name : name.replaceAll(".", "/");
}

function devicesOf(host: WorldHost, plugged: readonly string[]): readonly DeviceDeclaration[] {
  const { addrs = {}, bridges = {}, vxlan = {}, promisc = [] } = host;
  const masters = new Map(
    Object.entries(bridges).flatMap(([bridge, { ports = [] }]) =>
      ports.map((port) => [port, bridge] as const),
    ),
  );
  const hairpins = new Set(Object.values(bridges).flatMap(({ hairpin = [] }) => hairpin));
  const names = new Set([
    ...plugged,
    ...Object.keys(bridges),
    ...masters.keys(),
    ...Object.keys(vxlan),
    ...Object.keys(addrs),
  ]);
  const kindOf = (name: string): "loopback" | "bridge" | "ethernet" | "dummy" => {
    if (name === "lo") return "loopback";
    if (name in bridges) return "bridge";
    return plugged.includes(name) ? "ethernet" : "dummy";
  };
  const made = [...names].map((name): DeviceDeclaration => {
    const tunnel = vxlan[name];
    const link: DeviceLink =
      tunnel !== undefined
        ? {
            kind: "vxlan",
            vni: tunnel.vni,
            local: address(tunnel.local),
            port: tunnel.port,
            lower: tunnel.dev,
            learning: false,
          }
        : { kind: kindOf(name) };
    const port: BridgePortSettings = { ...USUAL_PORT, hairpin: hairpins.has(name) };
    return {
      name,
      link,
      mac: tunnel?.mac ?? null,
      addresses: (addrs[name] ?? []).map(addressOf),
      mtu: null,
      up: true,
      master: masters.get(name) ?? null,
      port,
      promiscuous: promisc.includes(name),
      span: SPAN,
    };
  });
  return made;
}

function addressOf(text: string): DeviceDeclaration["addresses"][number] {
  const [own = "", length = "32"] = text.split("/");
  return { address: address(own), length: Number(length) };
}
