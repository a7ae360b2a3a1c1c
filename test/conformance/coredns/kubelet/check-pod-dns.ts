import { address } from "../../../../src/base/address.js";
import type { DnsPolicy } from "../../../../src/cluster/pod.js";
import { differences } from "../conformance-case.js";
import { formPodDns } from "../../../../src/kubelet/pod-dns.js";

/** A pod's DNS settings as the real kubelet formed them. */
export interface RecordedPodDns {
  readonly id: string;
  readonly input: {
    readonly dnsPolicy: string;
    readonly hostNetwork: boolean;
    readonly dnsConfig: {
      readonly nameservers?: readonly string[];
      readonly searches?: readonly string[];
      readonly options?: readonly { readonly name: string; readonly value?: string }[];
    } | null;
    /** Null where the kubelet is told of no file. */
    readonly hostResolvConf: string | null;
    readonly clusterDNS: readonly string[];
    readonly clusterDomain: string;
    readonly namespace: string;
    readonly nodeIPs: readonly string[];
  };
  readonly expect?: {
    readonly nameservers: readonly string[];
    readonly searches: readonly string[];
    readonly options: readonly string[];
  };
  readonly error?: string;
  /** `Warning REASON MESSAGE`. */
  readonly events?: readonly string[];
}

/** Forms a pod's DNS settings and tells what is different from what was recorded; nothing where all is the same. */
export function checkPodDns({
  input,
  expect,
  error,
  events = [],
}: RecordedPodDns): readonly string[] {
  const { dnsConfig } = input;
  const formed = formPodDns(
    {
      clusterDns: input.clusterDNS.map(address),
      clusterDomain: input.clusterDomain,
      hostResolvConf: input.hostResolvConf,
      nodeAddresses: input.nodeIPs.map(address),
    },
    {
      name: "test_pod",
      namespace: input.namespace,
      // The API server fills in an empty policy.
      dnsPolicy: (input.dnsPolicy || "ClusterFirst") as DnsPolicy,
      hostNetwork: input.hostNetwork,
      dnsConfig: dnsConfig && {
        nameservers: (dnsConfig.nameservers ?? []).map(address),
        searches: dnsConfig.searches ?? [],
        options: (dnsConfig.options ?? []).map(({ name, value = null }) => ({ name, value })),
      },
    },
  );
  if (formed.kind === "failed") return differences("error", formed.error, error);
  const { servers, search, options } = formed.settings;
  return [
    ...differences("error", undefined, error),
    ...differences("name servers", servers, expect?.nameservers),
    ...differences("search list", search, expect?.searches),
    ...differences("options", options.toSorted(), expect?.options.toSorted()),
    ...differences(
      "events",
      formed.events.map(({ reason, message }) => `Warning ${reason} ${message}`),
      events,
    ),
  ];
}
