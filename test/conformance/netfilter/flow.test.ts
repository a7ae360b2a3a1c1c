import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { address } from "../../../src/base/address.js";
import { prefix } from "../../../src/base/prefix.js";
import type { Family } from "../../../src/base/address.js";
import { applyEdits, emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import { needsShared, sharedPath } from "../../support/shared-vectors.js";
import { fates } from "./minimal-host.js";
import type { MinimalHost } from "./minimal-host.js";

interface Flow {
  readonly name: string;
  readonly sourceIP: string;
  readonly protocol: string;
  readonly destIP: string;
  readonly destPort: number;
  readonly enters: string;
  readonly kernel: readonly {
    readonly destination: string;
    readonly masquerade: boolean;
    readonly sourceIP?: string;
  }[];
}

const FOLDER = "kube-proxy/iptables/own";

function hostOf(path: string, localIPs: readonly string[]): MinimalHost {
  const input = readFileSync(`${path}/input.yaml`, "utf8");
  const family: Family = /^ipFamily: IPv6$/m.test(input) ? "ipv6" : "ipv4";
  const text = readFileSync(`${path}/expected.iptables`, "utf8");
  const edit = { kind: "restore", owner: "kube-proxy", text } as const;
  const ranges = /podCIDRs:\n((?:\s+- .*\n)+)/.exec(input)?.[1]?.match(/[\da-f.:]+\/\d+/g) ?? [];
  const pods = ranges.map((range) => prefix(range)).find((range) => range.family === family);
  assert.ok(pods !== undefined);
  return {
    ruleSet: applyEdits(emptyRuleSet(family), [edit]),
    local: localIPs.map((text) => address(text)),
    pods,
    podDevice: /InterfaceNamePrefix/.test(input) ? "veth1" : "cni0",
  };
}

describe("where a real kernel sent packets through kube-proxy's rules", needsShared(FOLDER), () => {
  for (const name of readdirSync(sharedPath(FOLDER))) {
    const path = sharedPath(`${FOLDER}/${name}`);
    if (!existsSync(`${path}/flows.json`)) continue;
    it(name, () => {
      const { localIPs, flows } = JSON.parse(readFileSync(`${path}/flows.json`, "utf8")) as {
        readonly localIPs: readonly string[];
        readonly flows: readonly Flow[];
      };
      const host = hostOf(path, localIPs);
      const sticks = name.includes("affinity") || name.includes("realistic");
      for (const { name: what, sourceIP, destIP, protocol, destPort, enters, kernel } of flows) {
        if (protocol !== "tcp" && protocol !== "udp") continue;
        const found = fates(host, {
          source: address(sourceIP),
          destination: address(destIP),
          protocol,
          port: destPort,
          input: enters === "local process" ? null : enters,
        });
        const expected = kernel.map(({ destination, masquerade, sourceIP: from }) =>
          [destination, masquerade ? `from ${from ?? ""}` : ""].join(" ").trim(),
        );
        const missing = expected.filter((fate) => !found.includes(fate));
        assert.deepEqual(missing, [], `${what}: found ${found.join(", ")}`);
        // With session affinity the recording shows only the endpoint that the client stuck to.
        if (!sticks) assert.deepEqual([...found].sort(), [...new Set(expected)].sort(), what);
      }
    });
  }
});
