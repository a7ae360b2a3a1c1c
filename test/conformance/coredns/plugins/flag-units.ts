import { createHeader } from "../../../../src/dns/plugins/header/handler.js";
import type { FlagRule } from "../../../../src/dns/plugins/header/handler.js";
import { handleMinimal } from "../../../../src/dns/plugins/minimal/handler.js";
import { rcodeOf } from "../../../../src/packet/dns-code.js";
import type { DnsMessage } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { readRecord, writeRecord } from "../../../support/dns-world.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { differences } from "../conformance-case.js";
import type { TableCheck } from "../conformance-case.js";

interface HeaderEntry {
  readonly handler: {
    readonly ResponseRules?: readonly Rule[];
    readonly QueryRules?: readonly Rule[];
  };
}

interface Rule {
  readonly Flag: FlagRule["flag"];
  readonly State: boolean;
}

interface Sections {
  readonly Answer: readonly string[] | null;
  readonly Ns: readonly string[] | null;
  readonly Extra: readonly string[] | null;
  readonly Rcode: number;
}

const query = createQuery(1, { name: "example.com.", type: "A", class: "IN" });

const rulesOf = (rules: readonly Rule[] = []): readonly FlagRule[] =>
  rules.map(({ Flag, State }) => ({ flag: Flag, state: State }));

function flagsSet({ handler: { QueryRules, ResponseRules } }: HeaderEntry): readonly string[] {
  let seen: DnsMessage = query;
  const answer = visitPlugin(createHeader(rulesOf(QueryRules), rulesOf(ResponseRules)), query, {
    *next(visit) {
      seen = visit.request.message;
      return yield* visit.write(replyTo(seen));
    },
  });
  const flags =
    QueryRules === undefined && answer.kind === "written" ? answer.message.flags : seen.flags;
  return rulesOf(QueryRules ?? ResponseRules).flatMap(({ flag, state }) =>
    differences(flag, flags[flag], state),
  );
}

/** What the tables of header's own tests are compared by. */
export const HEADER_UNITS: Readonly<Record<string, TableCheck>> = {
  TestHeaderResponseRules: flagsSet,
  TestHeaderQueryRules: flagsSet,
};

function replyWith({ Answer, Ns, Extra, Rcode }: Sections): DnsMessage {
  return {
    ...replyTo(query, rcodeOf(Rcode) ?? "NOERROR"),
    answer: (Answer ?? []).map(readRecord),
    authority: (Ns ?? []).map(readRecord),
    additional: (Extra ?? []).map(readRecord),
  };
}

/** What the table of minimal's own test is compared by. */
export const MINIMAL_UNITS: Readonly<Record<string, TableCheck>> = {
  TestMinimizeResponse: (entry: { readonly original: Sections; readonly minimal: Sections }) => {
    const answer = visitPlugin(handleMinimal, query, {
      *next(visit) {
        return yield* visit.write(replyWith(entry.original));
      },
    });
    if (answer.kind !== "written") return [`the answer is ${answer.kind}`];
    const { message } = answer;
    return [
      ...differences("answer", message.answer.map(writeRecord), entry.minimal.Answer ?? []),
      ...differences("authority", message.authority.map(writeRecord), entry.minimal.Ns ?? []),
      ...differences("additional", message.additional.map(writeRecord), entry.minimal.Extra ?? []),
    ];
  },
};
