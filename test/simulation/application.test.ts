import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import {
  formatRequest,
  formatResponse,
  readRequest,
  createResponseReader,
} from "../../src/simulation/application/http-message.js";
import { sortAddresses } from "../../src/simulation/application/sort-addresses.js";
import { cutText } from "../../src/simulation/tcp/cut-text.js";

describe("an HTTP message", () => {
  it("is read when all of it has come, by bytes and not by characters", () => {
    const text = formatResponse({ status: 200, body: "こんにちは" });
    assert.match(text, /^HTTP\/1.1 200 OK\r\n/);
    assert.match(text, /Content-Length: 15\r\n/);
    for (let length = 0; length < text.length; length++) {
      assert.equal(createResponseReader().take(text.slice(0, length)), null);
    }
    assert.deepEqual(createResponseReader().take(text), { status: 200, body: "こんにちは" });
  });

  it("asks as curl does", () => {
    const text = formatRequest("/a?b", "example", "curl/8.14.1");
    assert.equal(
      text,
      "GET /a?b HTTP/1.1\r\nHost: example\r\nUser-Agent: curl/8.14.1\r\nAccept: */*\r\n\r\n",
    );
    assert.deepEqual(readRequest(text), { method: "GET", path: "/a?b" });
    assert.equal(readRequest(text.slice(0, -1)), null);
  });
});

describe("a text", () => {
  it("is cut between characters", () => {
    assert.deepEqual(cutText("aあいb", 4), ["aあ", "いb"]);
    assert.deepEqual(cutText("", 4), []);
    assert.equal(cutText("x".repeat(3000), 1448).length, 3);
  });
});

describe("getaddrinfo's order", () => {
  const source = { ipv4: address("10.244.1.2"), ipv6: address("fd00::2") };
  const order = (texts: readonly string[], hasIpv6: boolean): readonly string[] =>
    sortAddresses(texts.map(address), (destination) =>
      destination.includes(":")
        ? hasIpv6
          ? { source: source.ipv6, length: 64 }
          : null
        : { source: source.ipv4, length: 24 },
    );

  it("puts what the host cannot reach last, and else IPv6 first", () => {
    assert.deepEqual(order(["10.0.0.1", "fd00::9"], true), ["fd00::9", "10.0.0.1"]);
    assert.deepEqual(order(["fd00::9", "10.0.0.1"], false), ["10.0.0.1", "fd00::9"]);
  });

  it("prefers an address of the source's own subnet, and keeps the order of the others", () => {
    assert.deepEqual(order(["10.244.2.3", "10.244.9.9", "10.244.1.3"], false), [
      "10.244.1.3",
      "10.244.2.3",
      "10.244.9.9",
    ]);
  });
});
