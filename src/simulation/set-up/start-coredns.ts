import { warningAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { contains, prefix } from "../../base/prefix.js";
import type { SourceSpan } from "../../base/source-span.js";
import { withUnreadyPods } from "../../cluster/all-endpoint-slices.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Pod } from "../../cluster/pod.js";
import { podKey } from "../../cluster/pod.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { Corefile } from "../../dns/corefile/corefile.js";
import { readCorefile } from "../../dns/corefile/read.js";
import { findLoop } from "../../dns/plugins/loop/probe.js";
import type { FoundLoop, Hop, OwnPort } from "../../dns/plugins/loop/probe.js";
import { corednsHostIn } from "./coredns-host.js";
import { dnsWorldOf } from "./dns-servers.js";
import { runsCoredns } from "./runs-coredns.js";

/** What became of CoreDNS when its pods started. */
export interface StartedCoredns {
  /** The scenario as it is then: where CoreDNS ends with an error, its pods are not ready. */
  readonly scenario: Scenario;
  readonly corefile: Corefile;
  readonly runs: boolean;
  /** Why it does not run, beyond the mistakes that reading the Corefile gives. */
  readonly diagnostics: readonly Diagnostic[];
  /** The loop that ends it each time that it starts; null for none. */
  readonly loop: FoundLoop | null;
}

/** Lets CoreDNS read its Corefile and look for a loop; `place` is where the Corefile stands in the scenario's text. */
export function startCoredns(scenario: Scenario, place: SourceSpan | null): StartedCoredns {
  const { cluster } = scenario;
  const source = { name: place?.source ?? "Corefile", text: cluster.corefile };
  const { corefile, diagnostics } = readCorefile(
    source,
    place?.start ?? 0,
    corednsHostIn(scenario),
  );
  const [pod] = cluster.pods.filter(runsCoredns);
  if (diagnostics.some(({ severity }) => severity === "error")) {
    const scenarioWithout = withoutCoredns(scenario);
    return { scenario: scenarioWithout, corefile, runs: false, diagnostics: [], loop: null };
  }
  const loop =
    pod === undefined
      ? null
      : findLoop(corefile, dnsWorldOf(scenario, pod), ownPortIn(cluster, pod));
  if (loop === null) return { scenario, corefile, runs: true, diagnostics: [], loop };
  // The default Corefile stands in no text that an author could look at.
  const isWritten = place === null || place.end > place.start;
  const span = (isWritten ? loop.token?.span : null) ?? place ?? NOWHERE;
  const { zone, port, upstream } = loop;
  const found = warningAt(span, "corefile-loop", { zone, port, upstream });
  return { scenario: withoutCoredns(scenario), corefile, runs: false, diagnostics: [found], loop };
}

function withoutCoredns(scenario: Scenario): Scenario {
  return { ...scenario, cluster: withUnreadyPods(scenario.cluster, runsCoredns) };
}

const NOWHERE: SourceSpan = { source: "Corefile", start: 0, end: 0 };
const LOOPBACK = [prefix("127.0.0.0/8"), prefix("::1/128")];

// A query comes back where it is sent to the pod itself, to another pod like it, or to a Service that only such pods are behind.
function ownPortIn(cluster: Cluster, self: Pod): OwnPort {
  const alike = new Set(cluster.pods.filter(runsCoredns).map(podKey));
  return ({ address, port }) => {
    if (LOOPBACK.some((range) => contains(range, address))) return port;
    const owner = cluster.pods.find((pod) => pod.addresses.includes(address));
    if (owner !== undefined) {
      return podKey(owner) === podKey(self) || alike.has(podKey(owner)) ? port : null;
    }
    return servicePort(cluster, { address, port }, alike);
  };
}

function servicePort(cluster: Cluster, hop: Hop, alike: ReadonlySet<string>): number | null {
  const service = cluster.services.find(({ clusterAddresses }) =>
    clusterAddresses.includes(hop.address),
  );
  const port = service?.ports.find(
    (candidate) => candidate.protocol === "udp" && candidate.port === hop.port,
  );
  if (service === undefined || port === undefined) return null;
  const slices = cluster.endpointSlices.filter(
    (slice) => slice.service === service.name && slice.namespace === service.namespace,
  );
  const behind = slices.flatMap((slice) =>
    slice.endpoints
      .filter(({ ready }) => ready !== false)
      .map(({ pod }) => ({
        pod: pod === null ? null : podKey({ namespace: slice.namespace, name: pod }),
        port: slice.ports.find(({ name }) => name === port.name)?.port ?? null,
      })),
  );
  const [first] = behind;
  const allAlike = behind.every(({ pod }) => pod !== null && alike.has(pod));
  return first === undefined || !allAlike ? null : first.port;
}
