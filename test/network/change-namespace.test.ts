import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { address } from "../../src/base/address.js";
import { prefix } from "../../src/base/prefix.js";
import {
  withLink,
  withRoute,
  withRule,
  withoutRoute,
  withoutRule,
} from "../../src/network/change-namespace.js";
import { decideOutput } from "../../src/network/fib/decide-output.js";
import { listRoutes, listRoutingRules } from "../../src/network/list-routes.js";
import type { Namespace } from "../../src/network/namespace.js";
import { route } from "../../src/network/route.js";
import { testHost, testNamespace, testRule } from "./fixture.js";

const WISH = {
  devices: { da: ["10.0.0.1/24"], db: ["10.7.0.1/24", "fd00:7::1/64"] },
  routes: [
    route({ destination: prefix("10.20.0.0/16"), gateway: address("10.0.0.254"), device: "da" }),
    route({ destination: prefix("10.34.0.0/16"), device: "da", scope: "host" }),
    route({
      kind: "blackhole",
      destination: prefix("10.30.0.0/16"),
      device: null,
      scope: "global",
    }),
  ],
};

function linesOf(namespace: Namespace, table: string): readonly string[] {
  return listRoutes(namespace).flatMap((line) =>
    line.family === "ipv4" && line.table === table ? [line.text] : [],
  );
}

// As Linux 6.18 and iproute2 6.1 do it: ip link set da down, ip link set da up.
describe("a link that goes down", () => {
  const start = testNamespace(WISH);
  const down = withLink(start, "da", false);

  it("takes its routes along, but not what has the scope host", () => {
    assert.deepEqual(linesOf(down, "main"), [
      "10.7.0.0/24 dev db proto kernel scope link src 10.7.0.1",
      "blackhole 10.30.0.0/16",
      "10.34.0.0/16 dev da scope host",
    ]);
    assert.deepEqual(linesOf(down, "local").slice(0, 1), [
      "local 10.0.0.1 dev da proto kernel scope host src 10.0.0.1",
    ]);
    assert.ok(!linesOf(down, "local").some((line) => line.startsWith("broadcast 10.0.0.255")));
  });

  it("brings back only what the kernel makes by itself", () => {
    assert.deepEqual(linesOf(withLink(down, "da", true), "main"), [
      "10.0.0.0/24 dev da proto kernel scope link src 10.0.0.1",
      "10.7.0.0/24 dev db proto kernel scope link src 10.7.0.1",
      "blackhole 10.30.0.0/16",
      "10.34.0.0/16 dev da scope host",
    ]);
  });

  it("loses its IPv6 addresses", () => {
    const again = withLink(withLink(start, "db", false), "db", true);
    const owned = again.devices.find(({ name }) => name === "db")?.addresses ?? [];
    assert.deepEqual(
      owned.map((own) => own.address),
      ["10.7.0.1"],
    );
  });

  it("is listed as linkdown where only the other end is down", () => {
    const devices = start.devices.map((device) =>
      device.name === "da" ? { ...device, carrier: false } : device,
    );
    const [line] = linesOf({ ...start, devices }, "main");
    assert.equal(line, "10.0.0.0/24 dev da proto kernel scope link src 10.0.0.1 linkdown");
  });
});

describe("a host whose namespace changes", () => {
  it("looks everything up anew", () => {
    const host = testHost(WISH);
    const way = (): string | null => {
      const decision = decideOutput(host, { destination: address("10.20.0.9") });
      return decision.kind === "route" ? decision.route.device : null;
    };
    assert.equal(way(), "da");
    const detour = route({
      destination: prefix("10.20.0.0/24"),
      gateway: address("10.7.0.254"),
      device: "db",
    });
    host.change(withRoute(host.namespace, detour));
    assert.equal(way(), "db");
    const without = withoutRoute(host.namespace, {
      destination: detour.destination,
      table: "main",
    });
    assert.ok(without !== null);
    host.change(without);
    assert.equal(way(), "da");
    assert.equal(withoutRoute(without, { destination: detour.destination, table: "main" }), null);
  });

  it("may lose even the rules that it began with", () => {
    const added = withRule(
      testNamespace(WISH),
      testRule({ priority: 10, action: { kind: "table", table: "local" } }),
    );
    const moved = withoutRule(added, ({ family, priority }) => family === "ipv4" && priority === 0);
    assert.ok(moved !== null);
    const rules = listRoutingRules(moved).flatMap((line) =>
      line.family === "ipv4" ? [line.text] : [],
    );
    assert.deepEqual(rules, [
      "10:\tfrom all lookup local",
      "32766:\tfrom all lookup main",
      "32767:\tfrom all lookup default",
    ]);
  });
});
