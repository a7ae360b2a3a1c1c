import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import type { Trace } from "../../src/trace/trace.js";
import { KIND_CLUSTER, lastOutcome } from "../support/kind-scenario.js";

interface Start {
  readonly trace: Trace;
  /** Each diagnostic's code with the text that it marks. */
  readonly mistakes: readonly string[];
}

function playWith(corefile: readonly string[], lines: string, more = ""): Start {
  const block = corefile.length === 0 ? "" : `corefile {\n  ${corefile.join("\n  ")}\n}\n`;
  const text = `hopwise 1\n${KIND_CLUSTER}${block}${more}play {\n${lines}\n}\n`;
  const { trace, diagnostics } = play({ name: "test.hop", text });
  assert.ok(trace);
  const mistakes = diagnostics.map(
    ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
  );
  return { trace, mistakes };
}

function portsOf({ header }: Trace, name: string): readonly string[] {
  const found = header.namespaces.find(({ id }) => id.startsWith(name));
  return found?.servers.map(({ protocol, port }) => `${port}/${protocol}`) ?? [];
}

const ASK = "client curl http://example\n";

describe("CoreDNS at its start", () => {
  it("does not run with a Corefile that it cannot read, and kube-dns has no endpoints", () => {
    const { trace, mistakes } = playWith([".:53 {", " nonsense", "}"], ASK);
    assert.deepEqual(mistakes, ["corefile-unknown-plugin nonsense"]);
    const service = trace.header.services.find(({ name }) => name === "kube-dns");
    assert.deepEqual(service?.endpoints, []);
    assert.deepEqual(portsOf(trace, "pod/kube-system/coredns"), []);
    const [end] = trace.events.filter((event) => event.kind === "packet-ended");
    assert.equal(end?.disposition, "rejected");
    assert.equal(lastOutcome(trace).outcome, "server failure");
  });

  it("ends by `loop` where it forwards to its own Service", () => {
    const { trace, mistakes } = playWith([".:53 {", " forward . 10.96.0.10", " loop", "}"], ASK);
    assert.deepEqual(mistakes, ["corefile-loop loop"]);
    assert.equal(lastOutcome(trace).outcome, "server failure");
  });

  it("ends by `loop` where the query comes back through another block", () => {
    const blocks = [".:53 {", " forward . 127.0.0.1:54", " loop", "}"];
    const { mistakes } = playWith([...blocks, ".:54 {", " forward . 127.0.0.1", "}"], ASK);
    assert.deepEqual(mistakes, ["corefile-loop loop"]);
  });

  it("ends by `loop` where the nodes' resolv.conf names it", () => {
    const { mistakes } = playWith([], ASK, "upstream 10.96.0.10 { }\n");
    assert.deepEqual(mistakes, ["corefile-loop "]);
  });

  it("says where the nodes' resolv.conf is written, if the Corefile is not", () => {
    const written = "resolv-conf {\n  nameserver 127.0.0.53\n}\n";
    const text = `hopwise 1\nnode one\n${written}`;
    const [loop] = play({ name: "loop.hop", text }).diagnostics;
    assert.equal(loop?.code, "corefile-loop");
    assert.equal(text.slice(loop.span.start), written);
  });

  it("runs with `loop` where an upstream leads elsewhere", () => {
    const forward = " forward . 10.96.0.10 172.18.0.1";
    const { mistakes } = playWith([".:53 {", forward, " loop", "}"], "client dig @10.244.0.2 a.b");
    assert.deepEqual(mistakes, []);
  });

  it("is stopped by the limit of events where its own query goes round without `loop`", () => {
    const corefile = [".:53 {", " forward . 10.96.0.10", "}"];
    const { trace, mistakes } = playWith(corefile, `client dig a.b\n${ASK}`);
    assert.deepEqual(mistakes, ["play-limit-reached client dig a.b"]);
    assert.ok(trace.events.length < 61_000);
    const created = trace.events.filter((event) => event.kind === "packet-created").length;
    const ended = trace.events.filter((event) => event.kind === "packet-ended").length;
    assert.equal(ended, created);
    assert.equal(lastOutcome(trace).outcome, "timed out");
  });

  it("listens where its Corefile says", () => {
    const corefile = [".:1053 {", " health :8081", " ready", " prometheus localhost:9153", "}"];
    const { trace } = playWith(corefile, ASK);
    assert.deepEqual(portsOf(trace, "pod/kube-system/coredns"), [
      "1053/udp",
      "1053/tcp",
      "8081/tcp",
      "8181/tcp",
    ]);
  });

  it("answers HTTP on the ports of its plugins, and closes a connection that sends no DNS", () => {
    const urls = ["9153/other", "8080/health", "8181/ready", "53"];
    const lines = urls.map((rest) => `client curl http://10.244.0.2:${rest}`).join("\n");
    const { trace } = playWith([], lines);
    const ends = trace.events.filter((event) => event.kind === "request-ended");
    assert.deepEqual(
      ends.map(({ status, output }) => [status, output]),
      [
        [404, "404 page not found\n"],
        [200, "OK"],
        [200, "OK"],
        [null, "curl: (52) Empty reply from server"],
      ],
    );
  });
});

describe("the API server", () => {
  it("tells an HTTP client that it speaks HTTPS, at its node and behind its Service", () => {
    const lines = "client curl http://172.18.0.4:6443\nclient curl http://kubernetes:443";
    const { trace, mistakes } = playWith([], lines);
    assert.deepEqual(mistakes, []);
    // kube-proxy of the node answers health checks beside it.
    assert.deepEqual(portsOf(trace, "node/control-plane"), ["6443/tcp", "10256/tcp"]);
    const ends = trace.events.filter((event) => event.kind === "request-ended");
    const said = [400, "Client sent an HTTP request to an HTTPS server.\n"];
    assert.deepEqual(
      ends.map(({ status, output }) => [status, output]),
      [said, said],
    );
  });
});
