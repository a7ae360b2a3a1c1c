import type { Pod } from "../../cluster/pod.js";
import type { Scenario } from "../../cluster/scenario.js";
import { clusterDnsOf } from "../../kubelet/cluster-dns.js";
import { resolvConfText } from "../../kubelet/dns-settings.js";
import { formPodDns } from "../../kubelet/pod-dns.js";
import type { PodDns } from "../../kubelet/pod-dns.js";
import { nodeResolvConf } from "./node-resolv-conf.js";

/** What the kubelet of a pod's node makes of the pod's DNS settings. */
export function podDns(scenario: Scenario, pod: Pod): PodDns {
  const { settings, nodes } = scenario.cluster;
  const node = nodes.find(({ name }) => name === pod.node);
  return formPodDns(
    {
      clusterDns: clusterDnsOf(settings),
      clusterDomain: settings.domain,
      hostResolvConf: nodeResolvConf(scenario, pod.node),
      nodeAddresses: node?.addresses ?? [],
    },
    { ...pod, dnsConfig: pod.resolver.dnsConfig },
  );
}

/** The text of a pod's `/etc/resolv.conf`; empty where its kubelet made none, which the scenario's text was told of. */
export function podResolvConf(scenario: Scenario, pod: Pod): string {
  const formed = podDns(scenario, pod);
  return formed.kind === "formed" ? resolvConfText(formed.settings) : "";
}
