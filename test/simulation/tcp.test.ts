import type { TcpConnection } from "../../src/simulation/tcp/connection.js";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tcpPair } from "../support/tcp-pair.js";

const lossless = (): boolean => false;

describe("a TCP connection", () => {
  it("opens, speaks and closes as tcpdump shows a curl", () => {
    const pair = tcpPair(lossless);
    pair.connect();
    pair.run(1);
    pair.send("client", "GET");
    pair.run(2);
    pair.send("server", "hello");
    pair.run(3);
    pair.close("client");
    pair.run(4);
    pair.close("server");
    pair.run(5);
    assert.deepEqual(pair.wire, [
      "0 client SYN 0/0",
      "0 server SYN,ACK 0/1",
      "0 client ACK 1/1",
      '0 client PSH,ACK 1/1 "GET"',
      "0 server ACK 1/4",
      '0 server PSH,ACK 1/4 "hello"',
      "0 client ACK 4/6",
      "0 client FIN,ACK 4/6",
      "0 server FIN,ACK 6/5",
      "0 client ACK 5/7",
    ]);
    assert.deepEqual(pair.states, [
      "client ESTAB",
      "server ESTAB",
      "client FIN-WAIT-1",
      "server CLOSE-WAIT",
      "server LAST-ACK",
      "client FIN-WAIT-2",
      "client TIME-WAIT",
      "server CLOSED",
    ]);
    pair.run();
    assert.equal(pair.client.state, "CLOSED");
    assert.equal(pair.client.failure, null);
  });

  it("repeats a SYN each second for five seconds, then with doubled gaps, and gives up", () => {
    const pair = tcpPair(() => true);
    pair.connect();
    pair.run();
    assert.deepEqual(
      pair.wire.map((line) => line.split(" ")[0]),
      [0, 1, 2, 3, 4, 5, 7, 11, 19, 35, 67].map((second) => `${second * 1000}`),
    );
    assert.equal(pair.client.failure, "timed out");
    assert.equal(pair.client.state, "CLOSED");
  });

  it("answers a repeated SYN with the same SYN-ACK", () => {
    const pair = tcpPair((index) => index === 1);
    pair.connect();
    pair.run(3000);
    assert.equal(pair.client.state, "ESTAB");
    assert.equal(pair.server.state, "ESTAB");
    const synAcks = pair.wire.filter((line) => line.includes("SYN,ACK 0/1"));
    assert.ok(synAcks.length >= 2);
  });

  it("repeats lost data after 200 ms, and the peer reads it once", () => {
    const pair = tcpPair((index) => index === 3);
    pair.connect();
    pair.run(1);
    pair.send("client", "GET");
    pair.run(1000);
    assert.equal(pair.wire[4], '200 client PSH,ACK 1/1 "GET"');
    assert.deepEqual(textsIn(pair.server), ["GET"]);
  });

  it("acknowledges data that it has already, without reading it again", () => {
    const pair = tcpPair((index) => index === 4);
    pair.connect();
    pair.run(1);
    pair.send("client", "GET");
    pair.run(1000);
    assert.deepEqual(textsIn(pair.server), ["GET"]);
    assert.equal(pair.wire.at(-1), "200 server ACK 1/4");
  });

  it("sends no more than ten segments ahead", () => {
    const pair = tcpPair(lossless);
    pair.connect();
    pair.run(1);
    for (let sent = 0; sent < 25; sent++) pair.send("client", "x");
    assert.equal(pair.client.inFlight.length, 10);
    pair.run(100);
    assert.equal(textsIn(pair.server).join("").length, 25);
  });

  it("gives up data after the kernel's number of repetitions", () => {
    const pair = tcpPair((index) => index >= 3);
    pair.connect();
    pair.run(1);
    pair.send("client", "GET");
    pair.run();
    assert.equal(pair.client.failure, "timed out");
    assert.equal(pair.wire.filter((line) => line.includes("GET")).length, 16);
  });

  it("acknowledges a FIN after 40 ms where the program does not close", () => {
    const pair = tcpPair(lossless);
    pair.connect();
    pair.run(1);
    pair.close("client");
    pair.run(1000);
    assert.deepEqual(pair.wire.slice(3), ["0 client FIN,ACK 1/1", "40 server ACK 1/2"]);
    assert.equal(pair.client.state, "FIN-WAIT-2");
  });
});

function textsIn({ inbox }: TcpConnection): readonly string[] {
  return inbox.map(({ data }) => (data.kind === "text" ? data.text : ""));
}
