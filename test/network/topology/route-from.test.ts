import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { refusalText, routeFrom } from "../../../src/network/topology/route-from.js";
import { ipRouteOf } from "../../../src/cluster/topology/read-route.js";
import type { Namespace } from "../../../src/network/namespace.js";
import { mainTables } from "../../../src/network/network.js";
import type { Route } from "../../../src/network/route.js";
import { ROUTE_COMMANDS } from "../../support/route-commands.js";
import { routedHost } from "../../support/routed-host.js";

/** What became of the commands, one after the other. */
function run(commands: readonly string[]): {
  readonly said: readonly (string | null)[];
  readonly routes: readonly Route[];
} {
  let host: Namespace = routedHost();
  const said = commands.map((command) => {
    const made = routeFrom(ipRouteOf(command), host);
    if ("fault" in made) return refusalText(made.fault);
    const { ipv4, ipv6 } = host.routes;
    host = { ...host, routes: mainTables([...ipv4, ...ipv6, made.route]) };
    return null;
  });
  return { said, routes: [...host.routes.ipv4, ...host.routes.ipv6] };
}

describe("ip route add", () => {
  const { said } = run(ROUTE_COMMANDS.map(([command]) => command));
  for (const [index, [command, refusal]] of ROUTE_COMMANDS.entries())
    it(`${refusal === null ? "takes" : "refuses"} ${command}`, () => {
      assert.equal(said[index], refusal);
    });

  it("fills in the device, the scope and the metric", () => {
    const shown = (command: string): unknown => {
      const made = run([command]).routes.filter(({ protocol }) => protocol === "boot");
      return made.map(({ device, scope, metric, hops }) => [device, scope, metric, hops.length]);
    };
    assert.deepEqual(shown("default via 10.0.0.2"), [["ea", "global", 0, 0]]);
    assert.deepEqual(shown("10.1.0.0/16 dev eb"), [["eb", "link", 0, 0]]);
    assert.deepEqual(shown("local 10.1.0.0/16 dev lo"), [["lo", "host", 0, 0]]);
    assert.deepEqual(shown("fd01::/64 via fd00::5"), [["ea", "global", 1024, 0]]);
    assert.deepEqual(shown("10.1.0.0/16 nexthop via 10.0.0.2 nexthop dev eb"), [
      [null, "global", 0, 2],
    ]);
    assert.deepEqual(shown("blackhole 10.1.0.0/16"), [[null, "global", 0, 0]]);
  });
});
