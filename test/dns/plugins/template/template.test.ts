import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../../src/base/address.js";
import { setupTemplate } from "../../../../src/dns/plugins/template/setup.js";
import type { RecordType } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { writeRecord } from "../../../support/dns-world.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { startedPlugin } from "../../../support/started-plugin.js";

/** What a template answers, and what the trace says of it. */
function answered(directive: string, name: string, type: RecordType = "TXT"): string {
  const runner = createDnsRunner(() => "silence");
  const answer = visitPlugin(
    startedPlugin(setupTemplate, directive),
    createQuery(7, { name, type, class: "IN" }),
    {
      runner,
      client: address("10.1.2.3"),
      metadata: { "test/region": "eu" },
      *next(visit) {
        return yield* visit.write(replyTo(visit.request.message, "REFUSED"));
      },
    },
  );
  const told = runner.events.flatMap((event) => {
    const action = event.kind === "plugin-acted" ? event.action : null;
    if (action?.kind === "template-missed") return [action.why];
    return action?.kind === "template-matched" ? [action.pattern] : [];
  });
  const records = answer.kind === "written" ? answer.message.answer.map(writeRecord) : [];
  const code =
    answer.kind === "written"
      ? answer.message.rcode
      : answer.kind === "returned"
        ? `${answer.rcode}: ${answer.error ?? ""}`
        : "";
  return [...told, ...records, code].join("; ");
}

function texts(answer: string, options = ""): string {
  return `template IN TXT example. {\n match ^(?P<a>[a-z]+)(?P<n>[0-9]+)[.]example[.]$\n${options}\n answer "{{ .Name }} 1 IN TXT ${answer}"\n fallthrough\n}`;
}

const PATTERN = "^(?P<a>[a-z]+)(?P<n>[0-9]+)[.]example[.]$";

describe("template", () => {
  it("computes variables in order, and fills them in", () => {
    const options = "var n int(group('n'))\nvar m n * 2\nvar parts split(group(0), '.')";
    const text = texts("{{ .Var.m }}{{ range .Var.parts }}-{{ . }}{{ end }}", options);
    assert.equal(
      answered(text, "ab21.example."),
      `${PATTERN}; ab21.example. 1 IN TXT "42-ab21-example-"; NOERROR`,
    );
  });

  it("answers where all conditions hold, and goes on where one does not", () => {
    const options = "var n int(group('n'))\nexpr n > 1\nexpr metadata('test/region') == 'eu'";
    assert.equal(
      answered(texts("x", options), "a2.example."),
      `${PATTERN}; a2.example. 1 IN TXT "x"; NOERROR`,
    );
    assert.equal(answered(texts("x", options), "a1.example."), "condition-false; REFUSED");
    assert.equal(answered(texts("x", options), "none.example."), "no-match; REFUSED");
  });

  it("is SERVFAIL where an expression fails, whatever falls through", () => {
    const text = texts("x", "var n int(group('a'))");
    assert.equal(answered(text, "a2.example."), "condition-failed; SERVFAIL: ");
  });

  it("knows the query's own fields", () => {
    const text = texts(
      "{{ .Message.Id }}/{{ .Question.Qtype }}/{{ .Question.Name }}/{{ (index .Message.Question 0).Qclass }}/{{ .Message.RecursionDesired }}/{{ .Regex | len }}/{{ .Remote }}",
    );
    const name = "A1.example.";
    assert.equal(
      answered(text, name).split("; ")[1],
      `a1.example. 1 IN TXT "7/16/${name}/1/true/${PATTERN.length}/10.1.2.3"`,
    );
  });

  it("names what it does not simulate, where the query comes to it", () => {
    const text = texts("{{ .Message }}");
    assert.equal(
      answered(text, "a1.example.").split("; ").at(-1),
      "SERVFAIL: not simulated: plugin/template: printing a structure",
    );
    const timed = texts("x", "expr now().Hour() > 8\nvar x 1\nexpr x == 'other'");
    assert.throws(() => answered(timed, "a1.example."), /mismatched types int and string/);
    const unknown = texts("x", "var hour now().Hour()\nexpr hour > 8");
    assert.equal(answered(unknown, "none.example."), "no-match; REFUSED");
    assert.equal(
      answered(unknown, "a1.example."),
      "SERVFAIL: not simulated: plugin/template: the function now",
    );
  });

  it("gives a variable whose type is not known as CoreDNS does", () => {
    const options = "var open fromJSON('1')\nvar low lower(open)";
    assert.throws(
      () => answered(texts("x", options), "a1.example."),
      /could not compile expression: low, cannot use \*interface \{\} as argument \(type string\) to call lower/,
    );
  });
});
