import { isDeepStrictEqual } from "node:util";
import { address } from "../../src/base/address.js";
import { readCorefile } from "../../src/dns/corefile/read.js";
import { createDnsServer, serveDns } from "../../src/dns/server.js";
import { createQuery } from "../../src/packet/dns-reply.js";
import type { DnsMessage } from "../../src/packet/dns-message.js";
import { readDns, encodeDns } from "../../src/packet/dns-wire.js";
import { queryId } from "../../src/trace/id.js";
import { EMPTY_DNS_WORLD } from "../support/started-plugin.js";
import { runBounded } from "./bounded-run.js";
import type { FuzzOutcome, FuzzTarget } from "./fuzz-target.js";
import { messageSeeds } from "./message-seeds.js";
import { bytesMutator } from "./mutate-bytes.js";

/** DNS messages: read, written and read again, asked of a server, and given to it as an upstream's answer. */
export function messageTarget(): FuzzTarget<Uint8Array> {
  const show = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
  return { name: "message", make: bytesMutator(messageSeeds()), check, show };
}

const TEXT = `. {
  errors
  log . "{combined} {/forward/upstream} {>opcode}"
  loadbalance
  cache {
    serve_stale
    prefetch 1
  }
  rewrite stop name regex (.*)\\.shop\\.(.*) {1}.shop.{2} answer auto
  rewrite edns0 local set 0xffee abcd
  template IN MX {
    answer "{{ .Name }} 60 IN MX 10 {{ .Name }}"
  }
  dns64
  file db.example.org example.org
  minimal
  forward . 192.0.2.53
}`;
const ZONE = "$ORIGIN example.org.\n@ 300 IN SOA ns a 1 2 3 4 5\n* IN CNAME a\na IN A 192.0.2.1\n";
const { corefile } = readCorefile({ name: "Corefile", text: TEXT }, 0, {
  files: new Map([["db.example.org", ZONE]]),
});

function check(bytes: Uint8Array): FuzzOutcome {
  const read = readDns(bytes);
  if (read.kind === "malformed") {
    const isInside = Number.isInteger(read.at) && read.at >= 0 && read.at <= bytes.length;
    return isInside ? { kind: "refused" } : wrong(`is wrong at ${read.at} of ${bytes.length}`);
  }
  const { message } = read;
  const again = readDns(encodeDns(message));
  if (again.kind === "malformed") return wrong(`written, it is malformed at ${again.at}`);
  if (!isDeepStrictEqual(again.message, message)) {
    return wrong(`written and read, it is ${JSON.stringify(again.message)}`);
  }
  return serve(message) ?? { kind: "taken" };
}

const wrong = (reason: string): FuzzOutcome => ({ kind: "wrong", reason });

// A new server each time, so that each try stands alone.
function serve(message: DnsMessage): FuzzOutcome | null {
  const server = createDnsServer(corefile, EMPTY_DNS_WORLD);
  const [question] = message.question;
  const asked = createQuery(9, question ?? { name: ".", type: "A", class: "IN" });
  for (const query of [message, asked, asked]) {
    const run = serveDns(server, {
      query: queryId(0),
      message: query,
      client: address("192.0.2.7"),
      transport: "udp",
    });
    const ended = runBounded(run, message);
    if (ended.kind === "endless") return wrong("a server never answers it");
    if (ended.result !== null) encodeDns(ended.result);
  }
  return null;
}
