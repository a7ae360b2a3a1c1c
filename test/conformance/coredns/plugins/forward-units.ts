import { address } from "../../../../src/base/address.js";
import type { Address } from "../../../../src/base/address.js";
import { dispense } from "../../../../src/dns/corefile/dispenser.js";
import { joinHostPort } from "../../../../src/dns/corefile/go-value.js";
import type { Outside } from "../../../../src/dns/outside.js";
import type { UpstreamTransport } from "../../../../src/dns/plugins/forward/options.js";
import { readDestination } from "../../../../src/dns/plugins/forward/read-destination.js";
import { readDestinations } from "../../../../src/dns/plugins/forward/read-destinations.js";
import { readHostName } from "../../../../src/dns/plugins/forward/host-name.js";
import {
  formatServer,
  splitServerName,
} from "../../../../src/dns/plugins/forward/server-address.js";
import { setupForward } from "../../../../src/dns/plugins/forward/setup.js";
import { isMistake } from "../../../../src/dns/corefile/mistake.js";
import { answerUpstream } from "../../../../src/dns/upstream.js";
import type { Rcode } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import { startedPlugin } from "../../../support/started-plugin.js";
import { differences } from "../conformance-case.js";
import type { CheckContext, TableCheck } from "../conformance-case.js";
import { readZoneRecord } from "./zone-record.js";

interface ClassifyCase {
  readonly input: readonly string[];
  readonly wantStatic?: number;
  readonly wantDynamic?: number;
}

// The files that the test makes.
const FILES = new Map([
  ["test_resolv.conf", "nameserver 10.0.0.1\n"],
  ["commented_resolv.conf", "# nameserver 1.1.1.1\n# nameserver 1.0.0.1\n"],
]);

function checkClassify({
  input,
  wantStatic = 0,
  wantDynamic = 0,
}: ClassifyCase): readonly string[] {
  const read = input.map((word) => readDestination(word, FILES));
  const known = read.filter((one) => {
    return one.kind === "address" || (one.kind === "resolv-conf" && one.servers.length > 0);
  });
  const names = read.filter(({ kind }) => kind === "host");
  return differences(
    "addresses and names",
    [known.length, names.length],
    [wantStatic, wantDynamic],
  );
}

interface HostCase {
  readonly input: string;
  readonly hostname: string;
  readonly port: string;
  readonly transport: string;
  readonly zone: string;
  readonly wantOK: boolean;
}

function checkHost({
  input,
  hostname: name,
  port,
  transport,
  zone,
  wantOK,
}: HostCase): readonly string[] {
  return differences("host", readHostName(input), wantOK ? { name, port, transport, zone } : null);
}

interface FormatCase {
  readonly ip: string;
  readonly port: string;
  readonly trans: UpstreamTransport;
  readonly zone: string;
  readonly expected: string;
}

function checkFormat({
  ip,
  port,
  trans: transport,
  zone,
  expected,
}: FormatCase): readonly string[] {
  const found = formatServer({ address: address(ip), port, transport, zone });
  return differences("address", found, expected);
}

interface ZoneCase {
  readonly input: string;
  readonly expectedHost: string;
  readonly expectedZone: string;
}

function checkZone({ input, expectedHost: host, expectedZone: zone }: ZoneCase): readonly string[] {
  return differences("host and name", splitServerName(input), { host, zone });
}

interface EntryCase {
  readonly addrs?: readonly string[];
  readonly entry?: { readonly hostname: string };
}

const RESOLVER = address("192.0.2.53");
// What the server of that test answers; it knows no IPv6.
const KNOWN = [
  "host1.example.com. 3600 IN A 10.0.0.1",
  "host1.example.com. 3600 IN A 10.0.0.2",
  "host2.example.com. 3600 IN A 10.0.0.2",
  "host2.example.com. 3600 IN A 10.0.0.3",
].map(readZoneRecord);
const OUTSIDE: Outside = {
  resolvConf: { servers: [], search: [], options: [] },
  ask: (server: Address, port, query) =>
    server === RESOLVER && port === 53 ? answerUpstream(KNOWN, query) : null,
};
// Of all entries together their test says what must come out; of the first of them, what is new in each.
const AFTER_ENTRY = [
  ["10.0.0.1:53", "10.0.0.2:53"],
  ["10.0.0.1:53", "10.0.0.2:53", "10.0.0.3:53"],
];

function checkEntries(_: EntryCase, { list, index }: CheckContext): readonly string[] {
  const words = (list.slice(0, index + 1) as readonly EntryCase[]).flatMap(
    ({ entry, addrs = [] }) => entry?.hostname ?? addrs,
  );
  const read = readDestinations(dispense([]), words, {
    unsupported: [],
    files: new Map(),
    tlsServerName: "",
    resolvers: [{ address: RESOLVER, port: 53 }],
    outside: OUTSIDE,
  });
  if (isMistake(read)) return [read.text];
  const found = read.map((server) => {
    return server.kind === "server" ? joinHostPort(server.address, server.port) : server.kind;
  });
  return differences("servers", found, AFTER_ENTRY[Math.min(index, 1)]);
}

interface NextCase {
  readonly input: string;
  readonly expected: readonly Rcode[];
}

const ANSWERED: readonly Rcode[] = ["NOERROR", "NXDOMAIN", "SERVFAIL", "REFUSED", "NOTIMP"];

// With which codes of the upstream the next `forward` is asked.
function checkNext({ input, expected }: NextCase): readonly string[] {
  const handler = startedPlugin(setupForward, input);
  const query = createQuery(1, { name: "a.test.", type: "A", class: "IN" });
  const found = ANSWERED.filter((rcode) => {
    const runner = createDnsRunner(({ message }) => replyTo(message, rcode));
    const asked: string[] = [];
    visitPlugin(handler, query, {
      runner,
      nextName: "forward",
      *next(visit) {
        asked.push(visit.question.name);
        return yield* visit.write(replyTo(visit.request.message));
      },
    });
    return asked.length > 0;
  });
  return differences("codes", [...found].sort(), [...expected].sort());
}

/** What `plugins/unit/forward.json` is compared by. */
export const FORWARD_UNITS: Readonly<Record<string, TableCheck>> = {
  TestClassifyToAddrs: checkClassify,
  TestParseAsHostEntry: checkHost,
  TestFormatResolvedAddr: checkFormat,
  "TestExpandAndDedup/entries": checkEntries,
  TestSplitZone: checkZone,
  "TestNextAlternate/testsValid": checkNext,
};
