import { address } from "../../../../src/base/address.js";
import type { Handler } from "../../../../src/dns/chain.js";
import { createLoadbalance } from "../../../../src/dns/plugins/loadbalance/handler.js";
import type { LoadbalanceOptions } from "../../../../src/dns/plugins/loadbalance/handler.js";
import { readWeights } from "../../../../src/dns/plugins/loadbalance/weights.js";
import type { Weight, Weights } from "../../../../src/dns/plugins/loadbalance/weights.js";
import type { DnsMessage, RecordType, ResourceRecord } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { differences } from "../conformance-case.js";
import type { TableCheck } from "../conformance-case.js";
import { recordsIn } from "./query-case.js";
import { readZoneRecord } from "./zone-record.js";

/** How many records of each kind the sections have; one that is left out has none. */
interface CountedCase {
  readonly answer: unknown;
  readonly extra?: unknown;
  readonly addressAnswer?: number;
  readonly addressExtra?: number;
  readonly cnameAnswer?: number;
  readonly cnameExtra?: number;
  readonly mxAnswer?: number;
  readonly mxExtra?: number;
}

interface Sections {
  readonly answer: readonly ResourceRecord[];
  readonly additional: readonly ResourceRecord[];
}

function sectionsOf({ answer, extra }: CountedCase): Sections {
  const read = (value: unknown): readonly ResourceRecord[] =>
    recordsIn(value, {}).map(readZoneRecord);
  return { answer: read(answer), additional: read(extra) };
}

function ordered(
  options: LoadbalanceOptions,
  sections: Sections,
  { type, draw }: { readonly type: RecordType; readonly draw: (bound: number) => number },
): DnsMessage | null {
  const next: Handler = function* answer(visit) {
    return yield* visit.write({ ...replyTo(visit.request.message), ...sections });
  };
  const query = createQuery(0, { name: "endpoint.region2.skydns.test.", type, class: "IN" });
  const runner = createDnsRunner(() => "silence", { delay: () => 0, draw });
  const answer = visitPlugin(createLoadbalance(options), query, { runner, next });
  return answer.kind === "written" ? answer.message : null;
}

function counts(entry: CountedCase, message: DnsMessage): readonly string[] {
  const { addressAnswer = 0, addressExtra = 0, cnameAnswer = 0, cnameExtra = 0 } = entry;
  const { mxAnswer = 0, mxExtra = 0 } = entry;
  return [
    ...differences("answer", countOf(message.answer), [cnameAnswer, addressAnswer, mxAnswer]),
    ...differences("additional", countOf(message.additional), [cnameExtra, addressExtra, mxExtra]),
  ];
}

const KINDS = [["CNAME"], ["A", "AAAA"], ["MX"]] as const;

const kindOf = ({ type }: ResourceRecord): number =>
  KINDS.findIndex((types) => (types as readonly string[]).includes(type));

function countOf(records: readonly ResourceRecord[]): readonly number[] {
  return KINDS.map((_, kind) => records.filter((record) => kindOf(record) === kind).length);
}

// Aliases, then addresses, then MX records.
function order(what: string, records: readonly ResourceRecord[]): readonly string[] {
  const found = records.map(kindOf);
  return differences(
    `${what}: order`,
    found,
    found.toSorted((one, other) => one - other),
  );
}

// They draw a hundred times and more; here each draw is as low, or as high, as can be.
function checkRandom(entry: CountedCase): readonly string[] {
  const draws = [() => 0, (bound: number) => bound - 1, (bound: number) => bound >> 1];
  return draws.flatMap((draw) => {
    const options = { weights: null, preferred: [] };
    const message = ordered(options, sectionsOf(entry), { type: "SRV", draw });
    if (message === null) return ["there is no reply"];
    return [
      ...counts(entry, message),
      ...order("answer", message.answer),
      ...order("additional", message.additional),
    ];
  });
}

type WrittenWeights = Readonly<
  Record<string, readonly { readonly address: string; readonly value: number }[]>
>;

interface FileCase {
  readonly weightFilContent: string;
  readonly shouldErr: boolean;
  readonly expectedErrContent: string;
  readonly expectedDomains: WrittenWeights | null;
}

function checkFile(entry: FileCase): readonly string[] {
  const { weightFilContent, shouldErr, expectedErrContent, expectedDomains } = entry;
  const read = readWeights(weightFilContent, "wfile");
  if (!read.ok) {
    const isTold = shouldErr && read.error.includes(expectedErrContent);
    return isTold ? [] : differences("error", read.error, shouldErr ? expectedErrContent : null);
  }
  if (shouldErr) return differences("error", null, expectedErrContent);
  return differences("weights", read.value, weightsOf(expectedDomains ?? {}));
}

function weightsOf(written: WrittenWeights): Weights {
  return new Map(
    Object.entries(written).map(([name, weights]) => [
      name,
      weights.map(({ address: host, value }): Weight => ({ address: address(host), value })),
    ]),
  );
}

interface WeightedCase extends CountedCase {
  readonly domains: WrittenWeights;
  readonly sumWeights?: number;
  readonly queries: readonly { readonly randv: number; readonly topIP: string }[];
}

function checkWeighted(entry: WeightedCase): readonly string[] {
  const options = { weights: weightsOf(entry.domains), preferred: [] };
  return entry.queries.flatMap(({ randv, topIP }) => {
    const bounds = new Set<number>();
    const draw = (bound: number): number => {
      bounds.add(bound);
      return randv;
    };
    const message = ordered(options, sectionsOf(entry), { type: "SRV", draw });
    if (message === null) return ["there is no reply"];
    const sections = [message.answer, message.additional].filter((section) => section.length > 0);
    return [
      ...differences(
        "sums of weights",
        [...bounds],
        entry.sumWeights === undefined ? [] : [entry.sumWeights],
      ),
      ...counts(entry, message),
      ...sections.flatMap((section) => {
        const first = section.find((record) => kindOf(record) === 1)?.data ?? "";
        return differences(`first for ${randv}`, first, topIP);
      }),
      // Without an address nothing changes places.
      ...(topIP === "" ? [] : sections.flatMap((section) => order(`${randv}`, section))),
    ];
  });
}

/** What `plugins/unit/loadbalance.json` is compared by. */
export const LOADBALANCE_UNITS: Readonly<Record<string, TableCheck>> = {
  TestLoadBalanceRandom: checkRandom,
  TestWeightFileUpdate: checkFile,
  TestLoadBalanceWRR: checkWeighted,
};
