import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../../src/base/address.js";
import { createTransfer } from "../../../../src/dns/plugins/transfer/handler.js";
import { buildZone } from "../../../../src/dns/zone-file/zone.js";
import { transferZone } from "../../../../src/dns/zone-file/transfer-zone.js";
import type { ResourceRecord } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import type { Surroundings } from "../../../support/plugin-visit.js";

const soa: ResourceRecord = {
  name: "example.org.",
  type: "SOA",
  class: "IN",
  ttl: 60,
  data: "ns.example.org. a.example.org. 7 2 3 4 5",
};
const host: ResourceRecord = { ...soa, name: "a.example.org.", type: "A", data: "192.0.2.1" };
const zone = buildZone([soa, host], { origin: "example.org.", path: "db" });
assert.ok(!("error" in zone));
const LISTED = address("192.0.2.10");
const handler = createTransfer([{ zones: ["example.org."], to: [LISTED] }]);

function ask(serial: number | null, around: Surroundings): readonly [string, readonly string[]] {
  const type = serial === null ? "AXFR" : "IXFR";
  const plain = createQuery(1, { name: "example.org.", type, class: "IN" });
  const known = { ...soa, data: `. . ${serial ?? 0} 0 0 0 0` };
  const query = serial === null ? plain : { ...plain, authority: [known] };
  const answer = visitPlugin(handler, query, {
    next: function* next(visit) {
      return yield* visit.fail("NOTIMP", null);
    },
    offer: {
      transfer: (name, own) => (name === "example.org." ? transferZone(zone as never, own) : null),
    },
    ...around,
  });
  const reply =
    answer.kind === "written"
      ? answer.message
      : replyTo(query, answer.kind === "returned" ? answer.rcode : "NOTIMP");
  return [reply.rcode, reply.answer.map((record) => record.type)];
}

describe("transfer", () => {
  it("gives a zone to those that are listed, over TCP", () => {
    assert.deepEqual(ask(null, { client: LISTED, transport: "tcp" }), [
      "NOERROR",
      ["SOA", "A", "SOA"],
    ]);
  });

  it("refuses UDP, and everybody else", () => {
    assert.deepEqual(ask(null, { client: LISTED }), ["REFUSED", []]);
    assert.deepEqual(ask(null, { client: address("192.0.2.11"), transport: "tcp" }), [
      "REFUSED",
      [],
    ]);
  });

  it("gives the SOA record alone to who has the zone already", () => {
    assert.deepEqual(ask(7, { client: LISTED, transport: "tcp" }), ["NOERROR", ["SOA"]]);
    assert.deepEqual(ask(6, { client: LISTED, transport: "tcp" })[1].length, 3);
  });
});
