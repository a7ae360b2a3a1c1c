import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { play } from "../../src/pipeline.js";
import type { Trace } from "../../src/trace/trace.js";

const COREFILE = (options: string): string => `.:53 {
    kubernetes cluster.local in-addr.arpa ip6.arpa {
      pods insecure
      ${options}
    }
  }`;

interface Setting {
  readonly lines: string;
  readonly cluster?: string;
  readonly options?: string;
}

function traceOf({ lines, cluster = "", options = "" }: Setting): Trace {
  const text = `hopwise 1
title "t"
cluster { ${cluster} }
node control-plane
node worker
deployment web {
  replicas 2
  on worker
  serves 80/tcp http 200 "hi"
  grace 1s
}
pod client on worker
service web {
  select app=web
  type headless
  port 80 http
}
service front {
  select app=web
  cluster-ip 10.96.1.64
  port 80
}
corefile {
  ${COREFILE(options)}
}
play {
${lines}
}
`;
  const { trace, diagnostics } = play({ name: "t.hop", text });
  assert.deepEqual(diagnostics, []);
  assert.ok(trace !== null);
  return trace;
}

type Heard = Trace["events"][number] & { readonly kind: "records-changed" };

function heard({ events }: Trace): readonly Heard[] {
  return events.filter((event): event is Heard => event.kind === "records-changed");
}

const outputs = ({ events }: Trace): readonly string[] =>
  events.flatMap((event) => (event.kind === "request-ended" ? [event.output.trim()] : []));

const changed = (event: Heard): readonly string[] =>
  event.changes.flatMap(({ name, type, added, removed }) => [
    ...removed.map((data) => `- ${name} ${type} ${data}`),
    ...added.map((data) => `+ ${name} ${type} ${data}`),
  ]);

const PODS = ["10.244.1.2", "10.244.1.3"] as const;

describe("the records of CoreDNS as the cluster changes", () => {
  it("lose an endpoint that ends, with all its names, and nothing of a Service with an address", () => {
    const trace = traceOf({ lines: "scale web 1\nwait 10s" });
    const [first, second, ...others] = heard(trace);
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual(others, []);
    assert.deepEqual(changed(first), [
      "- web.default.svc.cluster.local. A 10.244.1.3",
      "- 10-244-1-3.web.default.svc.cluster.local. A 10.244.1.3",
      "- _http._tcp.web.default.svc.cluster.local. SRV 0 50 80 10-244-1-2.web.default.svc.cluster.local.",
      "- _http._tcp.web.default.svc.cluster.local. SRV 0 50 80 10-244-1-3.web.default.svc.cluster.local.",
      "+ _http._tcp.web.default.svc.cluster.local. SRV 0 100 80 10-244-1-2.web.default.svc.cluster.local.",
    ]);
    assert.deepEqual(changed(second), changed(first));
    assert.notEqual(first.namespace, second.namespace);
    // The slices follow after 100 ms, and CoreDNS hears of them after 50.
    assert.deepEqual([first.at, second.at], [150_000, 150_000]);
    assert.equal(first.afterMicroseconds, 50_000);
  });

  it("are as old as each replica's delay", () => {
    const dig = "client dig +short web.default.svc.cluster.local @";
    const [early, late] = ["10.244.0.2", "10.244.0.3"];
    const trace = traceOf({
      cluster: "dns-delay 50ms, 5s",
      lines: `scale web 1
        wait 2s
        ${dig}${early}
        ${dig}${late}
        wait 5s
        ${dig}${late}`,
    });
    const asked = outputs(trace).map((text) => text.split("\n").sort());
    assert.deepEqual(asked, [[PODS[0]], [...PODS], [PODS[0]]]);
    const { nominal } = trace.header;
    const others = Object.entries(nominal).filter(([name]) => name.startsWith("dnsWatch "));
    assert.equal(nominal["dnsWatch"], 50_000);
    assert.deepEqual(
      others.map(([, delay]) => delay),
      [5_000_000],
    );
  });

  it("come with readiness and go without it", () => {
    const trace = traceOf({ lines: "unready web\nwait 3s\nready web\nwait 3s" });
    const all = heard(trace).map(changed);
    const [gone, , back] = all;
    assert.equal(all.length, 4);
    assert.deepEqual(gone?.slice(0, 2), [
      `- web.default.svc.cluster.local. A ${PODS[0]}`,
      `- web.default.svc.cluster.local. A ${PODS[1]}`,
    ]);
    assert.deepEqual(
      back?.map((line) => line.replace("+", "-")),
      gone,
    );
  });

  it("have a serial number of the second in which they changed", () => {
    const soa = "client dig +short cluster.local SOA";
    const trace = traceOf({ lines: `${soa}\nwait 7s\nscale web 1\nwait 2s\n${soa}` });
    const serials = outputs(trace).map((text) => Number(text.split(" ")[2]));
    const [first = 0, second = 0] = serials;
    assert.equal(second - first, 7);
    assert.equal(heard(trace)[0]?.serial, second);
  });

  it("follow a Service that comes, changes and goes", () => {
    const trace = traceOf({
      lines: `apply service late { select app=web; cluster-ip 10.96.7.7; port 80 dns }
        wait 1s
        delete service late
        wait 1s`,
    });
    const late = (sign: string): readonly string[] => [
      `${sign} late.default.svc.cluster.local. A 10.96.7.7`,
      `${sign} _dns._tcp.late.default.svc.cluster.local. SRV 0 100 80 late.default.svc.cluster.local.`,
      `${sign} late.default.svc.cluster.local. SRV 0 100 80 late.default.svc.cluster.local.`,
    ];
    const all = heard(trace).map((event) => changed(event).toSorted());
    assert.deepEqual(
      all,
      [late("+"), late("+"), late("-"), late("-")].map((one) => one.toSorted()),
    );
  });

  it("have the names of Services that are empty where these are not ignored", () => {
    const names = (options: string): readonly string[] =>
      heard(traceOf({ lines: "unready web\nwait 1s", options }))[0]?.changes.map(
        ({ name }) => name,
      ) ?? [];
    const front = "front.default.svc.cluster.local.";
    assert.ok(!names("").includes(front));
    assert.ok(names("ignore empty_service").includes(front));
  });

  it("have pods by their addresses where pods are verified", () => {
    const pod = "10-244-1-3.default.pod.cluster.local. A 10.244.1.3";
    const all = (options: string): readonly string[] =>
      heard(traceOf({ lines: "scale web 1\nwait 3s", options })).flatMap(changed);
    assert.ok(!all("").includes(`- ${pod}`));
    assert.ok(all("pods verified").includes(`- ${pod}`));
  });
});
