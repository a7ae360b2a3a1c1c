import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { allCases } from "./all-cases.js";
import { caseDifferences } from "./check-case.js";

describe("what the real kube-proxy 1.36 and a real kernel did", () => {
  // Until nftables dumps can be compared.
  const waiting =
    /static\/nftables|^nftables-|unit\/nftables|sctp|iptables\/upstream\/TestClusterIPGeneral/;
  for (const folder of allCases().filter(({ name }) => !waiting.test(name)))
    it(folder.name, () => {
      assert.deepEqual(caseDifferences(folder), []);
    });
});
