import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createHistory } from "../../src/trace/history.js";
import { packetId } from "../../src/trace/id.js";
import { readTrace, writeTrace } from "../../src/trace/read.js";
import type { PacketState, TraceState } from "../../src/trace/state.js";
import { stepsOf } from "../../src/trace/steps.js";
import type { Trace } from "../../src/trace/trace.js";
import { hostId, worldTrace } from "../support/host-world.js";
import type { World } from "../support/host-world.js";
import { bridged, tunnelled, WORLDS } from "../support/host-worlds.js";

const WORLD: World = {
  hosts: [{ name: "red", devices: [{ name: "eth0", addresses: ["10.0.0.1/24"] }] }],
};
const RED = hostId(WORLD, "red");
type Following = Parameters<typeof worldTrace>[2];

function after(following: Following): TraceState {
  const trace = worldTrace(WORLD, "red", following);
  return createHistory(trace).stateAt(trace.events.length);
}

function packetAt(trace: Trace, kind: string, packet = 1): PacketState {
  const index = trace.events.findLastIndex((event) => event.kind === kind);
  const found = createHistory(trace).stateAt(index + 1).packets[packetId(packet)];
  assert.ok(found);
  return found;
}

const ENTRY = { address: "10.0.0.2", device: "eth0", mac: null, state: "INCOMPLETE" } as never;
const FDB = {
  mac: "02:00:00:00:00:09",
  device: "p1",
  master: "br0",
  destination: null,
  permanent: false,
} as const;

describe("the tables of a host", () => {
  it("are those of the header until something changes them", () => {
    assert.equal(after([]).tables[RED]?.devices[0]?.name, "eth0");
  });

  it("keep what a change does not name", () => {
    const state = after([["red", { kind: "tables-changed", tables: { ipsets: ["create x"] } }, 0]]);
    assert.deepEqual(state.tables[RED]?.ipsets, ["create x"]);
    assert.equal(state.tables[RED].devices.length, 1);
  });

  it("have one entry for a neighbour, and none when it is removed", () => {
    const changed: Following = [
      ["red", { kind: "neighbour-changed", entry: ENTRY }, 0],
      [
        "red",
        {
          kind: "neighbour-changed",
          entry: { ...(ENTRY as object), mac: "02:00:00:00:00:02", state: "REACHABLE" } as never,
        },
        0,
      ],
    ];
    assert.deepEqual(
      after(changed).tables[RED]?.neighbours.map(({ state }) => state),
      ["REACHABLE"],
    );
    const removed = after([
      ...changed,
      ["red", { kind: "neighbour-removed", address: "10.0.0.2", device: "eth0" }, 0],
    ]);
    assert.deepEqual(removed.tables[RED]?.neighbours, []);
  });

  it("move a hardware address to the port where it was heard last", () => {
    const learned: Following = [
      ["red", { kind: "forwarding-learned", entry: FDB }, 0],
      ["red", { kind: "forwarding-learned", entry: { ...FDB, device: "p2" } }, 0],
    ];
    assert.deepEqual(
      after(learned).tables[RED]?.forwardings.map(({ device }) => device),
      ["p2"],
    );
    const forgotten = after([
      ...learned,
      ["red", { kind: "forwarding-removed", mac: FDB.mac, device: "p2" }, 0],
    ]);
    assert.deepEqual(forgotten.tables[RED]?.forwardings, []);
  });

  it("get new rules for one family, and remember the last command", () => {
    const ruleSet = { namespace: RED, family: "ipv4", tables: [] } as const;
    const state = after([
      ["red", { kind: "command-run", command: "iptables -F" }, 0],
      ["red", { kind: "rules-changed", ruleSet }, 0],
    ]);
    assert.deepEqual(state.ruleSets, [ruleSet]);
    assert.deepEqual(state.command, { namespace: RED, text: "iptables -F" });
  });

  it("are shown with the command that changed them", () => {
    const trace = worldTrace(WORLD, "red", [
      ["red", { kind: "command-run", command: "ipset create x" }, 0],
      ["red", { kind: "tables-changed", tables: { ipsets: ["create x"] } }, 0],
      ["red", { kind: "neighbour-asked", address: "10.0.0.2", device: "eth0" }, 0],
    ]);
    const step = stepsOf(trace, "story").find(
      ({ about }) => trace.events[about]?.kind === "command-run",
    );
    assert.deepEqual([step?.about, step?.to], [3, 5]);
  });
});

describe("a packet in a tunnel", () => {
  const trace = tunnelled();

  it("waits inside the outer one, and goes on where that one came", () => {
    const inside = packetAt(trace, "packet-encapsulated");
    assert.equal(inside.inside, packetId(2));
    const out = packetAt(trace, "packet-decapsulated");
    assert.equal(out.inside, null);
    assert.deepEqual(out.place, {
      namespace: hostId({ hosts: [] }, "node2"),
      spot: "device",
      device: "flannel.1",
    });
    assert.ok(
      out.trail.some(({ device, namespace }) => device === "eth0" && namespace === "host/node2"),
    );
  });

  it("is told once for each end", () => {
    const kinds = stepsOf(trace, "story").map(({ about }) => trace.events[about]?.kind);
    assert.deepEqual(
      kinds.filter((kind) => kind?.startsWith("packet-") === true && kind.endsWith("capsulated")),
      ["packet-encapsulated", "packet-decapsulated"],
    );
  });
});

describe("a frame in a bridge", () => {
  const trace = bridged();
  const packet = packetAt(trace, "device-left");

  it("has the hooks of IP called inside the bridge's", () => {
    assert.deepEqual(
      packet.pass?.hooks.map(({ hook, within }) => [hook, within]),
      [
        ["bridge PREROUTING", null],
        ["PREROUTING", "bridge PREROUTING"],
        ["bridge FORWARD", null],
        ["FORWARD", "bridge FORWARD"],
        ["bridge POSTROUTING", null],
        ["POSTROUTING", "bridge POSTROUTING"],
      ],
    );
  });

  it("passes the bridge's decision between ingress and qdisc, and no routing", () => {
    const stations = packet.pass?.stations.map(({ station }) => station) ?? [];
    assert.deepEqual([stations[0], stations.at(-1)], ["ingress", "qdisc"]);
    assert.ok(stations.includes("bridge") && !stations.includes("routing"));
  });
});

describe("traces of hosts", () => {
  for (const [name, make] of Object.entries(WORLDS)) {
    it(`are read as they were written: ${name}`, () => {
      const trace = make();
      assert.deepEqual(readTrace(writeTrace(trace)), { trace });
    });
  }

  it("are refused where a device's tables or a new rule are not what they should be", () => {
    const trace = worldTrace(WORLD, "red", [
      [
        "red",
        { kind: "neighbour-changed", entry: { ...(ENTRY as object), state: "GONE" } as never },
        0,
      ],
    ]);
    assert.ok("problem" in readTrace(writeTrace(trace)));
    const rules = worldTrace(WORLD, "red", [
      [
        "red",
        {
          kind: "rules-changed",
          ruleSet: {
            namespace: RED,
            family: "ipv4",
            tables: [
              {
                name: "filter",
                chains: [{ name: "INPUT", policy: "DROP", rules: [99], owners: [""] }],
              },
            ],
          },
        },
        0,
      ],
    ]);
    assert.ok("problem" in readTrace(writeTrace(rules)));
  });
});
