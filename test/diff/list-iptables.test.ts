import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { required } from "../../src/base/assert.js";
import { diffListings } from "../../src/diff/diff-listings.js";
import type { LineDifference } from "../../src/diff/diff-listings.js";
import { countOthers, listIptables } from "../../src/diff/list-iptables.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { readSave } from "../../src/netfilter/iptables/read-save.js";
import type { RuleSet } from "../../src/netfilter/rule-set.js";
import { loadScenario } from "../../src/language/load.js";
import { scenarioNetwork } from "../../src/simulation/set-up/scenario-network.js";

const text = readFileSync("scenarios/clusterip.hop", "utf8");
const { scenario } = loadScenario({ name: "clusterip.hop", text });
assert.ok(scenario !== null);
const rules = scenarioNetwork(scenario).rules;
const expected = required(
  [...rules].find(([id]) => id === "node/worker")?.[1].ruleSets.ipv4,
  "the rules of worker",
);
const dump = printSave(expected);

function differences(found: string): readonly LineDifference[] {
  return diffListings(listIptables(expected), listIptables(read(found)));
}

function read(text: string): RuleSet {
  return readSave({ name: "dump", text }, "ipv4").ruleSet;
}

describe("what a node's iptables lack and have too much", () => {
  it("is nothing where the dump is what kube-proxy wrote", () => {
    assert.deepEqual(differences(dump), []);
  });

  it("is nothing where the Services come in another order", () => {
    const lines = dump.split("\n");
    const services = lines.filter((line) => / cluster IP" .* -j KUBE-SV/.test(line));
    const at = lines.indexOf(services[0] ?? "");
    const others = lines.filter((line) => !services.includes(line));
    const turned = [...others.slice(0, at), ...[...services].reverse(), ...others.slice(at)];
    assert.notEqual(turned.join("\n"), dump);
    assert.deepEqual(differences(turned.join("\n")), []);
  });

  it("names a rule that is gone, its place and its Service", () => {
    const rule = dump.split("\n").find((line) => /-A KUBE-SEP-\S+ .*DNAT/.test(line)) ?? "";
    const [, chain = "", text = ""] = /^-A (\S+) (.*)$/.exec(rule) ?? [];
    const [only, ...more] = differences(dump.replace(`${rule}\n`, ""));
    assert.deepEqual(more, []);
    assert.equal(only?.kind, "missing");
    assert.equal(only.place, `nat ${chain}`);
    assert.equal(only.text, text);
    const service = / --comment "([^":]+)/.exec(text)?.[1];
    assert.equal(only.service, service);
  });

  it("counts a chain that only the node has as extra, rule by rule", () => {
    const stale = ":KUBE-SEP-AAAAAAAAAAAAAAAA - [0:0]\n";
    const rule =
      '-A KUBE-SEP-AAAAAAAAAAAAAAAA -p tcp -m comment --comment "shop/gone:http" -m tcp -j DNAT --to-destination 10.1.1.1:80\n';
    const found = dump.replace(/(\*nat\n)/, `$1${stale}`).replace(/(COMMIT\n)$/, `${rule}$1`);
    const kinds = differences(found).map(({ kind, service }) => [kind, service]);
    assert.deepEqual(kinds, [["extra", "shop/gone"]]);
  });

  it("says of a rule behind the node ports' that it stands in the wrong place", () => {
    const lines = dump.split("\n");
    const last = lines.findIndex((line) => line.includes("must be the last rule"));
    const [line = ""] = lines.splice(last, 1);
    const first = lines.findIndex((each) => each.startsWith("-A KUBE-SERVICES"));
    lines.splice(
      lines.findLastIndex((each) => each.startsWith("-A KUBE-SERVICES")),
      0,
      line,
    );
    assert.ok(first > 0);
    assert.deepEqual(
      differences(lines.join("\n")).map(({ kind, place }) => [kind, place]),
      [["moved", "nat KUBE-SERVICES"]],
    );
  });

  it("leaves rules of others aside, and counts them", () => {
    const rule = "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n";
    const found = dump.replace(/(-A INPUT)/, `${rule}$1`);
    assert.deepEqual(differences(found), []);
    assert.equal(countOthers(read(found)), countOthers(expected) + 1);
  });
});
