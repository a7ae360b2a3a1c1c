import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { playLines } from "../support/kind-scenario.js";
import { packetLines, packetPath, packetsThat } from "../support/packet-path.js";

// With these seeds the first draw of worker's rules takes the other node's pod, and the client's own node's.
const REMOTE = 1;
const LOCAL = 2;

function vethOf(path: readonly string[]): string {
  return /veth[0-9a-f]{8}/.exec(path.join(" "))?.[0] ?? "";
}

describe("curl to a ClusterIP", () => {
  const { trace, diagnostics } = playLines(
    "client curl http://10.96.1.64\nexpect 200 from example",
    {
      seed: REMOTE,
    },
  );
  const port = /:(\d+) > /.exec(packetLines(trace)[0] ?? "")?.[1] ?? "";
  const syn = packetPath(trace, 1);
  const synAck = packetPath(trace, 2);

  it("holds what the scenario expects", () => {
    assert.deepEqual(diagnostics, []);
  });

  it("is ten packets, as tcpdump in the client's pod shows them", () => {
    const client = `10.244.1.2:${port}`;
    assert.deepEqual(packetLines(trace), [
      `curl SYN ${client} > 10.96.1.64:80 delivered`,
      `http SYN,ACK 10.244.2.3:80 > ${client} delivered`,
      `curl ACK ${client} > 10.96.1.64:80 delivered`,
      `curl PSH,ACK "GET / HTTP/1.1" ${client} > 10.96.1.64:80 delivered`,
      `http ACK 10.244.2.3:80 > ${client} delivered`,
      `http PSH,ACK "HTTP/1.1 200 OK" 10.244.2.3:80 > ${client} delivered`,
      `curl ACK ${client} > 10.96.1.64:80 delivered`,
      `curl FIN,ACK ${client} > 10.96.1.64:80 delivered`,
      `http FIN,ACK 10.244.2.3:80 > ${client} delivered`,
      `curl ACK ${client} > 10.96.1.64:80 delivered`,
    ]);
  });

  it("walks nat at PREROUTING and POSTROUTING of both nodes with the SYN; TTL falls before FORWARD", () => {
    const [here, there] = [vethOf(syn.slice(1, 2)), vethOf(syn.slice(2, 3))];
    assert.deepEqual(syn, [
      "pod/default/client: <- eth0",
      `node/worker: -> ${here} PREROUTING( mangle nat [dnat 10.244.1.2:${port} > 10.244.2.3:80] ) ttl=63 FORWARD( mangle filter ) POSTROUTING( mangle nat {ct new} ) <- eth0`,
      `node/worker2: -> eth0 PREROUTING( mangle nat ) ttl=62 FORWARD( mangle filter ) POSTROUTING( mangle nat {ct new} ) <- ${there}`,
      `${syn[3]?.split(":")[0] ?? ""}: -> eth0`,
    ]);
    assert.match(syn[3] ?? "", /^pod\/default\/example-/);
  });

  it("undoes the DNAT of the SYN-ACK at POSTROUTING of the client's node, without walking nat", () => {
    assert.deepEqual(
      synAck.slice(1, 3).map((line) => line.replace(/veth[0-9a-f]{8}/, "veth")),
      [
        "node/worker2: -> veth PREROUTING( mangle ) ttl=63 FORWARD( mangle filter ) POSTROUTING( mangle ) <- eth0",
        `node/worker: -> eth0 PREROUTING( mangle ) ttl=62 FORWARD( mangle filter ) POSTROUTING( mangle [un-dnat 10.96.1.64:80 > 10.244.1.2:${port}] ) <- veth`,
      ],
    );
  });

  it("translates later packets without a walk, and filters them with the pod's address", () => {
    const [, , ack = 0] = packetsThat(
      trace,
      (nature) => nature === "ACK" || nature.startsWith("SYN"),
    );
    assert.match(
      packetPath(trace, ack)[1] ?? "",
      /PREROUTING\( mangle \[dnat-again .* > 10\.244\.2\.3:80\] \) ttl=63 FORWARD\( mangle filter \)/,
    );
    const contexts = trace.events.flatMap((event) =>
      event.kind === "table-entered" && event.hook === "FORWARD" ? [event.context] : [],
    );
    for (const { headers } of contexts) {
      assert.ok(![headers.source, headers.destination].some((end) => end === "10.96.1.64"));
    }
  });

  it("still knows at POSTROUTING by which device a forwarded packet came in", () => {
    const devices = trace.events.flatMap((event) =>
      event.kind === "hook-entered" && event.hook === "POSTROUTING" ? [event.input] : [],
    );
    assert.ok(devices.length > 0 && !devices.includes(null));
  });

  it("crosses no hook in pods: nothing is registered there", () => {
    const inPods = trace.events.filter(
      (event) => event.kind === "hook-entered" && event.namespace?.startsWith("pod/"),
    );
    assert.deepEqual(inPods, []);
  });

  it("takes the endpoint that the draw says", () => {
    const draws = [REMOTE, LOCAL].map((seed) => {
      const { events } = playLines("client curl http://10.96.1.64", { seed }).trace;
      const hit = events.find(
        (event) => event.kind === "rule-hit" && event.draws.some((draw) => draw.probability < 1),
      );
      const dnat = events.find(
        (event) => event.kind === "packet-translated" && event.translation === "dnat",
      );
      assert.ok(hit?.kind === "rule-hit" && dnat?.kind === "packet-translated");
      return { drawn: hit.draws[0]?.drawn ?? 1, to: dnat.headers.destination };
    });
    for (const { drawn, to } of draws) {
      assert.equal(to, drawn < 0.5 ? "10.244.1.3" : "10.244.2.3");
    }
    assert.deepEqual(
      draws.map(({ to }) => to),
      ["10.244.2.3", "10.244.1.3"],
    );
  });
});

describe("a pod that reaches itself through its Service", () => {
  const { trace, diagnostics } = playLines(
    "pod in example on worker curl http://10.96.1.64\nexpect 200 from worker in example\nexpect source 10.244.1.1 at worker in example",
    { seed: LOCAL },
  );
  const veth = vethOf(packetPath(trace, 1));

  it("is masqueraded with the veth's gateway address", () => {
    assert.deepEqual(diagnostics, []);
    const way = packetPath(trace, 1)[1] ?? "";
    assert.match(way, /\[dnat 10\.244\.1\.3:\d+ > 10\.244\.1\.3:80\]/);
    assert.match(way, /\[snat 10\.244\.1\.1:\d+ > 10\.244\.1\.3:80\]/);
  });

  it("goes back into the veth that it came from", () => {
    const way = packetPath(trace, 1)[1] ?? "";
    assert.ok(way.startsWith(`node/worker: -> ${veth} `) && way.endsWith(`<- ${veth}`));
    const marks = trace.events.flatMap((event) =>
      event.kind === "packet-marked" ? [event.mark] : [],
    );
    assert.ok(marks.includes(0x4000));
  });

  it("is told of the shorter way, which nat does not let out to a translated connection", () => {
    assert.ok(
      packetLines(trace).some((line) => /^kernel icmp redirect host .* dropped$/.test(line)),
    );
  });

  it("is answered by way of the node, where both translations are undone", () => {
    const [synAck = 0] = packetsThat(trace, (nature) => nature === "SYN,ACK");
    const back = packetPath(trace, synAck)[1] ?? "";
    assert.match(back, /PREROUTING\( mangle \[un-snat 10\.244\.1\.3:80 > 10\.244\.1\.3:\d+\] \)/);
    assert.match(back, /POSTROUTING\( mangle \[un-dnat 10\.96\.1\.64:80 > 10\.244\.1\.3:\d+\] \)/);
  });
});
