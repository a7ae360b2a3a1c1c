import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { prefix } from "../../../src/base/prefix.js";
import { createAcl } from "../../../src/dns/plugins/acl/handler.js";
import { createBufsize } from "../../../src/dns/plugins/bufsize/handler.js";
import { embed } from "../../../src/dns/plugins/dns64/handler.js";
import { addressesOf, namesOf, readHosts } from "../../../src/dns/plugins/hosts/hosts-map.js";
import { createLocal } from "../../../src/dns/plugins/local/handler.js";
import { ednsOf, optRecord } from "../../../src/packet/dns-edns.js";
import { createQuery, replyTo } from "../../../src/packet/dns-reply.js";
import { recordTypeNumber } from "../../../src/packet/record-type-number.js";
import { visitPlugin } from "../../support/plugin-visit.js";

const query = createQuery(1, { name: "Web.example.org.", type: "A", class: "IN" });

describe("acl", () => {
  const everywhere = [prefix("0.0.0.0/0")];
  const rule = (zone: string, action: "allow" | "block") => ({
    zones: [zone],
    policies: [{ action, types: [0], nets: everywhere }],
  });

  it("lets the first rule decide whose zone and policy fit, and says why with an OPT record", () => {
    const answer = visitPlugin(
      createAcl([rule("example.com.", "allow"), rule("example.org.", "block")]),
      query,
    );
    assert.ok(answer.kind === "written");
    assert.equal(answer.message.rcode, "REFUSED");
    assert.deepEqual(ednsOf(answer.message)?.options, [{ code: 15, data: "000f" }]);
  });

  it("leaves a query to later rules where no policy fits", () => {
    const policies = [
      { action: "drop" as const, types: [28], nets: everywhere },
      { action: "drop" as const, types: [0], nets: [prefix("192.168.0.0/16")] },
    ];
    const answer = visitPlugin(createAcl([{ zones: ["."], policies }, rule(".", "block")]), query);
    assert.equal(answer.kind, "written");
  });
});

describe("the numbers of record types", () => {
  it("are known by name, in upper case only", () => {
    const names = ["A", "DNAME", "ANY", "CAA", "DLV", "a", "TYPE1", "-", "toString"];
    assert.deepEqual(names.map(recordTypeNumber), [1, 39, 255, 257, 32769, null, null, null, null]);
  });
});

describe("bufsize", () => {
  const asked = (size: number): number | undefined => {
    const message = { ...query, additional: [optRecord({ size, version: 0, dnssecOk: true })] };
    let seen: number | undefined;
    visitPlugin(createBufsize(1232), message, {
      *next(visit) {
        seen = ednsOf(visit.request.message)?.size;
        return yield* visit.write(replyTo(visit.request.message));
      },
    });
    return seen;
  };

  it("lowers what a client announces, and raises nothing", () => {
    assert.equal(asked(4096), 1232);
    assert.equal(asked(900), 900);
  });

  it("changes the query itself, so that the reply announces the size, too (plugin/bufsize/bufsize.go: ServeDNS)", () => {
    const message = {
      ...query,
      additional: [optRecord({ size: 4096, version: 0, dnssecOk: true })],
    };
    const answer = visitPlugin(createBufsize(1232), message, {
      next: (visit) => visit.write(replyTo(visit.request.message)),
    });
    assert.equal(answer.query === undefined ? null : ednsOf(answer.query)?.size, 1232);
  });
});

describe("dns64", () => {
  it("leaves the ninth byte of an address zero (RFC 6052, 2.4)", () => {
    const mapped = [
      ["2001:db8::/32", "2001:db8:c000:221::"],
      ["2001:db8:100::/40", "2001:db8:1c0:2:21::"],
      ["2001:db8:122::/48", "2001:db8:122:c000:2:2100::"],
      ["2001:db8:122:300::/56", "2001:db8:122:3c0:0:221::"],
      ["2001:db8:122:344::/64", "2001:db8:122:344:c0:2:2100::"],
      ["2001:db8:122:344::/96", "2001:db8:122:344::c000:221"],
    ] as const;
    for (const [range, expected] of mapped)
      assert.equal(embed(prefix(range), address("192.0.2.33")), address(expected), range);
  });
});

describe("hosts", () => {
  const map = readHosts(
    "10.0.0.1 a.example.org A2.example.org # c\n::ffff:10.0.0.2 b.example.org\nnonsense a\n10.0.0.3 other.org *.example.org\nfe80::1%eth0 a.example.org",
    { zones: ["example.org."], reverse: true },
  );

  it("reads names of its zones, both ways, with stars for one label", () => {
    assert.deepEqual(addressesOf([map], "a2.EXAMPLE.org.", "ipv4"), ["10.0.0.1"]);
    assert.deepEqual(addressesOf([map], "b.example.org.", "ipv4"), ["10.0.0.2"]);
    assert.deepEqual(addressesOf([map], "a.example.org.", "ipv6"), ["fe80::1"]);
    assert.deepEqual(addressesOf([map], "z.example.org.", "ipv4"), ["10.0.0.3"]);
    assert.deepEqual(addressesOf([map], "y.z.example.org.", "ipv4"), []);
    assert.deepEqual(addressesOf([map], "other.org.", "ipv4"), []);
    assert.deepEqual(namesOf([map], address("10.0.0.1")), ["a.example.org.", "a2.example.org."]);
    assert.deepEqual(namesOf([map], address("10.0.0.3")), []);
  });
});

describe("local", () => {
  it("takes what a search list makes of localhost, unless that is off", () => {
    const searched = createQuery(1, {
      name: "localhost.default.svc.cluster.local.",
      type: "A",
      class: "IN",
    });
    const answer = visitPlugin(createLocal(true), searched);
    assert.ok(answer.kind === "written");
    assert.deepEqual(
      answer.message.answer.map(({ data, ttl }) => [data, ttl]),
      [["127.0.0.1", 604_800]],
    );
    assert.equal(visitPlugin(createLocal(false), searched).kind, "returned");
  });
});
