import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Trace } from "../../src/trace/trace.js";
import { endsOf, playHosts } from "../support/host-scenario.js";

function hostsWith(tunnel: string): string {
  const host = (name: string, own: number, other: number, route: string): string => `
host ${name} {
  address eth0 10.0.0.${own}/24
  device t ${tunnel.replace("ENDS", `local 10.0.0.${own} remote 10.0.0.${other}`)}
  address t 10.9.0.${own}/24
  ${route}
}`;
  return `${host("a", 1, 2, "route 10.0.0.2/32 dev t")}
${host("b", 2, 1, "")}
link a.eth0 b.eth0`;
}

// A chain of tunnels, each one's outer packets in the next one, the last one's on a cable.
function chainOf(length: number, around: boolean): string {
  const numbers = Array.from({ length }, (_, index) => index + 1);
  const devices = numbers.map((number) => {
    const next = around ? (number % length) + 1 : number + 1;
    return `
  device v${number} vxlan id ${number} local 10.9.${next}.1 remote 10.9.${next}.9 dstport ${4788 + number}
  address v${number} 10.9.${number}.1/24
  neighbour 10.9.${number}.9 lladdr 02:00:00:00:00:0${number} dev v${number}`;
  });
  const last = length + 1;
  return `
host a {${devices.join("")}
  address eth0 10.9.${last}.1/24
  mtu eth0 2000
}
host b {
  address eth0 10.9.${last}.9/24
  mtu eth0 2000
}
link a.eth0 b.eth0`;
}

function reasonsOf({ events }: Trace): readonly string[] {
  return events.flatMap((event) =>
    event.kind === "packet-ended"
      ? [`${event.reason.kind} ${"device" in event.reason ? event.reason.device : ""}`.trim()]
      : [],
  );
}

function outersOf({ events }: Trace): number {
  return events.filter(({ kind }) => kind === "packet-encapsulated").length;
}

// As Linux 6.18 counts it: collisions of the device, and "Dead loop on virtual device".
describe("a tunnel that leads into itself", () => {
  for (const kind of ["ipip", "gre"])
    it(`drops what it is to send (${kind})`, () => {
      const { trace } = playHosts("a ping 10.9.0.2", { hosts: hostsWith(`${kind} ENDS`) });
      assert.deepEqual(reasonsOf(trace), ["tunnel-loop t"]);
      assert.equal(outersOf(trace), 0);
    });

  it("drops what it is to send, its own questions as well (vxlan)", () => {
    const hosts = hostsWith("vxlan id 1 ENDS dstport 4789");
    const { trace } = playHosts("a ping 10.9.0.2", { hosts });
    assert.equal(endsOf(trace)[0]?.outcome, "unreachable");
    const known = "neighbour a add 10.9.0.2 lladdr 02:00:00:00:00:07 dev t\na ping 10.9.0.2";
    assert.deepEqual(reasonsOf(playHosts(known, { hosts }).trace), ["tunnel-loop t"]);
  });

  // The end that the device was made with is reached by the device below, one that was learned is not.
  it("asks by the device that it is bound to, and loses what goes to an end that it has learned", () => {
    const hosts = hostsWith("vxlan id 1 ENDS dev eth0 dstport 4789");
    const { trace } = playHosts("a ping 10.9.0.2", { hosts });
    assert.ok(trace.events.some(({ kind }) => kind === "neighbour-changed"));
    assert.equal(endsOf(trace)[0]?.outcome, "timed out");
    assert.deepEqual(reasonsOf(trace), ["tunnel-loop t"]);
    const unlearned = hostsWith("vxlan id 1 ENDS dev eth0 dstport 4789 nolearning");
    assert.equal(
      endsOf(playHosts("a ping 10.9.0.2", { hosts: unlearned }).trace)[0]?.outcome,
      "answered",
    );
  });
});

describe("tunnels in tunnels", () => {
  it("are three at most at once", () => {
    const way = (length: number): readonly unknown[] => {
      const { trace } = playHosts("a ping 10.9.1.9", { hosts: chainOf(length, false) });
      const crossed = trace.events.filter(({ kind }) => kind === "link-crossed").length;
      return [outersOf(trace), crossed > 0, reasonsOf(trace).includes("tunnel-loop v4")];
    };
    assert.deepEqual(way(3), [3, true, false]);
    assert.deepEqual(way(4), [3, false, true]);
  });

  it("end, though they lead around", () => {
    const { trace } = playHosts("a ping 10.9.1.9", { hosts: chainOf(2, true) });
    assert.equal(outersOf(trace), 3);
    assert.deepEqual(reasonsOf(trace).slice(0, 1), ["tunnel-loop v2"]);
  });
});

describe("a VXLAN device that is bound to another one", () => {
  it("asks for its end there, whatever the routes say", () => {
    const hosts = `
host a {
  address eth0 10.0.0.1/24
  address eth1 10.1.0.1/24
  device vx vxlan id 1 local 10.0.0.1 remote 10.7.0.2 dev eth1 dstport 4789
  address vx 10.9.0.1/24
  neighbour 10.9.0.2 lladdr 02:00:00:00:00:07 dev vx
  route 10.7.0.0/24 via 10.0.0.2
}
host b { address eth0 10.0.0.2/24 }
host c { address eth0 10.1.0.2/24 }
link a.eth0 b.eth0
link a.eth1 c.eth0`;
    const { trace } = playHosts("a ping 10.9.0.2", { hosts });
    const asked = trace.events.flatMap((event) =>
      event.kind === "neighbour-asked" ? [`${event.address} on ${event.device}`] : [],
    );
    assert.equal(asked[0], "10.7.0.2 on eth1");
  });
});
