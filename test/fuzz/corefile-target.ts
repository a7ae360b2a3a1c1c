import { address } from "../../src/base/address.js";
import { isDomainName } from "../../src/dns/corefile/domain-name.js";
import { readCorefile } from "../../src/dns/corefile/read.js";
import type { Host } from "../../src/dns/host.js";
import { migrateUp } from "../../src/dns/migration/migrate.js";
import { findLoop } from "../../src/dns/plugins/loop/probe.js";
import { createDnsServer, serveDns } from "../../src/dns/server.js";
import type { DnsServer } from "../../src/dns/server.js";
import { answerUpstream } from "../../src/dns/upstream.js";
import { createQuery, replyTo } from "../../src/packet/dns-reply.js";
import { queryId } from "../../src/trace/id.js";
import { EMPTY_DNS_WORLD } from "../support/started-plugin.js";
import { runBounded } from "./bounded-run.js";
import { corefileSeeds } from "./corefile-seeds.js";
import { textMutator } from "./mutate-text.js";
import type { FuzzOutcome, FuzzTarget } from "./fuzz-target.js";

/** Corefiles: migrated, read, set up, started, and asked one question. */
export function corefileTarget(folder: string | null): FuzzTarget<string> {
  return {
    name: "corefile",
    make: textMutator(corefileSeeds(folder)),
    check,
    show: JSON.stringify,
  };
}

const SOURCE = "Corefile";
const WHOLE_WAY = { from: "1.1.3", to: "1.12.0" };
const FILES = new Map([
  ["/etc/hosts", "127.0.0.1 localhost\n192.0.2.1 a.example.org\n"],
  ["db.example.org", "$ORIGIN example.org.\n@ 300 IN SOA ns a 1 2 3 4 5\na IN A 192.0.2.1\n"],
  ["weights", "a.example.org\n192.0.2.1 3\n"],
  ["more", "errors\nlog\n"],
]);
const HOST: Partial<Host> = {
  files: FILES,
  environment: (name) => (name === "X" ? "example.org" : null),
  outside: {
    resolvConf: { servers: [address("192.0.2.53")], search: [], options: [] },
    ask: (_server, _port, query) => answerUpstream([], query),
  },
};
const CLUSTER = EMPTY_DNS_WORLD.cluster();
const WORLD = { ...EMPTY_DNS_WORLD, cluster: () => CLUSTER };

function check(text: string): FuzzOutcome {
  for (const deprecations of [false, true]) migrateUp(WHOLE_WAY, text, deprecations);
  const { corefile, diagnostics, refusal } = readCorefile({ name: SOURCE, text }, 0, HOST);
  for (const { span, code } of diagnostics) {
    const size = span.source === SOURCE ? text.length : (FILES.get(span.source)?.length ?? 0);
    const isInside = span.start >= 0 && span.start <= span.end && span.end <= size;
    if (!isInside) return wrong(`${code} stands at ${span.start} to ${span.end} of ${size}`);
  }
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if ((refusal === null) !== (errors.length === 0)) {
    return wrong(`${errors.length} errors, but refused with ${String(refusal)}`);
  }
  if (refusal !== null) return { kind: "refused" };
  findLoop(corefile, WORLD, ({ port }) => port);
  const server = createDnsServer(corefile, WORLD);
  return askOnce(server) ?? { kind: "taken" };
}

const wrong = (reason: string): FuzzOutcome => ({ kind: "wrong", reason });

// What comes to each listener is answered, or passed over in silence, within a bounded number of steps.
function askOnce(server: DnsServer): FuzzOutcome | null {
  for (const { zone, port, address: at } of server.listeners.slice(0, 3)) {
    const below = zone === "." ? "a.example.org." : `a.${zone}`;
    // A zone may be as long as a name can be.
    const name = isDomainName(below) ? below : zone;
    const message = createQuery(7, { name, type: "A", class: "IN" });
    const run = serveDns(server, {
      query: queryId(0),
      message,
      client: address("192.0.2.7"),
      transport: "udp",
      port: Number(port),
      address: at === null ? null : address(at),
    });
    const ended = runBounded(run, replyTo(message));
    if (ended.kind === "endless") return wrong(`a question for ${name} never ends`);
  }
  return null;
}
