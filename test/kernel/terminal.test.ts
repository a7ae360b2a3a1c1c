import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { required } from "../../src/base/assert.js";
import { loadScenario } from "../../src/language/load.js";
import { hostRules, scenarioNetwork } from "../../src/simulation/set-up/scenario-network.js";
import { tablesOf } from "../../src/terminal/moment.js";
import { runBuilt, stepsFor } from "../support/built-network.js";
import { hostMoment, shown, traceOf } from "../support/host-moment.js";
import { reasonToSkip } from "../support/network-namespace.js";
import { WITH_MANIFESTS } from "../support/manifests.js";

const LESSONS = ["cni", "docker"].flatMap((folder) =>
  readdirSync(`scenarios/${folder}`).map((name) => `${folder}/${name}`),
);

const COMMANDS = [
  "ip addr",
  "ip -br addr",
  "ip -4 addr",
  "ip link",
  "ip route",
  "ip route show table all",
  "ip route show table local",
  "ip route show dev eth0",
  "ip rule",
  "ip -6 rule",
  "bridge link",
  "bridge fdb",
  "iptables -L -n -v",
  "iptables -t nat -L -n -v --line-numbers",
  "iptables -t nat -S",
  "iptables-save -t nat",
  "ip6tables -t nat -L -n -v",
  "cat /proc/sys/net/ipv4/ip_forward",
  "sysctl net.ipv4.conf.all.rp_filter",
];

describe("the terminal, beside the real tools", { skip: reasonToSkip() }, () => {
  for (const file of LESSONS)
    it(`prints what they print of a network that was built (${file})`, () => {
      const text = readFileSync(`scenarios/${file}`, "utf8");
      const trace = traceOf(text);
      const scenario = required(loadScenario({ name: file, text }, WITH_MANIFESTS).scenario, file);
      const { network, rules } = scenarioNetwork(scenario);
      const hosts = network.namespaces.filter(({ kind }) => kind !== "switch");
      const asked = hosts.map(({ id }) => {
        const script = COMMANDS.map((command) => `echo "== ${id} ${command}"; ${command} 2>&1`);
        return `ip netns exec ${netnsOf(id)} sh -c '${script.join("; ")}; true'`;
      });
      const { failure, output } = runBuilt(stepsFor(network, hostRules(rules)), asked.join("\n"));
      assert.equal(failure, null);
      const answers = new Map(
        output
          .split(/^== /m)
          .slice(1)
          .map((part) => [part.split("\n", 1)[0] ?? "", part.slice(part.indexOf("\n") + 1)]),
      );
      for (const { id } of hosts) {
        const first = hostMoment(trace, id, 0);
        const devices = network.namespaces.find((one) => one.id === id)?.devices ?? [];
        // A lesson may build its network while it plays.
        const isBuilt = tablesOf(first).devices.length === devices.length;
        const moment = isBuilt ? first : hostMoment(trace, id);
        for (const command of COMMANDS) {
          const key = `${id} ${command}`;
          const real = required(answers.get(key), key);
          assert.deepEqual(known(shown(moment, command)), known(real), key);
        }
      }
    });
});

/**
 * Only what a trace can know: numbers of devices and of namespaces, hardware addresses drawn by chance, the queue of a LAN's
 * device (a cable to a switch here), addresses that IPv6 makes by itself,
 * packets that a real host sends unasked.
 */
function known(text: string): readonly string[] {
  return (
    text
      .replace(/^.* fe80::.*\n.*valid_lft.*\n/gm, "")
      .replace(/^(\S+ +[A-Z]+ .*?)fe80::\S+ /gm, "$1")
      .replace(/^(\S+?)(@\S+)? +([A-Z]+) +/gm, "$1 $3 ")
      .split("\n")
      .filter((line) => !/fe80::|ff00::|^33:33:|^01:00:5e:|^# |^Error: Peer netns/.test(line))
      .map((line) =>
        line
          .replace(/^\d+: /, "N: ")
          .replace(/@[^: ]+/, "")
          .replace(/ link-netns(id)? \S+/, "")
          .replace(/([\da-f]{2}:){5}[\da-f]{2}/g, "MAC")
          .replace("fq_codel", "noqueue")
          .replace(/^(\d+ +)? *\d+ +\d+ (?=\S* +!?\d)/, "$1N N ")
          .replace(/ \d+ packets, \d+ bytes\)/, " N)")
          .replace(/\[\d+:\d+\]/, "[N:N]")
          .trimEnd(),
      )
      // What a bridge has learned while the network was built.
      .filter((line) => !/^MAC dev \S+ master \S+$/.test(line))
      .sort()
  );
}

function netnsOf(id: string): string {
  return `t-${id}`.replaceAll(/[^A-Za-z0-9._-]/g, "-");
}
