import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { kubernetesOver, SHOP } from "../../../support/kubernetes-visit.js";

const lines = (zone: string, serial: number): readonly string[] | null => {
  const records = kubernetesOver(SHOP).offer.transfer?.(zone, serial, []) ?? null;
  if (records === null || "error" in records) return null;
  return records.map(({ name, ttl, type, data }) => `${name} ${ttl} ${type} ${data}`);
};

const SOA =
  "cluster.local. 5 SOA ns.dns.cluster.local. hostmaster.cluster.local. 7 7200 1800 86400 5";

describe("kubernetes gives its zone", () => {
  it("with all Services and endpoints, the SOA record first and last", () => {
    assert.deepEqual(lines("cluster.local.", 0), [
      SOA,
      "cluster.local. 5 NS ns.dns.cluster.local.",
      "ns.dns.cluster.local. 0 A 10.244.0.9",
      "db.shop.svc.cluster.local. 5 A 10.244.1.5",
      "db-0.db.shop.svc.cluster.local. 5 A 10.244.1.5",
      "_pg._tcp.db.shop.svc.cluster.local. 5 SRV 0 100 5432 db-0.db.shop.svc.cluster.local.",
      "web.shop.svc.cluster.local. 5 A 10.96.0.7",
      "web.shop.svc.cluster.local. 5 SRV 0 100 80 web.shop.svc.cluster.local.",
      "_http._tcp.web.shop.svc.cluster.local. 5 SRV 0 100 80 web.shop.svc.cluster.local.",
      SOA,
    ]);
  });

  it("as one record to who has it, and not at all where it is not its own", () => {
    assert.deepEqual(lines("cluster.local.", 7), [SOA]);
    assert.equal(lines("example.org.", 0), null);
  });
});
