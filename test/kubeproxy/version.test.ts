import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { traitsOf } from "../../src/kubeproxy/iptables/version.js";
import { compileProxy } from "../../src/kubeproxy/mode.js";
import { kubeletEdits } from "../../src/kubelet/iptables.js";
import type { IptablesEdit } from "../../src/netfilter/iptables/edit.js";
import { required } from "../../src/base/assert.js";
import { scenarioOf } from "../support/load-text.js";

function editsOf(version: string, settings = ""): readonly IptablesEdit[] {
  const { cluster } = scenarioOf(`cluster { version ${version}; proxy { ${settings} } }
    node control-plane
    node worker
    node worker2
    deployment web { on worker2; serves 80/tcp }
    service web {
      type            LoadBalancer
      select          app=web
      port            80 node-port 30080
      load-balancer-ip 203.0.113.9
      source-ranges   192.0.2.0/24
      external-policy local
    }`);
  const worker = required(cluster.nodes[1], "a worker");
  return compileProxy(cluster, worker, "ipv4").iptables;
}

function restoreOf(version: string, settings = ""): string {
  const restore = editsOf(version, settings).find(({ kind }) => kind === "restore");
  return restore?.kind === "restore" ? restore.text : "";
}

function chainsMadeBy(edits: readonly IptablesEdit[]): readonly string[] {
  return edits.flatMap((edit) =>
    edit.kind === "new-chain" ? [`${edit.table} ${edit.chain}`] : [],
  );
}

describe("kube-proxy 1.24 in iptables mode", () => {
  const text = restoreOf("1.24");

  it("marks what a load balancer's firewall does not admit, and makes sure of the chain", () => {
    assert.match(
      text,
      /^-A KUBE-FW-\w{16} -m comment --comment "default\/web loadbalancer IP" -j KUBE-MARK-DROP$/m,
    );
    assert.doesNotMatch(text, /KUBE-PROXY-FIREWALL/);
    assert.ok(chainsMadeBy(editsOf("1.24")).includes("nat KUBE-MARK-DROP"));
  });

  it("marks what a Local policy finds no endpoint for, in place of a DROP in filter", () => {
    assert.match(
      text,
      /^-A KUBE-SVL-\w{16} -m comment --comment "default\/web has no local endpoints" -j KUBE-MARK-DROP$/m,
    );
    assert.match(text, /^-A KUBE-EXT-(\w{16}) -j KUBE-SVL-\1$/m);
    assert.doesNotMatch(text, /-A KUBE-EXTERNAL-SERVICES/);
  });

  it("leaves 127.0.0.0/8 to the kubelet, whatever the later setting says", () => {
    assert.doesNotMatch(text, /KUBE-FIREWALL/);
    assert.doesNotMatch(restoreOf("1.24", "localhost-node-ports off"), /! -d 127/);
  });
});

describe("kube-proxy since 1.25 in iptables mode", () => {
  it("drops in table filter", () => {
    const text = restoreOf("1.25");
    assert.match(text, /^-A KUBE-PROXY-FIREWALL .* -j DROP$/m);
    assert.match(
      text,
      /^-A KUBE-EXTERNAL-SERVICES .*"default\/web has no local endpoints".* -j DROP$/m,
    );
    assert.doesNotMatch(text, /KUBE-MARK-DROP/);
    assert.match(text, /^-A KUBE-FIREWALL /m);
  });

  it("has the settings of its version and no later ones", () => {
    assert.match(restoreOf("1.28", "localhost-node-ports off"), /! -d 127\.0\.0\.0\/8/);
    assert.match(restoreOf("1.28", "tcp-be-liberal"), /--ctstate INVALID/);
    assert.doesNotMatch(restoreOf("1.29", "tcp-be-liberal"), /--ctstate INVALID/);
    assert.doesNotMatch(restoreOf("1.30", "accounting"), /nfacct/);
    assert.match(restoreOf("1.31", "accounting"), /nfacct/);
  });

  it("writes the same from 1.31 to 1.36", () => {
    for (const minor of [31, 32, 33, 34, 35])
      assert.equal(restoreOf(`1.${minor}`), restoreOf("1.36"), `1.${minor}`);
  });
});

describe("the traits of versions", () => {
  it("change only at the versions of the table", () => {
    assert.deepEqual(traitsOf(25), { ...traitsOf(24), marksDrops: false, guardsLocalhost: true });
    assert.deepEqual(traitsOf(36), traitsOf(34));
  });
});

describe("the kubelet's chains", () => {
  it("hold the marks up to 1.26", () => {
    const marks = ["nat KUBE-MARK-DROP", "nat KUBE-MARK-MASQ", "nat KUBE-POSTROUTING"];
    const old = chainsMadeBy(kubeletEdits("ipv4", 26));
    assert.deepEqual(
      old.filter((chain) => marks.includes(chain)),
      marks,
    );
    const young = chainsMadeBy(kubeletEdits("ipv4", 27));
    assert.deepEqual(
      young.filter((chain) => marks.includes(chain)),
      [],
    );
  });
});

describe("a packet that a 1.24 node must not let through", () => {
  it("is marked in nat and dropped in filter by the kubelet's rule", () => {
    const rules = kubeletEdits("ipv4", 24).flatMap((edit) =>
      edit.kind === "append" ? [`${edit.chain} ${edit.rule}`] : [],
    );
    assert.ok(rules.includes("KUBE-MARK-DROP -j MARK --or-mark 0x00008000"));
    assert.ok(rules.some((rule) => /^KUBE-FIREWALL .*0x00008000\/0x00008000 -j DROP$/.test(rule)));
  });
});
