import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readIpvs } from "../../../src/netfilter/ipvs/read-ipvs.js";
import { runHook } from "../../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../../src/netfilter/socket-buffer.js";
import { datagram, ends, icmp, table } from "../fixture.js";
import type { Packet } from "../../../src/packet/packet.js";
import type { TestHost } from "../fixture.js";
import { CLIENT, SERVERS, VIRTUAL, answers, arrives, balancer, leaves, tcp } from "./balancer.js";

const kinds = (host: TestHost): readonly string[] =>
  host.said.map(({ kind }) => kind).filter((kind) => /ipvs|virtual|real-server/.test(kind));

function counts(host: TestHost): string {
  const [server] = host.ipvs.servers();
  assert.ok(server !== undefined);
  return host.ipvs
    .destinations(server)
    .toReversed()
    .map(({ active, inactive }) => `${active}/${inactive}`)
    .join(" ");
}

describe("a packet for a virtual server", () => {
  it("is taken in INPUT and leaves by OUTPUT with a real server's address", () => {
    const host = balancer(SERVERS);
    const taken = arrives(host, tcp(CLIENT, VIRTUAL, "SYN"));
    assert.equal(taken.verdict, "stolen");
    assert.equal(ends(taken.buffer.packet), `${CLIENT} > 10.244.0.8:8080`);
    assert.deepEqual(kinds(host), [
      "virtual-server-found",
      "real-server-scheduled",
      "ipvs-connection-created",
      "ipvs-connection-updated",
    ]);
    assert.equal(counts(host), "0/0 1/0");
    const left = leaves(host, taken);
    assert.equal(left.verdict, "accept");
    assert.equal(ends(left.buffer.packet), `${CLIENT} > 10.244.0.8:8080`);
  });

  it("has conntrack expect the answer of the real server, translated by nobody but IPVS", () => {
    const host = balancer(SERVERS);
    leaves(host, arrives(host, tcp(CLIENT, VIRTUAL, "SYN")));
    const [connection] = host.conntrack.list();
    assert.ok(connection !== undefined);
    assert.equal(connection.entry.original.destination, "10.0.0.1");
    assert.equal(connection.entry.reply.source, "10.244.0.8");
    assert.equal(connection.entry.reply.sourcePort, 8080);
    assert.deepEqual(connection.entry.status, []);
    const answer = answers(host, tcp("10.244.0.8:8080", CLIENT, "SYN", "ACK"));
    assert.equal(ends(answer.buffer.packet), `${VIRTUAL} > ${CLIENT}`);
    assert.equal(answer.buffer.connection?.state, "ESTABLISHED");
  });

  it("is masqueraded by a mark that was set before, and its answer comes back all the same", () => {
    const nat = table(
      "nat",
      "-A PREROUTING -d 10.0.0.1/32 -j MARK --set-xmark 0x4000/0x4000",
      "-A POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE",
    );
    const host = balancer(SERVERS, { conntrack: 1 }, nat);
    const left = leaves(host, arrives(host, tcp(CLIENT, VIRTUAL, "SYN")));
    assert.equal(ends(left.buffer.packet), "10.244.0.1:40000 > 10.244.0.8:8080");
    const answer = answers(host, tcp("10.244.0.8:8080", "10.244.0.1:40000", "SYN", "ACK"));
    assert.equal(ends(answer.buffer.packet), `${VIRTUAL} > ${CLIENT}`);
  });

  it("goes on untracked without vs/conntrack", () => {
    const host = balancer(SERVERS, {});
    const taken = arrives(host, tcp(CLIENT, VIRTUAL, "SYN"));
    assert.equal(taken.buffer.connection?.state, "UNTRACKED");
    assert.equal(host.conntrack.count(), 0);
  });

  it("goes on to the same real server as the connection's first packet", () => {
    const host = balancer(SERVERS);
    leaves(host, arrives(host, tcp(CLIENT, VIRTUAL, "SYN")));
    const second = arrives(host, tcp(CLIENT, VIRTUAL, "ACK"));
    assert.equal(ends(second.buffer.packet), `${CLIENT} > 10.244.0.8:8080`);
    assert.equal(kinds(host)[0], "ipvs-connection-found");
    const other = arrives(host, tcp("10.1.0.2:40001", VIRTUAL, "SYN"));
    assert.equal(ends(other.buffer.packet), "10.1.0.2:40001 > 10.244.0.7:8080");
  });

  it("stays here where the real server is the host itself", () => {
    const host = balancer(`-A -t ${VIRTUAL} -s rr\n-a -t ${VIRTUAL} -r 10.244.0.1:8080 -m`);
    const taken = arrives(host, tcp(CLIENT, VIRTUAL, "SYN"));
    assert.equal(taken.verdict, "accept");
    assert.equal(ends(taken.buffer.packet), `${CLIENT} > 10.244.0.1:8080`);
    const answer = runHook(
      "OUTPUT",
      socketBuffer(tcp("10.244.0.1:8080", CLIENT, "SYN", "ACK"), null, "eth0"),
      host,
    );
    assert.equal(ends(answer.buffer.packet), `${VIRTUAL} > ${CLIENT}`);
  });

  it("is refused with port unreachable where there is no real server, TCP too", () => {
    for (const servers of [
      `-A -t ${VIRTUAL} -s rr`,
      `-A -t ${VIRTUAL}\n-a -t ${VIRTUAL} -r 10.244.0.7:80 -m -w 0`,
    ]) {
      const refused = arrives(balancer(servers), tcp(CLIENT, VIRTUAL, "SYN"));
      assert.equal(refused.verdict, "reject");
      assert.equal(refused.stop, "no-real-server");
      assert.equal(refused.rejectWith, "icmp-port-unreachable");
    }
    const query = arrives(balancer(SERVERS), datagram(CLIENT, "10.0.0.1:53"));
    assert.equal(query.stop, "no-real-server");
  });

  it("is nobody's where it begins nothing, or is for another port", () => {
    const host = balancer(SERVERS);
    for (const packet of [
      tcp(CLIENT, VIRTUAL, "ACK"),
      tcp(CLIENT, VIRTUAL, "RST"),
      tcp(CLIENT, "10.0.0.1:81", "SYN"),
    ])
      assert.equal(arrives(host, packet).verdict, "accept");
    assert.deepEqual(host.ipvs.connections(), []);
  });

  it("is found by its mark before its address, and by port 0 for any port", () => {
    const host = balancer(
      `-A -t ${VIRTUAL} -s rr\n-a -t ${VIRTUAL} -r 10.244.0.7:8080 -m\n-A -f 5 -s rr\n-a -f 5 -r 10.244.0.9:0 -m\n` +
        "-A -t 10.0.0.1:0 -s rr -p 60\n-a -t 10.0.0.1:0 -r 10.244.0.6:0 -m",
    );
    const marked = { ...socketBuffer(tcp(CLIENT, VIRTUAL, "SYN"), "eth0", null), mark: 5 };
    assert.equal(ends(runHook("INPUT", marked, host).buffer.packet), `${CLIENT} > 10.244.0.9:80`);
    const any = arrives(host, tcp(CLIENT, "10.0.0.1:4711", "SYN"));
    assert.equal(ends(any.buffer.packet), `${CLIENT} > 10.244.0.6:4711`);
  });
});

describe("connections of IPVS", () => {
  it("are counted as active from the SYN to the first FIN", () => {
    const host = balancer(SERVERS);
    const exchange: readonly (readonly [Packet, string])[] = [
      [tcp(CLIENT, VIRTUAL, "SYN"), "SYN_RECV"],
      [tcp("10.244.0.8:8080", CLIENT, "SYN", "ACK"), "SYN_RECV"],
      [tcp(CLIENT, VIRTUAL, "ACK"), "ESTABLISHED"],
      [tcp("10.244.0.8:8080", CLIENT, "FIN", "ACK"), "FIN_WAIT"],
      [tcp(CLIENT, VIRTUAL, "FIN", "ACK"), "TIME_WAIT"],
    ];
    for (const [packet, state] of exchange) {
      if (packet.source === "10.1.0.2") leaves(host, arrives(host, packet));
      else answers(host, packet);
      assert.equal(host.ipvs.connections()[0]?.entry.state, state);
      const isOver = state === "FIN_WAIT" || state === "TIME_WAIT";
      assert.equal(counts(host), isOver ? "0/0 0/1" : "0/0 1/0");
    }
  });

  it("end in their own time, with their entry of conntrack", () => {
    const host = balancer(SERVERS);
    leaves(host, arrives(host, tcp(CLIENT, VIRTUAL, "SYN")));
    host.now = 60_000_001;
    arrives(host, tcp("10.1.0.9:1", VIRTUAL, "SYN"));
    assert.deepEqual(kinds(host).slice(0, 1), ["ipvs-connection-expired"]);
    assert.equal(host.conntrack.list().length, 0);
  });

  it("bind a client to its real server where the virtual server is persistent", () => {
    const host = balancer(SERVERS.replace("-s rr\n", "-s rr -p 100\n"));
    const to = (port: number): string => {
      const taken = arrives(host, tcp(`10.1.0.2:${port}`, VIRTUAL, "SYN"));
      leaves(host, taken);
      return ends(taken.buffer.packet).split(" > ")[1] ?? "";
    };
    assert.deepEqual(
      [to(1), to(2), to(3)],
      Array.from({ length: 3 }, () => "10.244.0.8:8080"),
    );
    const [template] = host.ipvs.connections();
    assert.ok(template !== undefined);
    assert.equal(template.entry.counts, "template");
    assert.equal(template.entry.client, "10.1.0.2:0");
    host.now = 99_000_000;
    assert.equal(to(4), "10.244.0.8:8080");
    // The template waits for its last connection, a minute at a time.
    host.now = 300_000_000;
    assert.equal(to(5), "10.244.0.7:8080");
  });

  it("let clients go from a real server without weight only as the settings say", () => {
    const quiet = SERVERS.replace("-s rr\n", "-s rr -p 100\n");
    const weightless = quiet.replace("10.244.0.8:8080 -m -w 1", "10.244.0.8:8080 -m -w 0");
    for (const [settings, expected] of [
      [{}, "10.244.0.8:8080"],
      [{ expire_quiescent_template: 1 }, "10.244.0.7:8080"],
    ] as const) {
      const host = balancer(quiet, settings);
      leaves(host, arrives(host, tcp(CLIENT, VIRTUAL, "SYN")));
      host.ipvs.load(readIpvs({ name: "test", text: weightless }).servers);
      const next = arrives(host, tcp("10.1.0.2:40001", VIRTUAL, "SYN"));
      assert.equal(ends(next.buffer.packet), `10.1.0.2:40001 > ${expected}`);
    }
  });

  it("are dropped, or begun anew, where their real server went away", () => {
    for (const [settings, verdict] of [
      [{}, "drop"],
      [{ expire_nodest_conn: 1 }, "stolen"],
    ] as const) {
      const host = balancer(SERVERS, settings);
      leaves(host, arrives(host, tcp(CLIENT, VIRTUAL, "SYN")));
      const left = SERVERS.replace(/.*10\.244\.0\.8.*\n/, "");
      host.ipvs.load(readIpvs({ name: "test", text: left }).servers);
      const next = arrives(host, tcp(CLIENT, VIRTUAL, "SYN"));
      assert.equal(next.verdict, verdict);
      if (verdict === "drop") assert.equal(next.stop, "real-server-gone");
      else assert.equal(ends(next.buffer.packet), `${CLIENT} > 10.244.0.7:8080`);
    }
  });

  it("translate ICMP errors about their packets, with what these quote", () => {
    const host = balancer(SERVERS);
    leaves(host, arrives(host, tcp(CLIENT, VIRTUAL, "SYN")));
    const quoted = tcp(CLIENT, "10.244.0.8:8080", "SYN");
    const error = icmp("10.244.0.8", "10.1.0.2", { type: 3, code: 3, quoted });
    const answer = answers(host, error).buffer.packet;
    assert.equal(answer.source, "10.0.0.1");
    assert.ok(answer.transport.protocol === "icmp" && answer.transport.quoted !== null);
    assert.equal(ends(answer.transport.quoted), `${CLIENT} > ${VIRTUAL}`);
  });
});
