import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import { backOffSeconds } from "../../src/simulation/live/container-life.js";
import type { Trace } from "../../src/trace/trace.js";
import { KIND_CLUSTER, lastOutcome } from "../support/kind-scenario.js";

function playWith(lines: string, more = ""): Trace {
  const text = `hopwise 1\n${KIND_CLUSTER}${more}\nplay {\n${lines}\n}\n`;
  const { trace, diagnostics } = play({ name: "test.hop", text });
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  assert.ok(trace);
  return trace;
}

/** What happened to the pods of a Deployment, with the seconds at which it did. */
function story({ events }: Trace, name: string): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind !== "pod-changed" || !event.pod.name.startsWith(name)) return [];
    const waits = event.seconds === undefined ? "" : ` ${event.seconds} s`;
    return [`${event.at / 1_000_000} ${event.change}${waits}`];
  });
}

const POD = "pod in example on worker2";
const DNS = "pod in kube-system/coredns on control-plane";
const ASK = "client dig example.default.svc.cluster.local +tries=1";

describe("a container that exits", () => {
  it("is started again at once, then after 10 s, twice that, up to five minutes", () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7, 20].map((restart) => backOffSeconds(restart)),
      [0, 10, 20, 40, 80, 160, 300, 300],
    );
  });

  it("refuses until its kubelet has noticed, and is ready again after its probe", () => {
    const trace = playWith(`crash ${POD}\nwait 5s`);
    assert.deepEqual(story(trace, "example"), ["0 exited", "1 restarted", "2 ready"]);
    const changes = trace.events.flatMap((event) =>
      event.kind === "endpoints-changed" ? event.changes.map(({ change }) => change) : [],
    );
    assert.deepEqual(changes, ["unready", "ready"]);
    const reported = trace.events.flatMap((event) =>
      event.kind === "objects-written"
        ? event.objects.flatMap((one) => (one.kind === "Pod" ? [one.object.crash] : []))
        : [],
    );
    const crash = { restarts: 0, exitedAt: 0, waiting: "Error" };
    const again = { restarts: 1, exitedAt: 0, waiting: null };
    assert.deepEqual(reported, [crash, again, again]);
  });

  it("does not exit or hang before it is started again", () => {
    const trace = playWith(
      `crash ${POD}\nwait 3s\ncrash ${POD}\nwait 5s\ncrash ${POD}\nhang ${POD}\nwait 20s`,
    );
    assert.deepEqual(story(trace, "example"), [
      "0 exited",
      "1 restarted",
      "2 ready",
      "3 exited",
      "4 waiting 10 s",
      "13 restarted",
      "14 ready",
    ]);
    const always = playWith(`crash ${POD}\ncrash ${POD} always\nwait 3s`);
    assert.deepEqual(story(always, "example").slice(0, 3), [
      "0 exited",
      "1 restarted",
      "1.1 exited",
    ]);
  });

  it("goes on exiting where the reason stays, with waits that double", () => {
    const trace = playWith(`crash ${POD} always\nwait 40s`);
    assert.deepEqual(story(trace, "example"), [
      "0 exited",
      "1 restarted",
      "1.1 exited",
      "2.1 waiting 10 s",
      "11.1 restarted",
      "11.2 exited",
      "12.2 waiting 20 s",
      "31.2 restarted",
      "31.3 exited",
      "32.3 waiting 40 s",
    ]);
  });

  it("has forgotten what its cache held", () => {
    const corefile = `corefile {\n  .:53 {\n    kubernetes cluster.local\n    cache 30\n  }\n}\n`;
    const one = `scale kube-system/coredns 1\nwait 40s\n`;
    const trace = playWith(`${one}${ASK}\n${ASK}\ncrash ${DNS}\nwait 5s\n${ASK}`, corefile);
    const cache = trace.events.flatMap((event) =>
      event.kind === "plugin-acted" && /^cache-(hit|miss)$/.test(event.action.kind)
        ? [event.action.kind]
        : [],
    );
    assert.deepEqual(cache, ["cache-miss", "cache-hit", "cache-miss"]);
    assert.equal(lastOutcome(trace).outcome, "answered");
  });

  it("leaves nobody to answer: the kernel refuses", () => {
    const trace = playWith(`crash kube-system/coredns always\n${ASK}`);
    assert.equal(lastOutcome(trace).outcome, "refused");
  });
});

describe("a program that hangs", () => {
  it("says nothing, fails its readiness probe after 30 s, and is killed after 80 s", () => {
    const trace = playWith(`hang ${DNS}\nwait 90s`);
    assert.deepEqual(story(trace, "coredns"), [
      "0 hung",
      "30 unready",
      "80 exited",
      "81 restarted",
      "82 ready",
    ]);
  });

  it("keeps its endpoint until then, so that a question may time out", () => {
    const trace = playWith(`hang kube-system/coredns\n${ASK}`);
    assert.equal(lastOutcome(trace).outcome, "timed out");
    const late = playWith(`hang kube-system/coredns\nwait 35s\n${ASK}`);
    assert.equal(lastOutcome(late).outcome, "refused");
  });

  it("is not killed where nobody knows of a liveness probe", () => {
    const trace = playWith(`hang ${POD}\nwait 90s`);
    assert.deepEqual(story(trace, "example"), ["0 hung", "30 unready"]);
  });
});

describe("an upstream that stops", () => {
  const upstream = `upstream 172.18.0.1 { record www.example.com A 203.0.113.80 }\n`;
  const outside = "client dig www.example.com +tries=1 +time=10";

  it("leaves CoreDNS with SERVFAIL, and answers again when it is back", () => {
    const dead = playWith(`break upstream\n${outside}`, upstream);
    assert.equal(lastOutcome(dead).outcome, "server failure");
    const back = playWith(`break upstream\nrestore upstream 172.18.0.1\n${outside}`, upstream);
    assert.equal(lastOutcome(back).outcome, "answered");
  });

  it("must be one", () => {
    const text = `hopwise 1\n${KIND_CLUSTER}${upstream}play {\nbreak upstream 172.18.0.9\n}\n`;
    const { diagnostics } = play({ name: "test.hop", text });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["unknown-upstream"],
    );
  });
});

describe("CoreDNS that finds a loop", () => {
  it("writes CoreDNS's own line, and is started again and again", () => {
    const trace = playWith("wait 15s", "resolv-conf {\n  nameserver 127.0.0.53\n}\n");
    const [exit] = trace.events.filter((event) => event.kind === "pod-changed");
    const log =
      /^\[FATAL\] plugin\/loop: Loop \(127\.0\.0\.1:\d+ -> :53\) detected for zone "\.", see https:\/\/coredns\.io\/plugins\/loop#troubleshooting\. Query: "HINFO \d+\.\d+\."$/;
    assert.match(exit?.log ?? "", log);
    const [pod = ""] = trace.header.namespaces.flatMap(({ name }) =>
      name.startsWith("coredns") ? [name] : [],
    );
    assert.deepEqual(
      story(trace, pod).map((line) => line.replace(/^[\d.]+ /, "")),
      ["exited", "restarted", "exited", "waiting 10 s", "restarted", "exited", "waiting 20 s"],
    );
  });
});
