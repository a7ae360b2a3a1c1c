import assert from "node:assert/strict";
import { it } from "node:test";
import { loadScenario } from "../../src/language/load.js";
import { dnsMessageIn } from "../../src/packet/dns-in-payload.js";
import { simulate } from "../../src/simulation/simulate.js";
import type { Trace } from "../../src/trace/trace.js";

function play(pods: string, line: string): Trace {
  const text = `hopwise 1\n${pods}\nplay {\n  ${line}\n}\n`;
  const { scenario } = loadScenario({ name: "test.hop", text });
  assert.ok(scenario);
  return simulate(scenario).trace;
}

function endOf({ events }: Trace): string {
  const ended = events.find((event) => event.kind === "request-ended");
  return ended?.kind === "request-ended" ? ended.outcome : "";
}

/** The DNS messages in TCP segments, as they were sent: `A?`, `A NOERROR`. */
function streamed({ events }: Trace): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind !== "packet-created" || event.headers.transport.protocol !== "tcp") return [];
    const message = dnsMessageIn(event.headers.transport.payload);
    if (message === null) return [];
    const type = message.question[0]?.type ?? "";
    return [message.flags.qr ? `${type} ${message.rcode}` : `${type}?`];
  });
}

const KUBERNETES = "kubernetes.default.svc.cluster.local";

it("asks the Service of CoreDNS over a connection, where dig is told to", () => {
  const trace = play("pod client", `client dig ${KUBERNETES} +tcp`);
  assert.equal(endOf(trace), "answered");
  assert.deepEqual(streamed(trace), ["A?", "A NOERROR"]);
  assert.ok(!trace.events.some((event) => event.kind === "timer-fired"));
});

it("sends both questions of a resolver with use-vc in one segment", () => {
  const pod = "pod client {\n  dns-config {\n    options use-vc\n  }\n}";
  const trace = play(pod, "client curl http://kubernetes:443");
  const queries = trace.events.filter((event) => event.kind === "query-sent");
  assert.deepEqual(
    queries.map(({ transport }) => transport),
    ["tcp", "tcp"],
  );
  assert.deepEqual(streamed(trace), ["A?", "A NOERROR", "AAAA NOERROR"]);
});

it("says that nslookup has found a name that has an address of one family", () => {
  assert.equal(endOf(play("pod client", `client nslookup ${KUBERNETES}.`)), "answered");
});

it("tells where a server takes no connections", () => {
  const trace = play(
    "pod client\npod other { address 10.244.0.100 }",
    "client dig example.com @10.244.0.100 +tcp +tries=1",
  );
  assert.equal(endOf(trace), "refused");
});

/** How often the client's resolver opened a connection to ask for both families of a name. */
function connections(limits: string): number {
  const corefile = `corefile {\n  . {\n    timeouts {\n      ${limits}\n    }\n    kubernetes cluster.local\n  }\n}`;
  const pod = "pod client {\n  dns-config {\n    options use-vc\n  }\n}";
  const trace = play(`${corefile}\n${pod}`, "client curl http://kubernetes:443");
  return trace.events.filter(
    (event) =>
      event.kind === "packet-created" &&
      event.headers.transport.protocol === "tcp" &&
      event.headers.transport.destinationPort === 53 &&
      event.headers.transport.flags.join() === "SYN",
  ).length;
}

it("closes a connection after as many queries as `timeouts` says", () => {
  assert.equal(connections("read 5s"), 1);
  assert.equal(connections("maxtcpqueries 2"), 1);
  assert.ok(connections("maxtcpqueries 1") > 1);
});
