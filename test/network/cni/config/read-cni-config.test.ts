import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { diagnosticsEn } from "../../../../src/message/diagnostic/en.js";
import { diagnosticsJa } from "../../../../src/message/diagnostic/ja.js";
import { describeDiagnostic } from "../../../../src/message/diagnostic/format.js";
import { readCniConfig } from "../../../../src/network/cni/config/read-cni-config.js";
import type { ReadCniConfig } from "../../../../src/network/cni/config/read-cni-config.js";

const USUAL = {
  cniVersion: "1.0.0",
  name: "mynet",
  type: "bridge",
  bridge: "cnio0",
  isGateway: true,
  ipMasq: true,
  ipam: {
    type: "host-local",
    ranges: [[{ subnet: "10.200.0.0/24" }]],
    routes: [{ dst: "0.0.0.0/0" }],
  },
};

describe("readCniConfig", () => {
  it("reads a plugin's configuration", () => {
    const { config, diagnostics } = readJson(USUAL);
    assert.deepEqual(diagnostics, []);
    assert.equal(config.name, "mynet");
    assert.equal(config.bridge, "cnio0");
    assert.ok(config.isGateway && config.ipMasq && !config.isDefaultGateway && !config.hairpinMode);
    assert.deepEqual(
      config.ipam?.routes.map(({ destination, gateway }) => [destination.length, gateway]),
      [[0, null]],
    );
  });

  it("reads a list, with what stands behind the first plugin", () => {
    const { cniVersion, name, ...plugin } = USUAL;
    const plugins = [
      plugin,
      { type: "portmap", capabilities: { portMappings: true } },
      { type: "firewall" },
      { type: "tuning", sysctl: { "net.core.somaxconn": "500" } },
    ];
    const { config, diagnostics } = readJson({ cniVersion, name, plugins });
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(config.firewall, { adminChain: "CNI-ADMIN" });
    assert.deepEqual(config.tuning, { "net/core/somaxconn": "500" });
  });

  it("makes a default gateway a gateway", () => {
    assert.ok(readJson({ ...USUAL, isGateway: false, isDefaultGateway: true }).config.isGateway);
  });

  it("takes the node's own range where an installer would put it", () => {
    const ipam = { type: "host-local", subnet: "usePodCidr" };
    assert.equal(readJson({ ...USUAL, ipam }).config.ipam?.rangeSets, "node");
  });

  const mistakes: readonly (readonly [string, unknown])[] = [
    ["cni-json-unexpected", '{"name": x}'],
    ["cni-json-unfinished", '{"name": "a"'],
    ["cni-json-duplicate", '{"name": "a", "name": "b"}'],
    ["cni-json-too-deep", "[".repeat(100)],
    ["cni-wrong-kind", '"text"'],
    ["cni-no-version", { ...USUAL, cniVersion: undefined }],
    ["cni-unknown-version", { ...USUAL, cniVersion: "9.9.9" }],
    ["cni-missing", { ...USUAL, name: undefined }],
    ["cni-missing", { ...USUAL, type: undefined }],
    ["cni-wrong-name", { ...USUAL, name: "-a" }],
    ["cni-no-plugins", { cniVersion: "1.0.0", name: "a", plugins: [] }],
    ["cni-other-plugin", { ...USUAL, type: "macvlan" }],
    ["cni-other-ipam", { ...USUAL, ipam: { type: "dhcp" } }],
    ["cni-wrong-device", { ...USUAL, bridge: "a-bridge-of-20-letters" }],
    ["cni-wrong-device", { ...USUAL, bridge: "a b" }],
    ["cni-hairpin-and-promiscuous", { ...USUAL, hairpinMode: true, promiscMode: true }],
    ["cni-no-ranges", { ...USUAL, ipam: { type: "host-local" } }],
    ["cni-small-subnet", withRange({ subnet: "10.0.0.0/31" })],
    ["cni-host-bits", withRange({ subnet: "10.0.0.5/24" })],
    ["cni-outside-subnet", withRange({ subnet: "10.0.0.0/24", rangeStart: "10.0.1.1" })],
    [
      "cni-range-backwards",
      withRange({ subnet: "10.0.0.0/24", rangeStart: "10.0.0.9", rangeEnd: "10.0.0.5" }),
    ],
    ["cni-wrong-kind", withRange({ subnet: 5 })],
    [
      "cni-mixed-families",
      {
        ...USUAL,
        ipam: {
          type: "host-local",
          ranges: [[{ subnet: "10.0.0.0/24" }, { subnet: "fd00::/64" }]],
        },
      },
    ],
    [
      "cni-ranges-overlap",
      {
        ...USUAL,
        ipam: {
          type: "host-local",
          ranges: [[{ subnet: "10.0.0.0/24" }], [{ subnet: "10.0.0.0/16" }]],
        },
      },
    ],
    [
      "cni-route-families",
      { ...USUAL, ipam: { ...USUAL.ipam, routes: [{ dst: "0.0.0.0/0", gw: "fd00::1" }] } },
    ],
    ["cni-not-modelled", { ...USUAL, vlan: 100 }],
    ["cni-unknown-name", { ...USUAL, isGatway: true }],
    [
      "cni-unknown-plugin",
      {
        cniVersion: "1.0.0",
        name: "a",
        plugins: [{ ...USUAL, cniVersion: undefined, name: undefined }, { type: "portmapp" }],
      },
    ],
    [
      "cni-wrong-sysctl",
      {
        cniVersion: "1.0.0",
        name: "a",
        plugins: [
          { ...USUAL, cniVersion: undefined, name: undefined },
          { type: "tuning", sysctl: { "kernel.shmmax": "1" } },
        ],
      },
    ],
    ["cni-too-long", " ".repeat(200_000)],
  ];
  for (const [code, json] of mistakes)
    it(`tells ${code}`, () => {
      const text = typeof json === "string" ? json : JSON.stringify(json);
      const found = read(text).diagnostics;
      assert.ok(
        found.some((one) => one.code === code),
        JSON.stringify(found.map((one) => one.code)),
      );
      for (const one of found) {
        assert.ok(one.span.start >= 10 && one.span.end <= 10 + text.length, one.code);
        assert.doesNotMatch(describeDiagnostic(one, diagnosticsEn), /\{/);
        assert.doesNotMatch(describeDiagnostic(one, diagnosticsJa), /\{/);
      }
    });

  it("marks the place of a mistake", () => {
    const text = JSON.stringify({ ...USUAL, mtu: "big" });
    const [found] = read(text).diagnostics;
    assert.equal(text.slice((found?.span.start ?? 0) - 10, (found?.span.end ?? 0) - 10), '"big"');
  });

  it("is content with whatever JSON.parse reads, and ends on any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 4 }), fc.string({ maxLength: 200 })), (text) => {
        const { diagnostics } = read(text);
        const isJson = parses(text);
        const unreadable = diagnostics.some(({ code }) =>
          /^cni-json-(unexpected|unfinished)$/.test(code),
        );
        assert.equal(unreadable, !isJson, text);
      }),
    );
  });
});

function withRange(range: unknown): unknown {
  return { ...USUAL, ipam: { type: "host-local", ranges: [[range]] } };
}

function readJson(json: unknown): ReadCniConfig {
  return read(JSON.stringify(json));
}

function read(text: string): ReadCniConfig {
  return readCniConfig(text, { source: "test.hop", start: 10, end: 10 + text.length });
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
