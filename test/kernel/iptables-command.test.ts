import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createRandom } from "../../src/base/random.js";
import { emptyRuleSet } from "../../src/netfilter/iptables/apply.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import { readSave } from "../../src/netfilter/iptables/read-save.js";
import { runCommand } from "../../src/netfilter/iptables/run-command.js";
import { reasonToSkip, runInNamespace } from "../support/network-namespace.js";

const CHAINS = ["INPUT", "FORWARD", "A", "B", "C"];
const RULES = [
  "-p tcp --dport 80 -j ACCEPT",
  "-s 10.0.0.0/8 -j DROP",
  "-j A",
  "-j B",
  "-j C",
  "-i eth0",
  "-m state --state NEW -j RETURN",
];

// Commands as somebody might type them who does not look what is there.
function commands(seed: number): readonly string[] {
  const random = createRandom(seed, "commands");
  const one = (list: readonly string[]): string => list[random.integer(list.length)] ?? "";
  const number = (): string => String(1 + random.integer(3));
  const make = [
    () => `-N ${one(["A", "B", "C"])}`,
    () => `-A ${one(CHAINS)} ${one(RULES)}`,
    () => `-I ${one(CHAINS)} ${number()} ${one(RULES)}`,
    () => `-I ${one(CHAINS)} ${one(RULES)}`,
    () => `-R ${one(CHAINS)} ${number()} ${one(RULES)}`,
    () => `-D ${one(CHAINS)} ${number()}`,
    () => `-D ${one(CHAINS)} ${one(RULES)}`,
    () => `-C ${one(CHAINS)} ${one(RULES)}`,
    () => `-F ${one(CHAINS)}`,
    () => `-X ${one(["A", "B", "C"])}`,
    () => `-E ${one(["A", "B", "C"])} ${one(["A", "B", "C"])}`,
    () => `-P ${one(["INPUT", "FORWARD", "A"])} ${one(["ACCEPT", "DROP"])}`,
  ];
  return Array.from({ length: 40 }, () => (make[random.integer(make.length)] ?? (() => "-F"))());
}

describe("iptables commands", { skip: reasonToSkip() }, () => {
  for (const program of ["iptables-nft", "iptables-legacy"]) {
    for (const seed of [1, 2, 3, 4, 5]) {
      it(`do to the rules what ${program} does, and fail where it fails (seed ${seed})`, () => {
        const all = commands(seed);
        const script = all
          .map((command) => `${program} ${command} >/dev/null 2>&1; echo $?`)
          .join("\n");
        const { failure, output } = runInNamespace(`${script}\n${program}-save -t filter`, "");
        assert.equal(failure, null);
        const lines = output.split("\n");
        let ruleSet = emptyRuleSet("ipv4");
        const failed = all.map((text) => {
          const ran = runCommand({ name: "command", text }, ruleSet);
          ruleSet = ran.ruleSet;
          return `${text}: ${ran.diagnostics.some(({ severity }) => severity === "error") ? "fails" : "works"}`;
        });
        const real = all.map(
          (text, index) => `${text}: ${lines[index] === "0" ? "works" : "fails"}`,
        );
        assert.deepEqual(failed, real);
        const saved = readSave({ name: "saved", text: lines.slice(all.length).join("\n") }, "ipv4");
        assert.equal(chainsOf(printSave(ruleSet)), chainsOf(printSave(saved.ruleSet)));
      });
    }
  }
});

// Legacy lists chains in the order in which they were made.
function chainsOf(dump: string): string {
  return dump
    .split("\n")
    .filter((line) => /^[:-]/.test(line))
    .sort((a, b) => {
      const [x = "", y = ""] = [a, b].map((line) => (line.startsWith(":") ? line : ""));
      return x < y ? -1 : Number(x > y);
    })
    .join("\n");
}
