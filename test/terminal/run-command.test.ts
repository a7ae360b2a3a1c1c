import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { completions, suggestions, usualCommands } from "../../src/terminal/suggestions.js";
import { runCommand } from "../../src/terminal/run-command.js";
import { hostMoment, shown, traceOf } from "../support/host-moment.js";

const docker = traceOf(readFileSync("scenarios/docker/port-mapping.hop", "utf8"));
const cluster = traceOf(readFileSync("scenarios/clusterip.hop", "utf8"));
const machine = hostMoment(docker, "machine");
const worker = hostMoment(cluster, "worker");

describe("a command in the terminal", () => {
  it("counts what the rules counted up to the moment", () => {
    const at = (index: number): readonly number[] => {
      const text = shown(
        hostMoment(docker, "machine", index),
        "iptables -t nat -L DOCKER -n -v -x",
      );
      return [...text.matchAll(/^ *(\d+) +(\d+) DNAT/gm)].map(([, packets]) => Number(packets));
    };
    const hits = docker.events.filter(
      (event) => event.kind === "rule-hit" && event.verdict.kind === "dnat",
    );
    assert.ok(hits.length > 0);
    assert.equal(
      at(0).reduce((sum, one) => sum + one, 0),
      0,
    );
    assert.equal(
      at(docker.events.length).reduce((sum, one) => sum + one, 0),
      hits.length,
    );
  });

  it("counts bytes with the IP header: a SYN has 60", () => {
    const text = shown(machine, "iptables -t nat -L DOCKER -n -v -x");
    const rows = [...text.matchAll(/^ *(\d+) +(\d+) DNAT/gm)].filter(
      ([, packets]) => packets !== "0",
    );
    assert.ok(rows.length > 0);
    for (const [, packets, bytes] of rows) assert.equal(Number(bytes), 60 * Number(packets));
  });

  it("asks moments in any order and says the same", () => {
    const line = "iptables -t filter -L -n -v";
    const there = [100, 400, 100, 0].map((index) =>
      shown(hostMoment(cluster, "worker", index), line),
    );
    assert.equal(there[0], there[2]);
    assert.notEqual(there[0], there[1]);
  });

  it("counts references, and sorts chains by name", () => {
    const listed = shown(worker, "iptables -t nat -L -n").split("\n");
    const titles = listed.filter((line) => line.startsWith("Chain "));
    assert.equal(titles[0], "Chain PREROUTING (policy ACCEPT)");
    const own = titles.slice(4).map((title) => title.split(" ")[1] ?? "");
    assert.deepEqual(own, own.toSorted());
    assert.ok(titles.includes("Chain KUBE-SERVICES (2 references)"));
  });

  it("lists a table without rules with its built-in chains", () => {
    const header = "target     prot opt source               destination         \n";
    assert.equal(
      shown(worker, "ip6tables -t raw -L -n"),
      `Chain PREROUTING (policy ACCEPT)\n${header}\nChain OUTPUT (policy ACCEPT)\n${header}`,
    );
  });

  it("saves what iptables -S lists", () => {
    const listed = shown(worker, "iptables -t nat -S").split("\n");
    const saved = shown(worker, "iptables-save -t nat").split("\n");
    const rules = (lines: readonly string[]) => lines.filter((line) => line.startsWith("-A "));
    assert.deepEqual(rules(saved), rules(listed));
    assert.match(
      shown(worker, "iptables-save -c"),
      /^\[\d+:\d+\] -A KUBE-SERVICES .*-j KUBE-SVC-/m,
    );
  });

  it("says of options that the real tool has that they are not imitated, and what is", () => {
    for (const line of [
      "ip -s link",
      "ip -stats link",
      "ip -o addr",
      "ip -j -d link",
      "ip -n blue addr",
      "bridge -s link",
      "bridge -compressvlans link",
      "conntrack -L -o extended",
      "conntrack -L --output=xml",
      "conntrack -L expect",
      "conntrack -S",
      "conntrack --stats",
      "conntrack -E",
    ]) {
      const answer = runCommand(line, machine);
      assert.equal(answer.kind === "declined" && answer.key, "unknown-form", line);
    }
    const answer = runCommand("ip -s link", machine);
    assert.ok(answer.kind === "declined");
    assert.equal(answer.parameters["word"], "-s link");
    assert.match(String(answer.parameters["known"]), /\n {2}ip \[-br\] \[-d\] link/);
  });

  it("refuses options that the real tool has not in its words", () => {
    for (const option of ["-z", "-statx", "-e", "-compressvlans"])
      assert.equal(
        shown(machine, `ip ${option} link`),
        `Option "${option}" is unknown, try "ip -help".\n`,
      );
    for (const option of ["-z", "-iec", "-a"])
      assert.equal(
        shown(machine, `bridge ${option} link`),
        `Option "${option}" is unknown, try "bridge help".\n`,
      );
    for (const line of ["conntrack --foo", "conntrack -L --foo"])
      assert.match(shown(machine, line), /unknown option `--foo'\nTry `conntrack -h'/);
  });

  it("refuses in the tool's own words, by the host's backend", () => {
    const legacy = { ...worker, host: { ...worker.host, iptables: "legacy" as const } };
    assert.equal(
      shown(worker, "iptables -L NOPE"),
      "iptables v1.8.9 (nf_tables): chain `NOPE' in table `filter' is incompatible, use 'nft' tool.\n",
    );
    assert.equal(
      shown(legacy, "iptables -L NOPE"),
      "iptables: No chain/target/match by that name.\n",
    );
    assert.equal(
      shown(worker, "iptables -L --foo"),
      "iptables v1.8.9 (nf_tables): unknown option \"--foo\"\nTry `iptables -h' or 'iptables --help' for more information.\n",
    );
    assert.equal(
      shown(legacy, "iptables -t bogus -L"),
      "iptables v1.8.9 (legacy): can't initialize iptables table `bogus': Table does not exist (do you need to insmod?)\nPerhaps iptables or your kernel needs to be upgraded.\n",
    );
    assert.match(
      shown(worker, "iptables -L A_CHAIN_NAME_THAT_IS_MUCH_TOO_LONG"),
      /must be under 29/,
    );
    assert.equal(shown(worker, "ip addr show dev nope"), 'Device "nope" does not exist.\n');
    assert.equal(shown(worker, "ip route show dev nope"), 'Cannot find device "nope"\n');
    assert.equal(shown(worker, "ip foo"), 'Object "foo" is unknown, try "ip help".\n');
    assert.equal(
      shown(worker, "ip addr foo"),
      'Command "foo" is unknown, try "ip address help".\n',
    );
    assert.equal(
      shown(worker, "ip route show table 77"),
      "Error: ipv4: FIB table does not exist.\nDump terminated\n",
    );
    assert.match(shown(worker, "conntrack -L -p foo"), /`foo' unsupported protocol/);
    assert.equal(
      shown(worker, "ipset list nope"),
      "ipset v7.17: The set with the given name does not exist\n",
    );
  });

  it("takes letters together, values attached and words cut short", () => {
    const plain = shown(worker, "iptables -t nat -L KUBE-SERVICES -n -v --line-numbers");
    assert.equal(shown(worker, "iptables -tnat -nvL KUBE-SERVICES --line"), plain);
    assert.equal(
      shown(worker, "sudo /usr/sbin/iptables-nft -nvL 'KUBE-SERVICES' -t nat --line-num"),
      plain,
    );
    assert.equal(shown(worker, "ip a s dev eth0"), shown(worker, "ip address show eth0"));
  });

  it("says what it can where it cannot", () => {
    assert.equal(shown(worker, "iptables -A INPUT -j DROP"), "!unknown-form");
    assert.equal(shown(worker, "ip route get 10.0.0.1"), "!unknown-form");
    assert.equal(shown(worker, "iptabels -L"), "!unknown-tool-near");
    assert.equal(shown(worker, "rm -rf /"), "!unknown-tool");
    assert.equal(shown(worker, "ip a | grep eth0"), "!shell-sign");
    assert.equal(shown(worker, "ip a 'x"), "!open-quote");
    assert.equal(shown(worker, "x".repeat(2000)), "!too-long");
    assert.equal(shown(worker, "a ".repeat(300)), "!too-many-words");
    assert.equal(shown(worker, "sysctl net.ipv4.ip_fowrard"), "!unknown-setting-near");
    assert.equal(shown(worker, "cat /etc/passwd"), "!unknown-file");
    assert.equal(shown(worker, ""), "!known-tools");
  });

  it("answers everything that it suggests, on every host and at both ends", () => {
    for (const trace of [docker, cluster]) {
      for (const host of trace.header.namespaces) {
        for (const index of [0, trace.events.length]) {
          const moment = hostMoment(trace, host.id, index);
          const all = suggestions(moment);
          assert.ok(all.length > 5);
          for (const line of all) {
            const answer = runCommand(line, moment);
            assert.ok(answer.kind === "printed" && answer.status === 0, `${line} on ${host.id}`);
          }
        }
      }
    }
  });

  it("never fails on odd words", () => {
    for (const { name } of [
      ...new Set(suggestions(worker).map((line) => ({ name: line.split(" ")[0] ?? "" }))),
    ])
      for (const words of [
        "-",
        "--",
        "-t",
        "-L -S",
        "show show show",
        "-6 -4 -br -d",
        "\u0000",
        "-p",
        "-L -p",
        "''",
      ])
        assert.equal(typeof shown(worker, `${name} ${words}`), "string");
  });
});

describe("suggestions", () => {
  it("go on from what was typed", () => {
    assert.deepEqual(completions("ip ro", worker, 2), ["ip route", "ip route show table all"]);
    assert.deepEqual(completions("nothing", worker, 5), []);
  });

  it("offer conntrack and rules only where there are rules", () => {
    assert.ok(usualCommands(worker).includes("conntrack -L"));
    assert.ok(!usualCommands(hostMoment(cluster, "client")).includes("conntrack -L"));
    assert.ok(usualCommands(hostMoment(cluster, "client")).includes("cat /etc/resolv.conf"));
  });
});
