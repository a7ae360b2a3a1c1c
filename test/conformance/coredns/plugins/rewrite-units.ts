import { valueOf } from "../../../../src/dns/plugins/rewrite/record-value.js";
import { changeText } from "../../../../src/dns/plugins/rewrite/text-change.js";
import { classOf, parseRecordType } from "../../../../src/packet/dns-code.js";
import type { DnsMessage, RecordClass } from "../../../../src/packet/dns-message.js";
import { fullyQualified } from "../../../../src/packet/dns-name.js";
import { createQuery } from "../../../../src/packet/dns-reply.js";
import { readRecord, writeRecord } from "../../../support/dns-world.js";
import { differences } from "../conformance-case.js";
import type { Check, TableCheck } from "../conformance-case.js";
import { REWRITE_EDNS_UNITS } from "./rewrite-edns-units.js";
import { question, run, written } from "./run-rewrite.js";
import type { Rule, Tried } from "./run-rewrite.js";

interface NameEntry {
  readonly args: Rule;
  readonly next: string;
  readonly question: string;
  readonly expected: string;
  readonly rewrite?: string;
}

interface QuestionEntry {
  readonly from: string;
  readonly fromType?: string;
  readonly fromT?: string;
  readonly fromC?: string | number;
  readonly to: string;
  readonly toType?: string;
  readonly toT?: string;
  readonly toC?: string;
  readonly answer?: readonly string[];
  readonly extra?: readonly string[];
  readonly noRevert?: boolean;
  readonly noRewrite?: boolean;
  readonly ttl?: number;
  readonly expectValue?: string;
  readonly expectAddlName?: string;
  readonly expectAnswerType?: string;
  readonly expectedAnswer?: readonly string[];
  readonly expectedTruncated?: boolean;
}

function queryOf(entry: QuestionEntry): DnsMessage {
  const { from, fromC = "IN", answer = [], extra = [] } = entry;
  const type = parseRecordType(entry.fromType ?? entry.fromT ?? "A") ?? "A";
  const wanted = typeof fromC === "number" ? classOf(fromC) : (fromC as RecordClass);
  const query = createQuery(1, { name: from, type, class: wanted });
  return { ...query, answer: answer.map(readRecord), additional: extra.map(readRecord) };
}

// Where the test switches the way back off, what counts is what the next plugin got.
function questionSeen(tried: Tried, noRevert: boolean): string {
  const message = noRevert ? tried.seen : written(tried);
  const [asked] = message?.question ?? [];
  return `${asked?.name ?? ""} ${asked?.type ?? ""} ${asked?.class ?? ""}`;
}

const seenName: Check<NameEntry> = ({ args, next, question: name, expected }) => {
  const { seen } = run([[next, "name", ...args]], question(name));
  return differences("name", seen?.question[0]?.name, expected);
};

const answeredName: Check<NameEntry> = (entry) => {
  const { args, next, question: name, expected, rewrite } = entry;
  const tried = run([[next, "name", ...args]], question(name));
  return [
    ...differences("asked", tried.seen?.question[0]?.name, rewrite),
    ...differences("answered", written(tried).answer[0]?.name, expected),
  ];
};

const REGEX = ["regex", "(core)\\.(dns)\\.(rocks)", "{2}.{1}.{3}"];
const BACK = ["answer", "name", "(dns)\\.(core)\\.(rocks)", "{2}.{1}.{3}"];
const REVERTED = [[["stop", "name", ...REGEX, ...BACK]], [["continue", "name", ...REGEX, ...BACK]]];

const UK = ["regex", "(.*)\\.domain\\.uk", "{1}.cluster.local"];
const UK_NAME = ["answer", "name", "(.*)\\.cluster\\.local", "{1}.domain.uk"];
const UK_VALUE = ["answer", "value", "(.*)\\.cluster\\.local", "{1}.domain.uk"];
const VALUES = [
  [["stop", "name", ...UK, ...UK_NAME, ...UK_VALUE]],
  [["continue", "name", ...UK, ...UK_NAME, ...UK_VALUE]],
  [["stop", "name", "suffix", ".domain.uk", ".cluster.local", "answer", "auto", ...UK_VALUE]],
  [
    ["continue", "name", "suffix", ".domain.uk", ".domain.us", "answer", "auto"],
    ["stop", "name", "suffix", ".domain.us", ".cluster.local", "answer", "auto"],
  ],
];

const reverted: Check<QuestionEntry> = (entry) =>
  REVERTED.flatMap((rules) => {
    const tried = run(rules, queryOf(entry));
    const found = questionSeen(tried, entry.noRevert === true);
    return differences("question", found, `${entry.to} ${entry.toType ?? ""} IN`);
  });

const valueReverted: Check<QuestionEntry> = (entry) =>
  VALUES.flatMap((rules) => {
    const tried = run(rules, queryOf(entry));
    const isKept = entry.noRevert === true;
    const message = isKept ? tried.seen : written(tried);
    const [first] = message?.answer ?? [];
    return [
      ...differences(
        "question",
        questionSeen(tried, isKept),
        `${entry.to} ${entry.toType ?? ""} IN`,
      ),
      ...differences("type", first?.type, entry.expectAnswerType),
      ...differences("value", first === undefined ? null : valueOf(first), entry.expectValue),
      ...differences("additional", message?.additional[0]?.name, entry.expectAddlName),
    ];
  });

const DEFAULT_POLICY: readonly Rule[] = [
  ["stop", "name", "prefix", "prefix", "to"],
  ["stop", "name", "suffix", ".suffix.", ".nl."],
  ["stop", "name", "substring", "from.substring", "to"],
  ["stop", "name", "regex", "(f.*m)\\.regex\\.(nl)", "to.{2}"],
];

const byDefault: Check<QuestionEntry> = (entry) => {
  const message = written(run(DEFAULT_POLICY, queryOf(entry)));
  return [
    ...differences("question", message.question[0]?.name, entry.from),
    ...differences("answer", message.answer[0]?.name, entry.to),
  ];
};

const MANY: readonly Rule[] = [
  ["stop", "name", "from.nl.", "to.nl."],
  [
    ...["stop", "name", "regex", "(core)\\.(dns)\\.(rocks)\\.(nl)", "{2}.{1}.{3}.{4}"],
    ...["answer", "name", "(dns)\\.(core)\\.(rocks)\\.(nl)", "{2}.{1}.{3}.{4}"],
  ],
  ["stop", "name", "exact", "from.exact.nl.", "to.nl."],
  ...DEFAULT_POLICY,
  ["continue", "name", "regex", "consul\\.(rocks)", "core.dns.{1}"],
  ["stop", "name", "core.dns.rocks", "to.nl."],
  ["continue", "class", "HS", "CH"],
  ["stop", "class", "CH", "IN"],
  ["stop", "type", "ANY", "HINFO"],
];

const rewritten: Check<QuestionEntry> = (entry) => {
  const found = questionSeen(run(MANY, queryOf(entry)), true);
  return differences("question", found, `${entry.to} ${entry.toT ?? ""} ${entry.toC ?? ""}`);
};

const ttlRewritten: Check<QuestionEntry> = (entry, { tables }) => {
  const rules = rulesOf(tables["TestTtlRewrite/ruleset"]);
  const message = written(run(rules, queryOf(entry)));
  return message.answer.flatMap(({ ttl }) => differences("TTL", ttl, entry.ttl));
};

const TARGETS: Readonly<Record<string, readonly string[]>> = {
  "xyz.example.com. A": ["xyz.example.com. 3600 IN A 3.4.5.6"],
  "xyz.example.com. AAAA": ["xyz.example.com. 3600 IN AAAA 3a01:7e00::f03c:91ff:fe79:234c"],
  "bard.google.com.cdn.cloudflare.net. A": [
    "bard.google.com.cdn.cloudflare.net. 1800 IN A 9.7.2.1",
  ],
  "www.hosting.xyz. A": ["www.hosting.xyz. 500 IN A 20.30.40.50"],
  "abcd.zzzz.www.pqrst. A": [
    "abcd.zzzz.www.pqrst. 120 IN A 101.20.5.1",
    "abcd.zzzz.www.pqrst. 120 IN A 101.20.5.2",
  ],
  "orders.webapp.eu.org. A": ["orders.webapp.eu.org. 120 IN A 20.0.0.9"],
  "music.truncated.spotify.com. A": ["music.truncated.spotify.com. 120 IN A 10.1.0.9"],
  "intermediate-2.staging. A": [
    "intermediate-2.staging. 200 IN CNAME final.staging.net.",
    "final.staging.net. 120 IN A 5.6.7.8",
  ],
};

const retargeted: Check<QuestionEntry> = (entry, { tables }) => {
  const rules = rulesOf(tables["TestCNameTargetRewrite/ruleset"]);
  const message = queryOf({ ...entry, from: fullyQualified(entry.from) });
  const tried = run(rules, message, {
    lookUp: (asked) => {
      const reply = createQuery(1, asked);
      const records = TARGETS[`${asked.name} ${asked.type}`] ?? [];
      const tc = asked.name.includes("truncated");
      return { ...reply, flags: { ...reply.flags, tc }, answer: records.map(readRecord) };
    },
  });
  const { answer, flags } = written(tried);
  return [
    ...differences("answer", answer.map(writeRecord), entry.expectedAnswer),
    ...differences("truncated", flags.tc, entry.expectedTruncated),
  ];
};

function rulesOf(table: unknown): readonly Rule[] {
  return (table as readonly { readonly args: Rule }[]).map(({ args }) => args);
}

const remapped: Check<{ readonly src: string; readonly expected: string }> = ({
  src,
  expected,
}) => {
  const change = { kind: "remap", from: "example.com.", to: "example.org." } as const;
  return differences("name", changeText(change, src), expected);
};

/** What the tables of rewrite's own tests are compared by. */
export const REWRITE_UNITS: Readonly<Record<string, TableCheck>> = {
  ...REWRITE_EDNS_UNITS,
  TestRewriteNamePrefixSuffix: seenName,
  TestRewriteNameNoRewrite: seenName,
  TestRewriteNamePrefixSuffixNoAutoAnswer: (entry: NameEntry, context) =>
    answeredName({ ...entry, rewrite: entry.expected }, context),
  TestRewriteNamePrefixSuffixAutoAnswer: answeredName,
  TestRewriteNameExactAnswer: answeredName,
  TestRewriteNameRegexAnswer: answeredName,
  TestRemapStringRewriter: remapped,
  table: reverted,
  "table/valueTests": valueReverted,
  TestRewriteDefaultRevertPolicy: byDefault,
  TestRewrite: rewritten,
  "TestTtlRewrite/ruleset": "data",
  doTTLTests: ttlRewritten,
  "TestCNameTargetRewrite/ruleset": "data",
  doTestCNameTargetTests: retargeted,
};
