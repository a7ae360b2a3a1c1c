import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { BARE_HOST } from "../../src/dns/host.js";
import { chooseBlock } from "../../src/dns/choose-block.js";
import type { Choosable, Listener } from "../../src/dns/choose-block.js";
import { readCorefile } from "../../src/dns/corefile/read.js";
import type { BlockFilter } from "../../src/dns/plugin.js";
import type { DnsRequest } from "../../src/dns/request.js";
import { createQuery } from "../../src/packet/dns-reply.js";
import type { RecordType } from "../../src/packet/dns-message.js";
import { queryId } from "../../src/trace/id.js";

const listeners = (...zones: string[]): Listener[] =>
  zones.map((zone, block) => ({ zone, block, transport: "dns", port: "53", address: null }));

const block = (passes: BlockFilter | null = null): Choosable => ({
  view: passes === null ? null : { name: "v", line: 2, passes },
  collector: null,
  answers: true,
});

function ask(name: string, type: RecordType = "A"): DnsRequest {
  const message = createQuery(1, { name, type, class: "IN" });
  const client = address("10.0.0.1");
  return { query: queryId(1), message, client, transport: "udp" };
}

function chosen(
  zones: readonly Listener[],
  blocks: readonly Choosable[],
  request: DnsRequest,
): number | string {
  const choice = chooseBlock(zones, blocks, request);
  return choice.kind === "chosen" ? choice.listener.block : choice.kind;
}

describe("choosing a server block", () => {
  it("goes on to shorter zones where no view takes the query", () => {
    const zones = listeners("a.test.", "a.test.", "test.");
    const blocks = [block(() => false), block(({ client }) => client === "10.0.0.2"), block()];
    assert.equal(chosen(zones, blocks, ask("x.a.test.")), 2);
    assert.equal(chosen(zones.slice(0, 2), blocks, ask("x.a.test.")), "refused");
  });

  it("takes the first block whose view is true, and names it", () => {
    const zones = listeners(".", ".");
    const choice = chooseBlock(zones, [block(() => true), block()], ask("x.test."));
    assert.ok(choice.kind === "chosen");
    assert.equal(choice.listener.block, 0);
    assert.equal(choice.request.view, "v");
  });

  it("does not guess what a view would have said", () => {
    const zones = listeners(".", ".");
    assert.equal(chosen(zones, [block(() => "unknown"), block()], ask("x.")), "unknown");
    assert.equal(chosen(zones, [block(), block(() => "unknown")], ask("x.")), 0);
  });

  it("refuses at a zone without plugins, but not at the root", () => {
    const empty = { ...block(), answers: false };
    assert.equal(chosen(listeners("a.test.", "."), [empty, block()], ask("x.a.test.")), "refused");
    assert.equal(chosen(listeners(".", "."), [empty, block()], ask("x.a.test.")), 1);
  });

  it("gives DS to the shortest zone but the root, and its last block", () => {
    const zones = listeners("a.test.", "test.", ".", "test.");
    const blocks = [block(), block(), block(), block()];
    assert.equal(chosen(zones, blocks, ask("x.a.test.", "DS")), 3);
    assert.equal(chosen(zones, blocks, ask("x.", "DS")), 2);
  });

  it("asks the plugins for metadata before the view looks at the query", () => {
    const collector = { zones: ["test."], providers: [() => [["p/l", () => "yes"] as const]] };
    const view: BlockFilter = ({ metadata }) => metadata?.get("p/l")?.() === "yes";
    const blocks = [{ ...block(view), collector }, block()];
    const zones = listeners(".", ".");
    assert.equal(chosen(zones, blocks, ask("x.test.")), 0);
    assert.equal(chosen(zones, blocks, ask("x.other.")), 1);
  });
});

describe("blocks that want the same key", () => {
  const refusalOf = (text: string): string | null =>
    readCorefile({ name: "Corefile", text }, 0, {
      ...BARE_HOST,
      interfaces: new Map([["eth0", ["10.0.0.1"]]]),
    }).refusal;

  it("may have views, and other addresses", () => {
    assert.equal(refusalOf("a {\n view v\n}\na {\n view w\n}\na {\n debug\n}\n"), null);
    assert.equal(refusalOf("a {\n bind 10.0.0.1\n}\na {\n bind 10.0.0.2\n}\n"), null);
  });

  it("may not have the same address, by whatever name", () => {
    assert.equal(
      refusalOf("a {\n bind eth0\n}\na {\n bind 10.0.0.1\n}\n"),
      "cannot serve dns://a.:53 on 10.0.0.1 - it is already defined",
    );
  });

  it("may not overlap, with or without a view", () => {
    const text = "zone overlap listener capacity with dns://a.:53 on 10.0.0.1";
    assert.equal(
      refusalOf("a {\n bind 10.0.0.1\n}\na {\n view v\n}\n"),
      `cannot serve dns://a.:53 - ${text}`,
    );
  });
});
