import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Trace } from "../../src/trace/trace.js";
import { endsOf, playHosts } from "../support/host-scenario.js";

function hosts(services: string, pods = PODS): string {
  return `cluster { version 1.25; proxy userspace }
node worker { address 172.18.0.2 }
${pods}
pod client on worker { address 10.244.0.9 }
${services}`;
}

const PODS = `pod one on worker { address 10.244.0.11; labels app=web; serves 80/tcp http 200 "one"; serves 7/udp echo }
pod two on worker { address 10.244.0.12; labels app=web; serves 80/tcp http 200 "two"; serves 7/udp echo }`;
const WEB = "service web { select app=web; cluster-ip 10.96.1.64; port 80 web; port 7/udp echo }";

function chosenIn({ events }: Trace): readonly (string | null)[] {
  return events.flatMap((event) => (event.kind === "endpoint-chosen" ? [event.endpoint] : []));
}

describe("userspace mode", () => {
  it("connects to the endpoints in turn, from the node", () => {
    const lines = "client curl http://10.96.1.64 4 times\nexpect source 10.244.0.1 at one";
    const { trace } = playHosts(lines, {
      hosts: hosts(WEB),
    });
    const outputs = endsOf(trace).map(({ output }) => output);
    assert.deepEqual(outputs.slice(2), outputs.slice(0, 2));
    assert.deepEqual(new Set(outputs), new Set(["one", "two"]));
    const clients = trace.events.flatMap((event) =>
      event.kind === "http-handled" ? [event.client] : [],
    );
    assert.deepEqual(new Set(clients), new Set(["10.244.0.1"]));
  });

  it("keeps a client's endpoint with session affinity", () => {
    const services = WEB.replace("port 80", "affinity client-ip 1h; port 80");
    const { trace } = playHosts("client curl http://10.96.1.64 3 times", {
      hosts: hosts(services),
    });
    assert.equal(new Set(chosenIn(trace)).size, 1);
  });

  it("tries another endpoint where one refuses", () => {
    const pods = PODS.replace('serves 80/tcp http 200 "one"; ', "");
    const { trace } = playHosts("client curl http://10.96.1.64 2 times", {
      hosts: hosts(WEB, pods),
    });
    assert.deepEqual(
      endsOf(trace).map(({ output }) => output),
      ["two", "two"],
    );
    assert.ok(chosenIn(trace).length > 2);
  });

  it("accepts a connection that it can give to nobody, and closes it", () => {
    const services = "service none { cluster-ip 10.96.1.65; port 80 }";
    const { trace } = playHosts("client curl http://10.96.1.65", { hosts: hosts(services) });
    assert.deepEqual(endsOf(trace), [
      { outcome: "reset", output: "curl: (52) Empty reply from server" },
    ]);
    assert.deepEqual(chosenIn(trace), [null]);
  });

  it("has a UDP socket for each client, and closes it after 250 ms of rest", () => {
    const { trace } = playHosts(
      "client send udp 10.96.1.64:7\nwait 1s\nclient send udp 10.96.1.64:7\nwait 1s",
      {
        hosts: hosts(WEB),
      },
    );
    const idle = trace.events.filter(
      (event) => event.kind === "timer-fired" && event.purpose === "idle-timeout",
    );
    const [first, second] = chosenIn(trace);
    assert.notEqual(first, second);
    assert.equal(idle.length, 2);
    assert.ok(endsOf(trace).every(({ outcome }) => outcome === "answered"));
  });

  it("follows endpoints at once, and Services at its next sync", () => {
    const { trace } = playHosts(
      `delete pod one
wait 200ms
client curl http://10.96.1.64 2 times
apply service late { select app=web; cluster-ip 10.96.1.70; port 80 }
wait 3s
client curl http://10.96.1.70
delete service web
wait 3s
client curl http://10.96.1.64`,
      { hosts: hosts(WEB) },
    );
    const ends = endsOf(trace);
    assert.deepEqual(
      ends.slice(0, 3).map(({ output }) => output),
      ["two", "two", "two"],
    );
    assert.notEqual(ends[3]?.outcome, "answered");
  });
});
