import type { Scenario } from "../../cluster/scenario.js";
import { NO_FILES } from "../../dns/files.js";
import { corednsHost } from "../../dns/host.js";
import type { Host } from "../../dns/host.js";
import type { Outside } from "../../dns/outside.js";
import { readResolvConf } from "../../dns/resolver/resolv-conf-file.js";
import { answerUpstream } from "../../dns/upstream.js";
import { podResolvConf } from "./pod-dns.js";
import { runsCoredns } from "./runs-coredns.js";

/** Where CoreDNS reads its Corefile in a scenario's cluster: in its first pod, with the servers that this can ask by then. */
export function corednsHostIn(scenario: Scenario): Host {
  return corednsHost(scenario.cluster.corednsFiles ?? NO_FILES, outsideOf(scenario));
}

const DNS_PORT = 53;

// The cluster's own DNS does not answer yet.
function outsideOf(scenario: Scenario): Outside | null {
  const [pod] = scenario.cluster.pods.filter(runsCoredns);
  if (pod === undefined) return null;
  return {
    resolvConf: readResolvConf(podResolvConf(scenario, pod)),
    ask(server, port, query) {
      const upstream = scenario.upstreams.find(({ address }) => address === server);
      if (upstream === undefined || port !== DNS_PORT) return null;
      return answerUpstream(upstream.records, query);
    },
  };
}
