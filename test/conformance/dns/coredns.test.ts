import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCorefile } from "../../../src/dns/corefile/read.js";
import { placeUpstreams, readScenarios, runScenario } from "../../support/coredns-scenario.js";
import type {
  CorednsAnswer,
  CorednsQuery,
  CorednsScenario,
} from "../../support/coredns-scenario.js";
import { needsShared } from "../../support/shared-vectors.js";

// In order of value; what a scenario needs beyond the built plugins is found from its Corefile.
const FILES = [
  "coredns/kubernetes_default.json",
  "coredns/kubernetes_options.json",
  "kubernetes/apex.json",
  "kubernetes/handler-case.json",
  "kubernetes/handler-common.json",
  "kubernetes/handler-dns.json",
  "kubernetes/handler-ignore-empty.json",
  "kubernetes/handler-multicluster-common.json",
  "kubernetes/handler-multicluster.json",
  "kubernetes/handler-namespaces.json",
  "kubernetes/handler-notsynced.json",
  "kubernetes/handler-pods-disabled.json",
  "kubernetes/handler-pods-insecure.json",
  "kubernetes/handler-pods-verified.json",
  "kubernetes/k8s_external-apex.json",
  "kubernetes/k8s_external.json",
  "kubernetes/reverse.json",
  "kubernetes/zonal-disabled.json",
  "kubernetes/zonal.json",
  "coredns/forward.json",
  "coredns/cache.json",
  "coredns/server.json",
  "coredns/misc.json",
  "coredns/stacks.json",
];

for (const file of FILES) {
  const path = `coredns/${file}`;
  const scenarios = needsShared(path).skip === false ? readScenarios(file) : [];
  for (const scenario of scenarios) {
    if (scenario.queries === undefined || scenario.error !== undefined) continue;
    const name = `${file} ${scenario.id ?? scenario.suite ?? ""}`;
    const missing = unsupportedBy(scenario);
    const count = missing === null ? playable(scenario).length : 0;
    describe(`${name}: ${count} of ${scenario.queries.length} questions`, () => {
      const skip = missing === null ? false : `not built yet: ${missing}`;
      it("are answered as by CoreDNS", { skip }, () => {
        const answers = runScenario(scenario);
        for (const [index, query] of (scenario.queries ?? []).entries()) {
          if (!playable(scenario).includes(query)) continue;
          const answer = answers[index];
          assert.ok(answer);
          assert.deepEqual(inForm(answer, scenario, query), expectedOf(scenario, query));
        }
      });
    });
  }
}

// Unverified answers were never given by the real code; TCP to an upstream is not simulated.
function playable({ queries = [] }: CorednsScenario): readonly CorednsQuery[] {
  return queries.filter(({ verified, tcp, upstreamQueries = [] }) => {
    const isTcp = tcp === true && upstreamQueries.length > 0;
    return verified !== false && !isTcp;
  });
}

function unsupportedBy(scenario: CorednsScenario): string | null {
  const { corefile } = placeUpstreams(scenario);
  const { diagnostics } = readCorefile({ name: "Corefile", text: corefile });
  const features = diagnostics
    .filter(({ code }) => code === "corefile-unsupported")
    .map(({ parameters }) => String(parameters["feature"]));
  return features.length === 0 ? null : [...new Set(features)].join(", ");
}

function expectedOf(scenario: CorednsScenario, query: CorednsQuery): object {
  return inForm(
    {
      rcode: query.rcode,
      flags: query.flags,
      answer: query.answer,
      ns: query.ns,
      extra: query.extra,
      path: (query.path ?? []).filter((place) => !place.startsWith("(")),
      upstreamQueries: query.upstreamQueries ?? [],
    },
    scenario,
    query,
  );
}

const isPlugin = (place: string): boolean => !place.startsWith("[");

// Where the order is drawn, or was sorted by the vectors' maker, records are compared as sets.
function inForm(answer: CorednsAnswer, scenario: CorednsScenario, query: CorednsQuery): object {
  const isSet = scenario.corefile.includes("loadbalance") || scenario.suite !== undefined;
  const order = (records: readonly string[]): readonly string[] =>
    isSet ? [...records].sort() : records;
  return {
    question: `${query.qname} ${query.qtype}`,
    rcode: answer.rcode,
    flags: answer.flags,
    answer: order(answer.answer),
    ns: order(answer.ns),
    extra: order(answer.extra),
    // Which block was chosen counts only where a plugin was entered.
    path: query.path?.length === 0 ? answer.path.filter(isPlugin) : query.path && answer.path,
    upstreamQueries: query.upstreamQueries === undefined ? [] : answer.upstreamQueries,
  };
}
