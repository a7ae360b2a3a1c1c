import assert from "node:assert/strict";
import { it } from "node:test";
import { address } from "../../../../src/base/address.js";
import { readCorefile } from "../../../../src/dns/corefile/read.js";
import { createDnsServer, serveDns } from "../../../../src/dns/server.js";
import { createQuery } from "../../../../src/packet/dns-reply.js";
import { queryId } from "../../../../src/trace/id.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { EMPTY_DNS_WORLD } from "../../../support/started-plugin.js";

const TEXT = `. {
  metadata
  log . "{name} {/zone/wildcard} {/forward/upstream}"
  cache
  file db.test test
  forward . 192.0.2.53
}`;
const ZONE =
  "$ORIGIN test.\n@ 300 IN SOA ns a 1 2 3 4 5\n*.w 60 IN A 192.0.2.1\nb 60 IN A 192.0.2.2\n";

it("the owner of a wildcard is known of an answer, and of the same answer from the cache", () => {
  const files = new Map([["db.test", ZONE]]);
  const { corefile, refusal } = readCorefile({ name: "Corefile", text: TEXT }, 0, { files });
  assert.equal(refusal, null);
  const server = createDnsServer(corefile, EMPTY_DNS_WORLD);
  const runner = createDnsRunner(() => "silence");
  const logged = (name: string): unknown => {
    const message = createQuery(1, { name, type: "A", class: "IN" });
    const client = address("192.0.2.7");
    runner.run(serveDns(server, { query: queryId(0), message, client, transport: "udp" }));
    return runner.events
      .splice(0)
      .flatMap((event) =>
        event.kind === "plugin-acted" && event.action.kind === "line-logged"
          ? [event.action.text]
          : [],
      )
      .map((text) => text.replace(/^\[INFO\] /, ""));
  };
  assert.deepEqual(logged("x.w.test."), ["x.w.test. *.w.test. -"]);
  assert.deepEqual(logged("x.w.test."), ["x.w.test. *.w.test. -"]);
  assert.deepEqual(logged("b.test."), ["b.test. - -"]);
  assert.deepEqual(logged("a.example."), ["a.example. - 192.0.2.53:53"]);
});
