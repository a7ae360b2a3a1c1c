import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createExternal } from "../../../../src/dns/plugins/k8s_external/handler.js";
import { DEFAULTS } from "../../../../src/dns/plugins/k8s_external/options.js";
import type { ExternalOptions } from "../../../../src/dns/plugins/k8s_external/options.js";
import type { RecordType } from "../../../../src/packet/dns-message.js";
import { createQuery } from "../../../../src/packet/dns-reply.js";
import { kubernetesOver, SHOP } from "../../../support/kubernetes-visit.js";
import { visitPlugin } from "../../../support/plugin-visit.js";

const { handler: next, offer } = kubernetesOver(SHOP);

function ask(name: string, type: RecordType, options: Partial<ExternalOptions> = {}): unknown[] {
  const zones = ["example.org.", "in-addr.arpa."];
  const { handler } = createExternal({ ...DEFAULTS, zones, ...options });
  const answer = visitPlugin(handler, createQuery(1, { name, type, class: "IN" }), { next, offer });
  if (answer.kind !== "written") return [answer.kind];
  return [answer.message.rcode, ...answer.message.answer.map(({ ttl, data }) => `${ttl} ${data}`)];
}

describe("k8s_external", () => {
  it("has the outer addresses of Services, by name and by port", () => {
    assert.deepEqual(ask("web.shop.example.org.", "A", { ttl: 60 }), [
      "NOERROR",
      "60 198.51.100.7",
    ]);
    assert.deepEqual(ask("_http._tcp.web.shop.example.org.", "SRV", { ttl: 60 }), [
      "NOERROR",
      "5 0 100 80 web.shop.example.org.",
    ]);
    assert.deepEqual(ask("_https._tcp.web.shop.example.org.", "SRV"), ["NXDOMAIN"]);
    assert.deepEqual(ask("web.shop.example.org.", "TXT"), ["NOERROR"]);
  });

  it("has headless Services where that is said", () => {
    assert.deepEqual(ask("db.shop.example.org.", "A"), ["NXDOMAIN"]);
    assert.deepEqual(ask("db-0.db.shop.example.org.", "A", { headless: true }), [
      "NOERROR",
      "5 10.244.1.5",
    ]);
  });

  it("has the names of outer addresses", () => {
    assert.deepEqual(ask("7.100.51.198.in-addr.arpa.", "PTR"), [
      "NOERROR",
      "5 web.shop.example.org.",
    ]);
  });

  it("has its zone's own records", () => {
    assert.deepEqual(ask("example.org.", "NS", { apex: "x" }), ["NOERROR", "5 ns1.x.example.org."]);
    assert.deepEqual(ask("ns1.dns.example.org.", "A"), ["NOERROR", "5 10.244.0.9"]);
    assert.deepEqual(ask("ns2.dns.example.org.", "A"), ["NXDOMAIN"]);
  });

  it("gives its whole zone", () => {
    const { offer: own } = createExternal({ ...DEFAULTS, zones: ["example.org."], headless: true });
    const records = own.transfer?.("example.org.", 0, [{ ...offer, plugin: "kubernetes" }]) ?? [];
    assert.ok(!("error" in records));
    const names = records.map(({ name, type }) => `${name} ${type}`);
    assert.deepEqual(names.slice(0, 6), [
      "example.org. SOA",
      "example.org. NS",
      "ns1.dns.example.org. A",
      "web.shop.example.org. A",
      "web.shop.example.org. SRV",
      "_http._tcp.web.shop.example.org. SRV",
    ]);
    assert.ok(names.includes("db-0.db.shop.example.org. A"));
    assert.equal(names.at(-1), "example.org. SOA");
  });

  it("hands on names that do not exist, where that is said", () => {
    assert.deepEqual(ask("no.shop.example.org.", "A", { fallthrough: ["."] }), ["returned"]);
  });
});
