import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { NamespaceId } from "../../src/trace/id.js";
import { initialState } from "../../src/trace/initial-state.js";
import { reduce } from "../../src/trace/reduce.js";
import type { TraceState } from "../../src/trace/state.js";
import type { Trace } from "../../src/trace/trace.js";
import { THREE_HOSTS, endsOf, playHosts } from "../support/host-scenario.js";
import { KIND_CLUSTER } from "../support/kind-scenario.js";

const TABLES = ["devices", "routes", "routingRules", "sysctls", "ipsets"] as const;

function beforeRequests({ header, events }: Trace): TraceState {
  const end = events.findIndex(({ kind }) => kind === "request-started");
  return events.slice(0, end).reduce(reduce, initialState(header));
}

function tablesOf(state: TraceState): readonly string[] {
  const ids = Object.keys(state.tables) as NamespaceId[];
  return ids.flatMap((id) =>
    TABLES.map((name) => `${id} ${name} ${JSON.stringify(state.tables[id]?.[name])}`),
  );
}

function rulesOf(state: TraceState, { header }: Trace): readonly string[] {
  return state.ruleSets
    .flatMap(({ namespace, family, tables }) =>
      tables.flatMap(({ name, chains }) =>
        chains.flatMap(({ name: chain, policy, rules }) => [
          `${namespace} ${family} ${name} ${chain} ${policy ?? "-"}`,
          ...rules.map(
            (rule, index) =>
              `${namespace} ${family} ${name} ${chain} ${index} ${header.texts[rule] ?? "?"}`,
          ),
        ]),
      ),
    )
    .sort();
}

describe("a play that builds its network", () => {
  it("starts with nothing but the names, and runs the commands that hopwise setup prints", () => {
    const { trace, diagnostics } = playHosts("build\nleft ping 10.2.0.2\nexpect answered");
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(
      trace.header.namespaces.map(({ tables }) => tables.devices.map(({ name, up }) => [name, up])),
      [[["lo", false]], [["lo", false]], [["lo", false]]],
    );
    const commands = trace.events.flatMap((event) =>
      event.kind === "command-run" ? [event.command] : [],
    );
    assert.ok(
      commands.some((command) => /^ip link add name eth0 .* type veth peer name /.test(command)),
    );
    assert.ok(commands.some((command) => command.endsWith("addr add 10.1.0.2/24 dev eth0")));
    assert.ok(
      commands.some((command) => command.endsWith("route add default via 10.1.0.1 dev eth0")),
    );
  });

  const hosts = {
    "three hosts": [THREE_HOSTS, "left curl http://10.2.0.2"],
    kindnet: [KIND_CLUSTER, "client curl http://example"],
    "flannel's VXLAN": [
      `cluster { cni flannel vxlan }\n${KIND_CLUSTER}`,
      "client curl http://example",
    ],
    "calico's IPIP": [`cluster { cni calico ipip }\n${KIND_CLUSTER}`, "client curl http://example"],
  } as const;
  for (const [what, [text, request]] of Object.entries(hosts)) {
    it(`comes to the same network as if it had been there: ${what}`, () => {
      const built = playHosts(`build\n${request}\nexpect 200`, { hosts: text });
      const there = playHosts(`${request}\nexpect 200`, { hosts: text });
      assert.deepEqual(built.diagnostics, []);
      const [after, before] = [beforeRequests(built.trace), beforeRequests(there.trace)];
      assert.deepEqual(tablesOf(after), tablesOf(before));
      assert.deepEqual(rulesOf(after, built.trace), rulesOf(before, there.trace));
      assert.deepEqual(
        endsOf(built.trace),
        endsOf(there.trace).map((end) => end),
      );
    });
  }

  it("builds only what belongs to the names, and the rest is there", () => {
    const text = "left ping 10.2.0.2\nexpect answered";
    const built = playHosts(`build left\n${text}`);
    const there = playHosts(text);
    assert.deepEqual(built.diagnostics, []);
    const start = initialState(built.trace.header);
    const devices = Object.entries(start.tables).map(([id, tables]) => [
      id,
      tables.devices.map(({ name }) => name),
    ]);
    assert.deepEqual(Object.fromEntries(devices), {
      "host/left": ["lo"],
      // The far end of its cable is laid with it.
      "host/router": ["lo", "eth1"],
      "host/right": ["lo", "eth0"],
    });
    assert.deepEqual(
      [...tablesOf(beforeRequests(built.trace))].sort(),
      [...tablesOf(beforeRequests(there.trace))].sort(),
    );
  });

  it("makes a CNI's bridge with the first pod of a node", () => {
    const hosts = `cluster { cni bridge }\n${KIND_CLUSTER}`;
    const commandsOf = (build: string): readonly string[] =>
      playHosts(`${build}\nclient curl http://example\nexpect 200`, { hosts }).trace.events.flatMap(
        (event) => (event.kind === "command-run" ? [event.command] : []),
      );
    const bridge = /^ip -n node-worker link add name \S+ .*type bridge/;
    const others = "pod in example on worker";
    assert.equal(
      commandsOf(`build client, ${others}`).some((command) => bridge.test(command)),
      true,
    );
    assert.equal(
      commandsOf("build client").some((command) => bridge.test(command)),
      false,
    );
    assert.ok(commandsOf("build client").length > 5);
  });

  it("knows nobody whom it has not asked", () => {
    const hosts = `cluster { cni bridge }\n${KIND_CLUSTER}`;
    const asked = (build: string): readonly string[] =>
      playHosts(`${build}\nclient curl http://example\nexpect 200`, { hosts }).trace.events.flatMap(
        (event) => (event.kind === "neighbour-asked" ? [event.address] : []),
      );
    assert.equal(asked("").length, 0);
    assert.ok(asked("build client").length > 0);
    assert.ok(asked("build").length > asked("build client").length);
  });
});
