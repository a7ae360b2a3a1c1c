import type { Answer, Handler } from "../../../../src/dns/chain.js";
import { setupErrors } from "../../../../src/dns/plugins/errors/setup.js";
import { createLog } from "../../../../src/dns/plugins/log/handler.js";
import type { LogClass } from "../../../../src/dns/plugins/log/handler.js";
import type { Rcode } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import type { DnsRunner } from "../../../support/dns-run.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { EMPTY_DNS_WORLD, startedPlugin } from "../../../support/started-plugin.js";
import { differences } from "../conformance-case.js";
import type { Check, TableCheck } from "../conformance-case.js";

interface ErrorsEntry {
  readonly expectedCode: Rcode;
  readonly expectedErr: string | null;
  readonly expectedLog: string | { readonly args: readonly string[] };
}

interface ShowFirstEntry {
  readonly errorCount: number;
  readonly expectSummary: string;
  readonly shouldHaveSummary: boolean;
}

interface LoggedEntry {
  readonly Domain: string;
  readonly Rules: readonly {
    readonly NameScope: string;
    readonly Format: string;
    readonly Class: Readonly<Record<LogClass, object>>;
  }[];
  readonly ShouldLog: boolean;
  readonly ShouldString: string;
  readonly ShouldNOTString?: string;
}

interface ClassEntry {
  readonly class: LogClass;
  readonly shouldLog: boolean;
}

const QUERY = createQuery(1, { name: "example.org.", type: "A", class: "IN" });

/** Failing with a code and an error, as the plugin behind that of the tests. */
function failing(rcode: Rcode, error: string | null): Handler {
  return function* fail(): Generator<never, Answer> {
    return { kind: "returned", rcode, error };
  };
}

/** What `errors` compares its own tests by. */
export const ERRORS_UNITS: Readonly<Record<string, TableCheck>> = {
  TestErrors: (({ expectedCode, expectedErr, expectedLog }) => {
    const runner = createDnsRunner(() => "silence");
    const next = failing(expectedCode, expectedErr);
    const answer = visitPlugin(startedPlugin(setupErrors, "errors"), QUERY, { runner, next });
    const [, , question = "", error = ""] = typeof expectedLog === "string" ? [] : expectedLog.args;
    const found = linesOf(runner);
    const rcode = answer.kind === "returned" ? answer.rcode : null;
    // The number of the code stands first.
    const texts = found.map((line) => line.replace(/^\d+ /, ""));
    return [
      ...differences("rcode", rcode, expectedCode),
      ...differences("log", texts, expectedLog === "" ? [] : [`${question}: ${error}`]),
    ];
  }) satisfies Check<ErrorsEntry>,

  TestShowFirst: (({ errorCount, expectSummary, shouldHaveSummary }) => {
    const runner = createDnsRunner(() => "silence");
    const handler = startedPlugin(
      setupErrors,
      "errors {\n consolidate 2s ^error.*!$ show_first\n}",
    );
    for (let count = 0; count < errorCount; count++)
      visitPlugin(handler, QUERY, { runner, next: failing("SERVFAIL", `error ${count}!`) });
    const first = linesOf(runner);
    runner.now += 3e6;
    visitPlugin(handler, QUERY, { runner, next: failing("SERVFAIL", null) });
    return [
      ...differences("first", first, ["2 example.org. A: error 0!"]),
      ...differences("later", linesOf(runner), shouldHaveSummary ? [expectSummary] : []),
    ];
  }) satisfies Check<ShowFirstEntry>,
};

/** What `log` compares its own tests by. */
export const LOG_UNITS: Readonly<Record<string, TableCheck>> = {
  TestLogged: (({ Domain, Rules, ShouldLog, ShouldString, ShouldNOTString }) => {
    const rules = Rules.map(({ NameScope, Format, Class }) => ({
      zone: NameScope,
      format: Format,
      classes: new Set(Object.keys(Class) as LogClass[]),
    }));
    const runner = createDnsRunner(() => "silence");
    const query = createQuery(1, { name: Domain, type: "A", class: "IN" });
    const next = failing("SERVFAIL", null);
    visitPlugin(createLog(rules)(EMPTY_DNS_WORLD), query, { runner, next, clientPort: 40212 });
    const [line = ""] = linesOf(runner);
    return [
      ...differences("logs", line !== "", ShouldLog),
      ...differences(`${line} has ${ShouldString}`, line.includes(ShouldString), true),
      ...(ShouldNOTString === undefined
        ? []
        : differences(`${line} has ${ShouldNOTString}`, line.includes(ShouldNOTString), false)),
    ];
  }) satisfies Check<LoggedEntry>,

  TestLoggedClassNameErrorWithoutSOA: ((entry) => {
    const runner = createDnsRunner(() => "silence");
    const rule = { zone: ".", format: "{name}", classes: new Set([entry.class]) };
    visitPlugin(createLog([rule])(EMPTY_DNS_WORLD), QUERY, {
      runner,
      *next(visit) {
        return yield* visit.write(replyTo(visit.request.message, "NXDOMAIN"));
      },
    });
    return differences("logs", linesOf(runner).length > 0, entry.shouldLog);
  }) satisfies Check<ClassEntry>,
};

function linesOf(runner: DnsRunner): readonly string[] {
  return runner.events.splice(0).flatMap((event) => {
    if (event.kind !== "plugin-acted") return [];
    const { action } = event;
    return action.kind === "error-logged" || action.kind === "line-logged" ? [action.text] : [];
  });
}
