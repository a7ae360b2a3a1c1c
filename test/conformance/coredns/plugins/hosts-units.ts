import { parseAddress } from "../../../../src/base/address.js";
import { createHosts } from "../../../../src/dns/plugins/hosts/handler.js";
import {
  addressesOf,
  namesOf,
  readHosts,
  starred,
} from "../../../../src/dns/plugins/hosts/hosts-map.js";
import type { HostsOptions } from "../../../../src/dns/plugins/hosts/handler.js";
import type { HostsMap } from "../../../../src/dns/plugins/hosts/hosts-map.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { differences } from "../conformance-case.js";
import type { TableCheck } from "../conformance-case.js";
import { checkReply, messageOf, queryOf } from "./query-case.js";
import type { QueryCase } from "./query-case.js";

const EVERYWHERE = { zones: ["."], reverse: true };

// What those files say that the tables do not hold (coredns plugin/hosts/hosts_test.go and wildcard_test.go).
const LISTED = readHosts(
  [
    "1.2.3.4 aa.example.com",
    "10.0.0.3 fallthrough-example.org",
    "5.6.7.8 *.apps.example.com",
    "10.0.0.1 example.org",
    "::ffff:10.0.0.2 example.com",
    "127.0.0.1 localhost localhost.domain",
    "::1 localhost localhost.domain",
  ].join("\n"),
  EVERYWHERE,
);
const STARRED = readHosts(
  [
    "127.0.0.54 foo.example.org",
    "127.0.0.53 *.example.org",
    "127.0.1.52 *.intern.example.org",
    "192.168.33.11 a.example.com",
    "192.168.33.12 b.example.com",
    "192.168.33.10 *.example.com",
  ].join("\n"),
  EVERYWHERE,
);

interface Looked {
  readonly in: string;
  readonly v4: readonly string[];
  readonly v6: readonly string[];
}

/** The tables of `plugins/unit/hosts.json`. */
export const HOSTS_UNITS: Readonly<Record<string, TableCheck>> = {
  "table/hostsTestCases": checkListed,
  "table/lookupStaticHostTests": ({ ents, file }: { ents: readonly Looked[]; file: string }) =>
    ents.flatMap((one) => lookUp(readHosts(file, EVERYWHERE), one)),
  "table/lookupStaticAddrTests": ({
    ents,
    file,
  }: {
    ents: readonly { in: string; out: readonly string[] }[];
    file: string;
  }) =>
    ents.flatMap(({ in: text, out }) => {
      const address = parseAddress(text);
      if (address === null) return [`${text} is no address`];
      const names = namesOf([readHosts(file, EVERYWHERE)], address);
      // CoreDNS keeps names in lower case, and its test does not look at the case.
      return differences(
        text,
        names,
        out.map((name) => name.toLowerCase()),
      );
    }),
  TestFallthroughUnsupportedType: checkUnsupportedType,
  TestLookupWildcardHost: (one: Looked) => lookUp(STARRED, one),
  TestReplaceWithAsteriskLabel: ({ in: name, out }: { in: string; out: string }) =>
    differences(name, starred(name), out),
};

function lookUp(map: HostsMap, { in: name, v4, v6 }: Looked): readonly string[] {
  return [
    ...differences(`${name} A`, addressesOf([map], name, "ipv4"), v4),
    ...differences(`${name} AAAA`, addressesOf([map], name, "ipv6"), v6),
  ];
}

const OPTIONS: HostsOptions = {
  zones: ["."],
  maps: [LISTED],
  ttl: 3600,
  fallthrough: [],
  fallsThroughTypes: false,
};

function checkListed(one: QueryCase): readonly string[] {
  const query = queryOf(one);
  const answer = visitPlugin(createHosts(OPTIONS), query);
  // CoreDNS's test compares nothing where nothing is written: the star does not stand for its own zone.
  if (answer.kind === "returned" && one.qname === "apps.example.com.")
    return differences("rcode", answer.rcode, "SERVFAIL");
  return checkReply(messageOf(answer, query), one);
}

interface Unsupported {
  readonly qname: string;
  readonly fall: readonly string[];
  readonly unsupported?: boolean;
  readonly expectFallthrough?: boolean;
}

function checkUnsupportedType(one: Unsupported): readonly string[] {
  const { qname, fall: fallthrough, unsupported = false, expectFallthrough = false } = one;
  const options = { ...OPTIONS, fallthrough, fallsThroughTypes: unsupported };
  let handedOn = false;
  const answer = visitPlugin(createHosts(options), queryOf({ ...EMPTY, qname, qtype: "TXT" }), {
    *next(visit) {
      handedOn = true;
      return yield* visit.fail("REFUSED", null);
    },
  });
  return [
    ...differences("handed on", handedOn, expectFallthrough),
    ...differences("kind", answer.kind, expectFallthrough ? "returned" : "written"),
  ];
}

const EMPTY = { rcode: "NOERROR", answer: [], ns: [], extra: [] };
