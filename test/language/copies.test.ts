import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LIMIT } from "../../src/language/limit.js";
import { loadText, scenarioOf } from "../support/load-text.js";

const around = "node worker\ndeployment web { replicas 2; serves 8080/tcp as http }\n";

function codesOf(text: string): readonly string[] {
  return loadText(`hopwise 1\n${around}${text}`).diagnostics.map(({ code }) => code);
}

function namesIn(text: string): readonly string[] {
  const { scenario } = loadText(`hopwise 1\n${around}${text}`);
  return scenario?.cluster.services.map(({ name }) => name) ?? [];
}

describe("copies of a Service", () => {
  it("have numbers behind its name, and addresses of their own", () => {
    const { services, endpointSlices } = scenarioOf(
      around +
        `service web { select app=web; port 80 }
      service filler { copies 3; select app=web; port 80 }`,
    ).cluster;
    const made = services.filter(({ name }) => name.startsWith("filler"));
    assert.deepEqual(
      made.map(({ name }) => name),
      ["filler-1", "filler-2", "filler-3"],
    );
    const addresses = made.flatMap(({ clusterAddresses }) => clusterAddresses);
    assert.equal(new Set(addresses).size, 3);
    const slices = endpointSlices.filter(({ service }) => service === "filler-2");
    assert.equal(slices[0]?.endpoints.length, 2);
  });

  it("cannot share what only one can have", () => {
    const text = `service filler {
      type NodePort
      copies 3
      select app=web
      cluster-ip 10.96.7.7
      port 80 node-port 30080
    }`;
    assert.deepEqual(codesOf(text), ["not-with-copies", "not-with-copies"]);
    assert.equal(namesIn(text).at(-1), "filler");
  });

  it("leave out a name that is taken, and one that would be too long", () => {
    const taken = `service filler-2 { select app=web; port 80 }
      service filler { copies 3; select app=web; port 80 }`;
    assert.deepEqual(codesOf(taken), ["duplicate-name"]);
    assert.deepEqual(namesIn(taken).slice(2), ["filler-2", "filler-1", "filler-3"]);
    const long = `service ${"a".repeat(62)} { copies 3; select app=web; port 80 }`;
    assert.deepEqual(codesOf(long), ["bad-name"]);
  });

  it("are counted: no more than a scenario may have", () => {
    const many = (count: number): string => `copies ${count}; select app=web; port 80`;
    const text = `service a { ${many(LIMIT.services - 1)} }\nservice b { ${many(2)} }`;
    assert.deepEqual(codesOf(text), ["too-many"]);
    assert.deepEqual(
      namesIn(text).filter((name) => name.startsWith("b-")),
      ["b-1"],
    );
    assert.deepEqual(codesOf(`service a { ${many(LIMIT.services + 1)} }`), ["bad-number"]);
  });

  it("warn once of a selector that matches nothing, and have no place in `apply`", () => {
    assert.deepEqual(codesOf("service filler { copies 500; select app=nobody; port 80 }"), [
      "selector-matches-nothing",
    ]);
    const applied = `service one { select app=web; port 80 }
      play { apply service one { copies 3; select app=web; port 80 } }`;
    assert.deepEqual(codesOf(applied), ["not-applied"]);
  });
});
