import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../../../src/base/address.js";
import { createAutopath } from "../../../../src/dns/plugins/autopath/handler.js";
import type { Answer } from "../../../../src/dns/chain.js";
import { createQuery } from "../../../../src/packet/dns-reply.js";
import { createDnsRunner } from "../../../support/dns-run.js";
import { kubernetesOver, SHOP } from "../../../support/kubernetes-visit.js";
import { visitPlugin } from "../../../support/plugin-visit.js";

const handler = createAutopath({ zones: ["."], search: [], plugin: "next" });
const { handler: next, offer } = kubernetesOver(SHOP, { pods: "verified" });

function ask(name: string, client: string): { answer: Answer; tried: readonly string[] } {
  const runner = createDnsRunner(() => "silence");
  const query = createQuery(1, { name, type: "A", class: "IN" });
  const around = { runner, next, offer, client: address(client) };
  const answer = visitPlugin(handler, query, around);
  const tried = runner.events.flatMap((event) =>
    event.kind === "plugin-acted" && event.action.kind === "name-tried" ? [event.action.name] : [],
  );
  return { answer, tried };
}

describe("autopath", () => {
  it("tries a pod's search list, and puts an alias before what it finds", () => {
    const { answer, tried } = ask("web.shop.shop.svc.cluster.local.", "10.244.1.5");
    assert.deepEqual(tried, ["web.shop.shop.svc.cluster.local.", "web.shop.svc.cluster.local."]);
    assert.ok(answer.kind === "written");
    assert.equal(answer.message.question[0]?.name, "web.shop.shop.svc.cluster.local.");
    assert.deepEqual(
      answer.message.answer.map(({ name, type, data }) => [name, type, data]),
      [
        ["web.shop.shop.svc.cluster.local.", "CNAME", "web.shop.svc.cluster.local."],
        ["web.shop.svc.cluster.local.", "A", "10.96.0.7"],
      ],
    );
  });

  it("ends where a plugin fails", () => {
    const { answer, tried } = ask("www.example.shop.svc.cluster.local.", "10.244.1.5");
    assert.deepEqual(tried.slice(2), ["www.example.cluster.local.", "www.example.lan.example."]);
    assert.equal(answer.kind, "returned");
  });

  it("hands on what a client that is no pod asks, and names that end otherwise", () => {
    assert.deepEqual(ask("web.shop.shop.svc.cluster.local.", "10.9.9.9").tried, []);
    assert.deepEqual(ask("web.data.svc.cluster.local.", "10.244.1.5").tried, []);
  });
});
