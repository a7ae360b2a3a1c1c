import { joinHostPort } from "../../../../src/dns/corefile/go-value.js";
import type { Listener } from "../../../../src/dns/choose-block.js";
import { createDnsServer } from "../../../../src/dns/server.js";
import type { DnsWorld } from "../../../../src/dns/server.js";
import { readDnsWorld } from "../../../support/dns-world.js";
import { differences, nameOf, Unsupported } from "../conformance-case.js";
import type { ConformanceCase } from "../conformance-case.js";
import type { VectorFile } from "../vector-file.js";
import { hideResolver } from "./empty-outside.js";
import { readScenario, runScenario } from "./run-scenario.js";
import type { CorednsAnswer, CorednsQuery, CorednsScenario } from "./scenario.js";

/** The cases of a file of servers: that each starts or says why not, and every question in order. */
export function answerCases(file: VectorFile): readonly ConformanceCase[] {
  const read = JSON.parse(file.read()) as CorednsScenario | readonly CorednsScenario[];
  const scenarios = "length" in read ? read : [read];
  return scenarios.flatMap((scenario, index) => {
    // A server of its own is known by its file.
    const name = "length" in read ? `${nameOf(file)} ${scenario.id ?? `#${index}`}` : nameOf(file);
    const { queries = [], error } = scenario;
    const loads = { name: `${name}: starts`, check: () => checkStart(scenario) };
    if (error !== undefined || queries.length === 0) return [loads];
    let answers: readonly CorednsAnswer[] | null = null;
    const answered = (): readonly CorednsAnswer[] => {
      throwUnsupported(scenario);
      answers ??= runScenario(scenario, file.readBeside);
      return answers;
    };
    const asked = queries.map((query, place) => ({
      name: `${name} ${query.id ?? `${place}: ${query.qname} ${query.qtype}`}`,
      check: () => checkAnswer(scenario, query, answered()[place]),
    }));
    return [loads, ...asked];
  });
}

function checkStart(scenario: CorednsScenario): readonly string[] {
  const { corefile, refusal } = readScenario(scenario);
  const wrong = differences("error", refusal && hideResolver(refusal), scenario.error ?? null);
  if (wrong.length > 0 || scenario.error === undefined) throwUnsupported(scenario);
  if (wrong.length > 0 || scenario.listeners === undefined) return wrong;
  const sockets = createDnsServer(corefile, EMPTY_WORLD).listeners.filter(isRecorded);
  const found = new Set(
    sockets.map(({ transport, address, port }) => {
      return `${transport}://${joinHostPort(address ?? "", port)}`;
    }),
  );
  return differences("listeners", [...found].sort(), [...scenario.listeners].sort());
}

// The recorded program had no servers for other transports.
const isRecorded = ({ transport }: Listener): boolean => transport === "dns" || transport === "tls";

const EMPTY_WORLD: DnsWorld = {
  cluster: () => readDnsWorld(""),
  localAddresses: [],
  resolvConf: { servers: [], search: [], options: [] },
  serial: 0,
};

function throwUnsupported(scenario: CorednsScenario): void {
  const features = readScenario(scenario)
    .diagnostics.filter(({ code }) => code === "corefile-unsupported")
    .map(({ parameters }) => String(parameters["feature"]));
  if (features.length > 0) throw new Unsupported([...new Set(features)].join(", "));
}

function checkAnswer(
  scenario: CorednsScenario,
  query: CorednsQuery,
  answer: CorednsAnswer | undefined,
): readonly string[] {
  if (answer === undefined) return ["there is no answer"];
  // Where the order is drawn, or was sorted by the recordings' maker, records are compared as sets.
  const isSet = /\bloadbalance\b|\bchaos\b/.test(scenario.corefile) || scenario.suite !== undefined;
  const order = (records: readonly string[]): readonly string[] =>
    isSet ? [...records].sort() : records;
  if (query.noResponse === true) {
    return [
      ...differences("response", answer.rcode, "NO-RESPONSE"),
      ...pathDifferences(query, answer),
    ];
  }
  return [
    ...differences("rcode", answer.rcode, query.rcode),
    ...(query.flags === undefined ? [] : differences("flags", answer.flags, query.flags)),
    ...differences("answer", order(answer.answer), order(query.answer)),
    ...differences("authority", order(answer.ns), order(query.ns)),
    ...differences("additional", order(answer.extra), order(query.extra)),
    ...pathDifferences(query, answer),
    ...(query.upstreamQueries === undefined
      ? []
      : differences("queries to upstreams", answer.upstreamQueries, query.upstreamQueries)),
  ];
}

const isPlugin = (place: string): boolean => !place.startsWith("[");

// Which block was chosen counts only where a plugin was entered. A chain that was chosen for DS was not recorded.
function pathDifferences({ path, qtype }: CorednsQuery, answer: CorednsAnswer): readonly string[] {
  if (path === undefined || (path.length === 0 && qtype === "DS")) return [];
  const expected = path.filter((place) => !place.startsWith("("));
  const found = path.length === 0 ? answer.path.filter(isPlugin) : answer.path;
  return differences("path", found, expected);
}
