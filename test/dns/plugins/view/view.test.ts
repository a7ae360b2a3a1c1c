import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../../src/base/address.js";
import { readCorefile } from "../../../../src/dns/corefile/read.js";
import { createDnsServer, serveDns } from "../../../../src/dns/server.js";
import { optRecord } from "../../../../src/packet/dns-edns.js";
import { createQuery } from "../../../../src/packet/dns-reply.js";
import type { RecordType } from "../../../../src/packet/dns-message.js";
import { queryId } from "../../../../src/trace/id.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { EMPTY_DNS_WORLD } from "../../../support/started-plugin.js";

interface Asked {
  readonly name?: string;
  readonly type?: RecordType;
  readonly client?: string;
  readonly transport?: "udp" | "tcp";
  readonly edns?: boolean;
}

/** The block that a query goes to, by the text that it answers with, and what the trace says of the views. */
function answered(corefile: string, asked: Asked): string {
  const { name = "a.test.", type = "TXT", client = "10.1.2.3", transport = "udp" } = asked;
  const read = readCorefile({ name: "Corefile", text: corefile });
  const server = createDnsServer(read.corefile, {
    ...EMPTY_DNS_WORLD,
    localAddresses: [address("10.244.0.2")],
  });
  const runner = createDnsRunner(() => "silence");
  const query = createQuery(9, { name, type, class: "IN" });
  const edns = optRecord({ size: 1232, version: 0, dnssecOk: true });
  const reply = runner.run(
    serveDns(server, {
      query: queryId(1),
      message: asked.edns === true ? { ...query, additional: [edns] } : query,
      client: address(client),
      clientPort: 4000,
      transport,
    }),
  );
  const chosen = runner.events.flatMap((event) =>
    event.kind === "block-chosen"
      ? [`${event.view ?? "-"} not ${event.declined?.join() ?? "-"}`]
      : [],
  );
  return `${reply?.answer.map(({ data }) => data).join() ?? ""} ${reply?.rcode ?? ""} ${chosen.join()}`;
}

const says = (text: string): string =>
  `template ANY ANY {\n answer "{{ .Name }} 1 IN TXT ${text}"\n}`;

function views(...expressions: readonly string[]): string {
  const blocks = expressions.map(
    (expression, index) =>
      `. {\n view v${index} {\n expr ${expression}\n}\n${says(`v${index}`)}\n}\n`,
  );
  return `${blocks.join("")}. {\n${says("rest")}\n}\n`;
}

describe("view", () => {
  it("gives a block the queries for which all is true, and tells which views were asked", () => {
    const text = views("incidr(client_ip(), '10.0.0.0/8')", "type() == 'TXT'");
    assert.equal(answered(text, {}), '"v0" NOERROR v0 not -');
    assert.equal(answered(text, { client: "192.0.2.1" }), '"v1" NOERROR v1 not v0');
    const other = answered(text, { client: "192.0.2.1", type: "A" });
    assert.equal(other, '"rest" NOERROR - not v0,v1');
  });

  it("goes on to shorter zones, and says of a refused query which views were asked", () => {
    const text = `a.test {\n view never {\n expr false\n}\n${says("a")}\n}\ntest {\n view no {\n expr 1\n}\n${says("t")}\n}\n`;
    assert.equal(answered(text, { name: "x.a.test." }), " REFUSED - not never,no");
  });

  // What CoreDNS's functions say of the query (plugin/pkg/expression/expression.go).
  const truths: readonly (readonly [expression: string, asked?: Asked])[] = [
    ["name() == 'a.test.'", { name: "A.Test." }],
    ["class() == 'IN' && proto() == 'udp' && port() == '4000'"],
    ["id() == 9 && opcode() == 0 && size() == 24"],
    ["do() == false && bufsize() == 512"],
    ["do() && bufsize() == 1232", { edns: true }],
    ["proto() == 'tcp' && bufsize() == 65535", { transport: "tcp" }],
    ["server_ip() == '::' && server_port() == '53'"],
    ["server_ip() == '10.244.0.2'", { transport: "tcp" }],
    ["client_ip() == '2001:db8::1'", { client: "2001:db8::1" }],
    ["incidr(client_ip(), '2001:db8::/32')", { client: "2001:db8::1" }],
    ["incidr('::ffff:10.0.0.1', '10.0.0.0/8')"],
    ["incidr('10.0.0.1', '::ffff:10.0.0.0/104')"],
    ["!incidr('10.0.0.1', '::/0')"],
    ["metadata('no/body') == ''"],
  ];

  for (const [expression, asked = {}] of truths) {
    it(expression, () => {
      assert.equal(answered(views(expression), asked).split(" ")[0], '"v0"');
    });
  }

  it("takes nothing where an expression fails or is no truth value", () => {
    for (const expression of [
      "1",
      "'true'",
      "incidr('x', '10.0.0.0/8')",
      "incidr(client_ip(), '10.0.0.0')",
    ])
      assert.equal(answered(views(expression), {}).split(" ")[0], '"rest"');
  });

  it("sees what metadata gathers", () => {
    const text = `. {\n metadata\n view v0 {\n expr metadata('view/name') == 'v0'\n}\n${says("v0")}\n}\n`;
    assert.equal(answered(text, {}).split(" ")[0], '"v0"');
  });

  it("does not guess what it does not simulate", () => {
    assert.equal(answered(views("now() == now()"), {}), " SERVFAIL v0 not -");
  });

  it("refuses a Corefile in expr's words", () => {
    const { diagnostics } = readCorefile({
      name: "Corefile",
      text: ". {\n view v {\n expr name() = 'x'\n}\n whoami\n}\n",
    });
    assert.equal(
      diagnostics[0]?.parameters["text"],
      "plugin/view: unexpected token Operator(\"=\") (1:8)\n | name() = 'x'\n | .......^",
    );
  });
});
