import assert from "node:assert/strict";
import { it } from "node:test";
import { en } from "../../../src/message/caption/en.js";
import { captionOf, captionText } from "../../../src/scene/caption/caption.js";
import { createHistory } from "../../../src/trace/history.js";
import { stepsOf } from "../../../src/trace/steps.js";
import { playLines } from "../../support/kind-scenario.js";

/** What is said in the client of a play, without what is said of its packets. */
function saidOf(lines: string): readonly string[] {
  const { trace } = playLines(lines);
  const history = createHistory(trace);
  const OF_LOOKUPS = new Set([
    "lookup-started",
    "candidate-failed",
    "lookup-ended",
    "request-ended",
  ]);
  return stepsOf(trace, "story")
    .filter(({ about }) => OF_LOOKUPS.has(trace.events[about]?.kind ?? ""))
    .map((step) =>
      captionText(captionOf(trace, step, history.stateAt(step.from), history.stateAt(step.to)), en),
    );
}

it("tells nslookup's walk through the search list, and what it found", () => {
  assert.deepEqual(saidOf("client nslookup example.default"), [
    "client needs the address of example.default. Dots in it: 1, fewer than ndots:5, so the search list comes first.",
    "NXDOMAIN: example.default.default.svc.cluster.local does not exist. That was name 1 of 4. Next: example.default.svc.cluster.local.",
    "example.default is example.default.svc.cluster.local and has the address 10.96.1.64.",
    "nslookup in client has its answer, NOERROR: example.default.svc.cluster.local has A 10.96.1.64.",
  ]);
});

it("tells the walk of dig +search, and nothing of a list that is not walked", () => {
  assert.deepEqual(saidOf("client dig example +search"), [
    "client needs the address of example. Dots in it: 0, fewer than ndots:5, so the search list comes first.",
    "example is example.default.svc.cluster.local and has the address 10.96.1.64.",
    "dig in client has its answer, NOERROR: example.default.svc.cluster.local has A 10.96.1.64.",
  ]);
  assert.deepEqual(saidOf("client nslookup -type=SRV nobody.default.svc.cluster.local."), [
    "nslookup in client has its answer, NXDOMAIN: the name nobody.default.svc.cluster.local does not exist.",
  ]);
});

it("reads the files that names are looked up with, and sends nothing for that", () => {
  const lines = "client cat /etc/resolv.conf\nclient cat /etc/hosts";
  assert.deepEqual(saidOf(lines), [
    "client reads: search default.svc.cluster.local svc.cluster.local cluster.local · nameserver 10.96.0.10 · options ndots:5",
    "client reads: # Kubernetes-managed hosts file. · 127.0.0.1\tlocalhost · ::1\tlocalhost ip6-localhost ip6-loopback · fe00::0\tip6-localnet · fe00::0\tip6-mcastprefix · fe00::1\tip6-allnodes · fe00::2\tip6-allrouters · 10.244.1.2\tclient",
  ]);
  const { events } = playLines(lines).trace;
  assert.ok(!events.some(({ kind }) => kind === "packet-created"));
});
