import type { DnsPolicy } from "../../../../src/cluster/pod.js";
import { parseHostResolvConf } from "../../../../src/kubelet/host-resolv-conf.js";
import { appendDnsConfig, podDnsType } from "../../../../src/kubelet/pod-dns.js";
import { limitSearch, limitServers } from "../../../../src/kubelet/resolv-conf-limit.js";
import { differences } from "../conformance-case.js";
import type { Check, TableCheck } from "../conformance-case.js";

interface HostFile {
  readonly data: string;
  readonly isErr: boolean;
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly string[];
}

const parseResolvConf: Check<HostFile> = (entry) => {
  const found = parseHostResolvConf(entry.data);
  const isWrong = found.badLine !== null;
  if (isWrong) return differences("error", isWrong, entry.isErr);
  return [
    ...differences("error", isWrong, entry.isErr),
    ...differences("name servers", found.servers, entry.nameservers),
    ...differences("search list", found.search, entry.searches),
    ...differences("options", found.options.toSorted(), entry.options.toSorted()),
  ];
};

interface Searched {
  readonly hostNames: readonly string[];
  readonly resultSearch: readonly string[];
  readonly events?: readonly string[] | null;
}

const formDNSSearchFitsLimits: Check<Searched> = ({ hostNames, resultSearch, events }) => {
  const { kept, complaint } = limitSearch(hostNames);
  return [
    ...differences("search list", kept, resultSearch),
    ...differences("events", complaint === null ? [] : [complaint], events ?? []),
  ];
};

interface Served {
  readonly nameservers: readonly string[];
  readonly expectedNameserver: readonly string[];
  readonly expectedEvent: boolean;
}

const formDNSNameserversFitsLimits: Check<Served> = (entry) => {
  const { kept, complaint } = limitServers(entry.nameservers);
  return [
    ...differences("name servers", kept, entry.expectedNameserver),
    ...differences("event", complaint !== null, entry.expectedEvent),
  ];
};

interface Merged {
  readonly existingDNSConfigOptions: readonly string[];
  readonly dnsConfigOptions: readonly { readonly Name: string; readonly Value?: string }[] | null;
  readonly expectedOptions: readonly string[];
}

const mergeDNSOptions: Check<Merged> = (entry) => {
  const base = { servers: [], search: [], options: entry.existingDNSConfigOptions };
  const added = (entry.dnsConfigOptions ?? []).map(({ Name: name, Value: value = null }) => {
    return { name, value };
  });
  const { options } = appendDnsConfig(base, { nameservers: [], searches: [], options: added });
  return differences("options", options.toSorted(), entry.expectedOptions.toSorted());
};

interface Typed {
  readonly dnsPolicy: string;
  readonly hostNetwork?: boolean;
  readonly expectedDNSType: string | null;
  readonly expectedError?: boolean;
}

const POLICIES: readonly string[] = ["None", "Default", "ClusterFirst", "ClusterFirstWithHostNet"];

const getPodDNSType: Check<Typed> = (entry) => {
  const { dnsPolicy, hostNetwork = false } = entry;
  // What is no policy no pod can have: it is refused where it is read.
  const isPolicy = POLICIES.includes(dnsPolicy);
  const wrong = differences("error", !isPolicy, entry.expectedError ?? false);
  if (!isPolicy) return wrong;
  const type = podDnsType({ dnsPolicy: dnsPolicy as DnsPolicy, hostNetwork });
  return [...wrong, ...differences("type", type, entry.expectedDNSType)];
};

/** What the tables of the kubelet's small functions are compared by. */
export const KUBELET_UNITS: Readonly<Record<string, TableCheck>> = {
  parseResolvConf,
  formDNSSearchFitsLimits,
  formDNSNameserversFitsLimits,
  mergeDNSOptions,
  getPodDNSType,
};
