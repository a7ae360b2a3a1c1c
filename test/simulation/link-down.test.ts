import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { HostTables } from "../../src/trace/host-tables.js";
import { namespaceId } from "../../src/trace/id.js";
import { initialState } from "../../src/trace/initial-state.js";
import { reduce } from "../../src/trace/reduce.js";
import type { Trace } from "../../src/trace/trace.js";
import { endsOf, playHosts } from "../support/host-scenario.js";

const PAIR = `
host a { address eth0 10.1.0.1/24, fd00::1/64 }
host b { address eth0 10.1.0.2/24, fd00::2/64 }
link a.eth0 b.eth0`;
const KNOWN = "neighbour a add 10.1.0.9 lladdr 02:00:00:00:00:09 dev eth0";

function lastTables({ header, events }: Trace, host: string): HostTables | undefined {
  return events.reduce(reduce, initialState(header)).tables[namespaceId(`host/${host}`)];
}

function tablesAfter(lines: string, host: string, hosts = PAIR): HostTables | undefined {
  return lastTables(playHosts(lines, { hosts }).trace, host);
}

function neighboursOf(tables: HostTables | undefined): readonly string[] {
  return tables?.neighbours.map(({ address, state }) => `${address} ${state}`) ?? [];
}

function routesOf(tables: HostTables | undefined, table = "main"): readonly string[] {
  return (
    tables?.routes.flatMap((line) =>
      line.table === table && line.family === "ipv4" ? [line.text] : [],
    ) ?? []
  );
}

function outcomesOf(trace: Trace): readonly string[] {
  return endsOf(trace).map(({ outcome }) => outcome);
}

// Each as Linux 6.18 does it: ip link set dev … down, then ip address, ip route, ip neigh, bridge link.
describe("a device that goes down", () => {
  it("loses its IPv6 addresses for good, and keeps those of IPv4", () => {
    const { trace } = playHosts(
      "a ping fd00::2\nbreak link a eth0\nrestore link a eth0\na ping 10.1.0.2\na ping fd00::2",
      { hosts: PAIR },
    );
    assert.deepEqual(outcomesOf(trace), ["answered", "answered", "unreachable"]);
  });

  it("loses even the neighbours that were set by hand", () => {
    assert.deepEqual(
      neighboursOf(tablesAfter(`a ping 10.1.0.2\n${KNOWN}\nbreak link a eth0`, "a")),
      [],
    );
  });
});

describe("a device whose other end goes down", () => {
  it("keeps its addresses, its routes, and the neighbours that were set by hand", () => {
    const tables = tablesAfter(`a ping 10.1.0.2\n${KNOWN}\nbreak link b eth0`, "a");
    assert.deepEqual(neighboursOf(tables), ["10.1.0.9 PERMANENT"]);
    assert.deepEqual(routesOf(tables), [
      "10.1.0.0/24 dev eth0 proto kernel scope link src 10.1.0.1 linkdown",
    ]);
    assert.deepEqual(tables?.devices.find(({ name }) => name === "eth0")?.addresses, [
      "10.1.0.1/24",
      "fd00::1/64",
    ]);
  });

  it("sends nothing, and asks in vain", () => {
    const { trace } = playHosts(
      `${KNOWN}\nbreak link b eth0\na ping 10.1.0.9\na ping 10.1.0.2\nrestore link b eth0\na ping 10.1.0.2`,
      { hosts: PAIR },
    );
    assert.deepEqual(outcomesOf(trace), ["timed out", "unreachable", "answered"]);
    const ends = trace.events.flatMap((event) =>
      event.kind === "packet-ended" ? [`${event.namespace ?? ""} ${event.reason.kind}`] : [],
    );
    assert.equal(ends[0], "host/a lost-on-link");
  });

  it("is so from the start where the other end is declared down", () => {
    const hosts = PAIR.replace("fd00::2/64 }", "fd00::2/64\n  down eth0\n}");
    assert.match(routesOf(tablesAfter("a ping 10.1.0.2", "a", hosts)).join(), / linkdown$/);
  });
});

describe("a bridge", () => {
  const hosts = `
host m { bridge br { address 10.2.0.5/24 } }
host c { address eth0 10.2.0.1/24 }
host d { address eth0 10.2.0.2/24 }
link c.eth0 br
link d.eth0 br`;

  it("has a carrier while one of its ports has", () => {
    const pings = "m ping c\nm ping d\n";
    const one = tablesAfter(`${pings}break link c eth0`, "m", hosts);
    assert.doesNotMatch(routesOf(one).join(), /linkdown/);
    assert.deepEqual(neighboursOf(one).length, 2);
    const both = tablesAfter(`${pings}break link c eth0\nbreak link d eth0`, "m", hosts);
    assert.match(routesOf(both).join(), /linkdown/);
    assert.deepEqual(neighboursOf(both), []);
    const again = `${pings}break link c eth0\nbreak link d eth0\nrestore link d eth0`;
    assert.doesNotMatch(routesOf(tablesAfter(again, "m", hosts)).join(), /linkdown/);
  });
});
