import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import type { Trace } from "../../src/trace/trace.js";
import { KIND_CLUSTER, lastOutcome } from "../support/kind-scenario.js";

function playWith(more: string, lines: string): { trace: Trace; mistakes: readonly string[] } {
  const text = `hopwise 1\n${KIND_CLUSTER}${more}\nplay {\n${lines}\n}\n`;
  const { trace, diagnostics } = play({ name: "test.hop", text });
  assert.ok(trace);
  const mistakes = diagnostics.map(
    ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
  );
  return { trace, mistakes };
}

/** Which server blocks took queries, with the namespaces of their servers. */
function blocksOf({ header, events }: Trace): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind !== "block-chosen" || event.block === null) return [];
    const { keys: [key = ""] = [], program = "coredns" } = header.dns.blocks[event.block] ?? {};
    const zone = key.replace(/^dns:\/\/| on .*$/g, "");
    return [`${program} ${zone} in ${(event.namespace ?? "").replace(/-[^-]*$/, "")}`];
  });
}

const NAME = "example.default.svc.cluster.local";
const ASK = `client dig ${NAME}\n`;

describe("NodeLocal DNSCache", () => {
  it("takes what goes to kube-dns, untracked, and asks CoreDNS over TCP by another Service", () => {
    const { trace, mistakes } = playWith("cluster { node-local-dns }", ASK);
    assert.deepEqual(mistakes, []);
    assert.equal(lastOutcome(trace).outcome, "answered");
    const [local, behind, ...others] = blocksOf(trace);
    assert.equal(local, "node-local-dns cluster.local.:53 in node/worker");
    assert.match(behind ?? "", /^coredns \.:53 in pod\/kube-system\/coredns/);
    assert.deepEqual(others, []);
    const tracked = trace.events.flatMap((event) =>
      event.kind === "connection-confirmed" && event.namespace === "node/worker"
        ? [`${event.entry.protocol} ${event.entry.original.destination}`]
        : [],
    );
    assert.deepEqual(tracked, ["tcp 10.96.0.11"]);
  });

  it("answers from the cache of its node the second time, and each node has its own", () => {
    const elsewhere = `pod other on worker2\n`;
    const asks = `${ASK}${ASK}other dig ${NAME}\n`;
    const { trace } = playWith(`cluster { node-local-dns }\n${elsewhere}`, asks);
    const hits = trace.events.flatMap((event) =>
      event.kind === "plugin-acted" && event.action.kind.startsWith("cache-") ? [event] : [],
    );
    assert.deepEqual(
      hits
        .filter(({ namespace }) => namespace?.startsWith("node/") === true)
        .map(({ namespace, action }) => `${namespace ?? ""} ${action.kind}`),
      [
        "node/worker cache-miss",
        "node/worker cache-stored",
        "node/worker cache-hit",
        "node/worker2 cache-miss",
        "node/worker2 cache-stored",
      ],
    );
  });

  it("is asked at its own address in ipvs mode, and asks kube-dns", () => {
    const { trace } = playWith("cluster { node-local-dns; proxy ipvs }", ASK);
    const created = trace.events.flatMap((event) =>
      event.kind === "packet-created" ? [event.headers.destination] : [],
    );
    assert.deepEqual(created.slice(0, 2), ["169.254.20.10", "10.96.0.10"]);
    assert.equal(lastOutcome(trace).outcome, "answered");
  });

  it("has the address that is said, and refuses one of another family", () => {
    const { trace } = playWith("cluster { node-local-dns 169.254.25.10 }", ASK);
    const node = trace.header.namespaces.find(({ id }) => id === "node/worker");
    const device = node?.tables.devices.find(({ name }) => name === "nodelocaldns");
    assert.deepEqual(device?.addresses, ["169.254.25.10/32", "10.96.0.10/32"]);
    const { mistakes } = playWith("cluster { node-local-dns fd00::1 }", ASK);
    assert.deepEqual(mistakes, ["address-of-other-family fd00::1"]);
  });

  it("reads a Corefile of its own, and places mistakes behind the words that it fills in", () => {
    const block = (plugin: string): string =>
      `node-local-corefile {\n  .:53 {\n    bind __PILLAR__LOCAL__DNS__ __PILLAR__DNS__SERVER__\n    ${plugin}\n  }\n}\n`;
    const { trace } = playWith(block("whoami"), ASK);
    assert.deepEqual(blocksOf(trace), ["node-local-dns .:53 in node/worker"]);
    const wrong = playWith(block("nonsense"), ASK);
    assert.deepEqual(wrong.mistakes, ["corefile-unknown-plugin nonsense"]);
    assert.equal(lastOutcome(wrong.trace).outcome, "refused");
  });

  it("does not start with a plugin that node-cache is built without", () => {
    const block = "node-local-corefile {\n  .:53 {\n    kubernetes cluster.local\n  }\n}\n";
    const { trace, mistakes } = playWith(block, ASK);
    assert.deepEqual(mistakes, ["node-local-plugin kubernetes"]);
    assert.equal(lastOutcome(trace).outcome, "refused");
  });

  it("takes back its device and its rules when its pod is deleted, and leaves them when it crashes", () => {
    const pod = "pod in kube-system/node-local-dns on worker";
    const deleted = playWith("cluster { node-local-dns }", `delete ${pod}\nwait 31s\n${ASK}`);
    assert.deepEqual(
      blocksOf(deleted.trace).map((text) => text.split(" ")[0]),
      ["coredns"],
    );
    assert.equal(lastOutcome(deleted.trace).outcome, "answered");
    const crashed = playWith("cluster { node-local-dns }", `crash ${pod} always\n${ASK}`);
    assert.deepEqual(blocksOf(crashed.trace), []);
    assert.equal(lastOutcome(crashed.trace).outcome, "refused");
  });

  it("ends by `loop` where the nodes' resolv.conf names it", () => {
    const resolv = "resolv-conf {\n  nameserver 169.254.20.10\n}\n";
    const { mistakes } = playWith(`cluster { node-local-dns }\n${resolv}`, ASK);
    assert.deepEqual(mistakes, ["corefile-loop "]);
  });
});
