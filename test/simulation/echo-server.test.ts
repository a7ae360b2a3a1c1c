import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { playOne } from "../support/host-scenario.js";

describe("an echo server", () => {
  it("answers with the client's address and port before what came, over TCP and UDP", () => {
    for (const [line, sent] of [
      ["left connect tcp 10.2.0.2:7", "hello"],
      ["left send udp 10.2.0.2:7", "abcde"],
    ] as const) {
      const { outcome, output } = playOne(line);
      assert.equal(outcome, "answered");
      assert.ok(/10\.1\.0\.2:\d+: (.*)\n$/.exec(output)?.[1] === sent, output);
    }
  });

  it("sends a long datagram back as it is", () => {
    const long = playOne("left send udp 10.2.0.2:7 -s 65");
    assert.match(long.output, /\b65 bytes/);
    assert.doesNotMatch(long.output, /10\.1\.0\.2:/);
  });

  it("is described so in the language", () => {
    const text = readFileSync("docs/language.md", "utf8");
    assert.match(
      text,
      /`echo` \(the client's address and port .* then what came; .* more than 64 bytes/,
    );
  });
});
