import { familyOf } from "../base/address.js";
import type { Address } from "../base/address.js";
import type { Pod } from "../cluster/pod.js";
import type { DnsConfig } from "../cluster/pod-resolver.js";
import type { DnsSettings } from "./dns-settings.js";
import { BAD_RESOLV_CONF, mergeOptions, parseHostResolvConf } from "./host-resolv-conf.js";
import { limitSearch, limitServers } from "./resolv-conf-limit.js";

/** What a kubelet is told of DNS, and of its node. */
export interface KubeletDns {
  /** `clusterDNS` of its configuration. */
  readonly clusterDns: readonly Address[];
  /** `clusterDomain`; empty for none. */
  readonly clusterDomain: string;
  /** The text of the file that `resolvConf` names; null where it names none (`--resolv-conf ""`). */
  readonly hostResolvConf: string | null;
  readonly nodeAddresses: readonly Address[];
}

/** What the kubelet looks at in a pod. */
export interface PodDnsInput {
  readonly name: string;
  readonly namespace: string;
  readonly dnsPolicy: Pod["dnsPolicy"];
  readonly hostNetwork: boolean;
  readonly dnsConfig: DnsConfig | null;
}

/** An event that the kubelet writes: of the pod, unless it is its node's. */
export interface KubeletEvent {
  readonly about: "pod" | "node";
  readonly reason: "MissingClusterDNS" | "DNSConfigForming";
  readonly message: string;
}

/** A pod's DNS settings, or the error with which the kubelet makes no pod. */
export type PodDns =
  | {
      readonly kind: "formed";
      readonly settings: DnsSettings;
      readonly events: readonly KubeletEvent[];
    }
  | { readonly kind: "failed"; readonly error: string };

/** Where a pod's DNS settings begin. */
export type PodDnsType = "cluster" | "host" | "none";

/** Forms a pod's DNS settings (kubernetes pkg/kubelet/network/dns/dns.go v1.36: GetPodDNS). */
export function formPodDns(kubelet: KubeletDns, pod: PodDnsInput): PodDns {
  const host = parseHostResolvConf(kubelet.hostResolvConf ?? "");
  if (host.badLine !== null) return { kind: "failed", error: BAD_RESOLV_CONF };
  const type = podDnsType(pod);
  const isMissing = type === "cluster" && kubelet.clusterDns.length === 0;
  const base = baseSettings(kubelet, pod, { host, type: isMissing ? "host" : type });
  const { servers, search, options } = appendDnsConfig(base, pod.dnsConfig);
  const fitServers = limitServers(servers);
  const fitSearch = limitSearch(search);
  const complaints = [fitServers.complaint, fitSearch.complaint].filter((text) => text !== null);
  return {
    kind: "formed",
    settings: { servers: fitServers.kept, search: fitSearch.kept, options },
    events: [
      ...(isMissing ? missingClusterDns(pod) : []),
      ...complaints.map((message): KubeletEvent => {
        return { about: "pod", reason: "DNSConfigForming", message };
      }),
    ],
  };
}

/** Where a pod's DNS settings begin, by its policy (getPodDNSType). */
export function podDnsType({
  dnsPolicy,
  hostNetwork,
}: Pick<PodDnsInput, "dnsPolicy" | "hostNetwork">): PodDnsType {
  switch (dnsPolicy) {
    case "None":
      return "none";
    case "Default":
      return "host";
    case "ClusterFirst":
      return hostNetwork ? "host" : "cluster";
    case "ClusterFirstWithHostNet":
      return "cluster";
  }
}

// Five dots keep even NAME.NAMESPACE.svc.DOMAIN a relative name; the host's options are not taken over.
const CLUSTER_OPTIONS = ["ndots:5"];

function baseSettings(
  kubelet: KubeletDns,
  { namespace }: PodDnsInput,
  { host, type }: { readonly host: DnsSettings; readonly type: PodDnsType },
): DnsSettings {
  const { clusterDomain: domain } = kubelet;
  switch (type) {
    case "none":
      return { servers: [], search: [], options: [] };
    case "host":
      return kubelet.hostResolvConf === null ? localhostSettings(kubelet) : host;
    case "cluster": {
      const own = [`${namespace}.svc.${domain}`, `svc.${domain}`, domain];
      return {
        servers: kubelet.clusterDns,
        search: domain === "" ? host.search : unique([...own, ...host.search]),
        options: CLUSTER_OPTIONS,
      };
    }
  }
}

// As a resolver without name servers does: it asks its own host, and searches nothing.
function localhostSettings({ nodeAddresses }: KubeletDns): DnsSettings {
  const servers = nodeAddresses.map((one) => (familyOf(one) === "ipv6" ? "::1" : "127.0.0.1"));
  return {
    servers: servers.length === 0 ? ["127.0.0.1"] : servers,
    search: ["."],
    options: [],
  };
}

/** Settings with what a pod's `dnsConfig` adds (appendDNSConfig). */
export function appendDnsConfig(base: DnsSettings, config: DnsConfig | null): DnsSettings {
  if (config === null) return base;
  const options = config.options.map(({ name, value }) => (value ? `${name}:${value}` : name));
  return {
    servers: unique([...base.servers, ...config.nameservers]),
    search: unique([...base.search, ...config.searches]),
    options: mergeOptions(base.options, options),
  };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

// The same words once for the node and once for the pod.
function missingClusterDns({ name }: PodDnsInput): readonly KubeletEvent[] {
  const message =
    'kubelet does not have ClusterDNS IP configured and cannot create Pod using "ClusterFirst" policy. Falling back to "Default" policy.';
  const reason = "MissingClusterDNS";
  return [
    { about: "node", reason, message },
    { about: "pod", reason, message: `pod: "${name}". ${message}` },
  ];
}
