import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { playHosts } from "../support/host-scenario.js";

// The router's other way leads back to the link, so that it tells its own senders of the better gateway.
const REDIRECTED = `
host server {
  address eth0 10.1.0.2/24
  route default via 10.1.0.1
  serves 80/tcp http 200 "hello"
  serves 7/udp echo
}
host router {
  address eth0 10.1.0.1/24
  route 10.3.0.0/24 via 10.1.0.3
  sysctl net.ipv4.ip_forward 1
}
host gate {
  address eth0 10.1.0.3/24
  address eth1 10.3.0.1/24
  sysctl net.ipv4.ip_forward 1
}
host client {
  address eth0 10.3.0.2/24
  route default via 10.3.0.1
}
bridge lan
link server.eth0 lan
link router.eth0 lan
link gate.eth0 lan
link gate.eth1 client.eth0
`;

/** The next hops of what the server sends to the client. */
function gatewaysOf(lines: string): readonly (string | null)[] {
  // A next hop that is not known yet would only be asked for.
  const { trace } = playHosts(`server ping 10.1.0.3\n${lines}`, { hosts: REDIRECTED });
  assert.ok(
    trace.events.some(
      (event) =>
        event.kind === "packet-created" &&
        event.headers.transport.protocol === "icmp" &&
        event.headers.transport.type === 5,
    ),
  );
  return trace.events.flatMap((event) =>
    event.kind === "route-chosen" &&
    event.namespace === "host/server" &&
    event.destination === "10.3.0.2"
      ? [event.gateway]
      : [],
  );
}

// As Linux 6.18 does in network namespaces: `ip route get` names the gateway that was learned.
describe("a redirect", () => {
  it("teaches who pings", () => {
    assert.deepEqual(gatewaysOf("server ping 10.3.0.2 -c 2"), ["10.1.0.1", "10.1.0.3"]);
  });

  it("teaches who answers a ping", () => {
    assert.deepEqual(gatewaysOf("client ping 10.1.0.2 -c 2"), ["10.1.0.1", "10.1.0.3"]);
  });

  it("teaches a socket that sends datagrams", () => {
    assert.deepEqual(gatewaysOf("client send udp 10.1.0.2:7 2 times"), ["10.1.0.1", "10.1.0.3"]);
  });

  it("about a RST, which is no socket's, teaches nobody", () => {
    const twice = "client connect tcp 10.1.0.2:81\nclient connect tcp 10.1.0.2:81";
    assert.deepEqual(gatewaysOf(twice), ["10.1.0.1", "10.1.0.1"]);
  });

  it("about the answer to a SYN teaches nothing: there is no connection yet", () => {
    const [first, ...others] = gatewaysOf("client curl http://10.1.0.2");
    assert.equal(first, "10.1.0.1");
    assert.ok(others.length > 1);
    assert.deepEqual([...new Set(others)], ["10.1.0.1"]);
  });
});
