import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSecondary } from "../../../../src/dns/plugins/secondary/handler.js";
import { createQuery } from "../../../../src/packet/dns-reply.js";
import { visitPlugin } from "../../../support/plugin-visit.js";

describe("secondary", () => {
  it("has no zone yet, so it fails, and refuses what is not its own", () => {
    const { handler } = createSecondary(["example.org."], []);
    const ask = (name: string): unknown =>
      visitPlugin(handler, createQuery(1, { name, type: "A", class: "IN" }));
    assert.deepEqual(ask("www.example.org."), { kind: "returned", rcode: "SERVFAIL", error: null });
    assert.deepEqual(ask("example.net."), { kind: "returned", rcode: "REFUSED", error: null });
  });
});
