import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../../src/base/address.js";
import { setupLog } from "../../../../src/dns/plugins/log/setup.js";
import { optRecord } from "../../../../src/packet/dns-edns.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { readRecord } from "../../../support/dns-world.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { startedPlugin } from "../../../support/started-plugin.js";
import { ask } from "../../../../src/dns/ask.js";

function lineOf(directive: string, name = "a.Example.org."): string | null {
  const runner = createDnsRunner(() => "silence");
  const query = createQuery(77, { name, type: "A", class: "IN" });
  const edns = optRecord({ size: 1232, version: 0, dnssecOk: true });
  visitPlugin(
    startedPlugin(setupLog, directive),
    { ...query, additional: [edns] },
    {
      runner,
      client: address("2001:db8::5"),
      clientPort: 40000,
      *next(visit) {
        yield* ask({ kind: "sleep", microseconds: 1250 });
        const reply = replyTo(visit.request.message);
        const answer = [readRecord(`${name} 30 IN A 10.0.0.1`)];
        return yield* visit.write({ ...reply, flags: { ...reply.flags, aa: true }, answer });
      },
    },
  );
  const [line] = runner.events.flatMap((event) =>
    event.kind === "plugin-acted" && event.action.kind === "line-logged" ? [event.action.text] : [],
  );
  return line ?? null;
}

describe("log", () => {
  it("writes CoreDNS's line, with sizes without compression", () => {
    // 12 for the header, 19 for the question, 11 for the OPT record; 29 for the answer.
    assert.equal(
      lineOf("log"),
      '[INFO] [2001:db8::5]:40000 - 77 "A IN a.example.org. udp 42 true 1232" NOERROR qr,aa,rd 60 0.00125s',
    );
  });

  it("fills labels only, and says - where nothing is known", () => {
    const format = 'log . "{ {name}} {foo} } {>opcode} {/a/b} {local}"';
    // A plugin that is tried alone is asked at 127.0.0.1, and nobody says anything of /a/b.
    assert.equal(lineOf(format), "[INFO] { a.example.org.} {foo} } 0 - 127.0.0.1");
  });

  it("leaves to the first rule for the name whether a line is written", () => {
    const rules = "log example.org {\n class denial\n}\nlog . {name}";
    assert.equal(lineOf(rules), null);
    assert.equal(lineOf(rules, "b.test."), "[INFO] b.test.");
  });
});
