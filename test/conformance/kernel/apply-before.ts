import { address } from "../../../src/base/address.js";
import { deleteConnections } from "../../../src/netfilter/conntrack/delete.js";
import { readConnectionFilter } from "../../../src/netfilter/conntrack/read-filter.js";
import { emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import { readSave } from "../../../src/netfilter/iptables/read-save.js";
import type { Namespace } from "../../../src/network/namespace.js";
import { withSlashes } from "./topology-of.js";
import { stackOf } from "./run-world.js";
import type { Running } from "./run-world.js";
import type { Before } from "./world-file.js";

/** Carries out what is changed before a probe. */
export function applyBefore(running: Running, before: Before): void {
  const { host: name = "", cmd, iptables, sysctl } = before;
  if (before.sleep !== undefined) return;
  const { host } = stackOf(running, name);
  if (sysctl !== undefined) {
    const said = Object.entries(sysctl).map(([key, value]) => [withSlashes(key), String(value)]);
    const sysctls = { ...host.namespace.sysctls, ...Object.fromEntries(said) };
    host.change({ ...host.namespace, sysctls });
  }
  if (iptables !== undefined && host.netfilter !== null) {
    const text = `${iptables.join("\n")}\n`;
    const ipv4 = readSave({ name: "rules", text }, "ipv4").ruleSet;
    Object.assign(host.netfilter, { ruleSets: { ipv4, ipv6: emptyRuleSet("ipv6") } });
  }
  if (cmd !== undefined) runCommand(running, name, cmd);
}

function runCommand(running: Running, name: string, cmd: readonly string[]): void {
  const { host } = stackOf(running, name);
  const text = cmd.join(" ");
  const change = (next: Partial<Namespace>): void => {
    host.change({ ...host.namespace, ...next });
  };
  const port = /^ip link set (\S+) type bridge_slave hairpin (on|off)$/.exec(text);
  if (port !== null)
    return change({
      devices: host.namespace.devices.map((device) =>
        device.name === port[1]
          ? { ...device, port: { ...device.port, hairpin: port[2] === "on" } }
          : device,
      ),
    });
  const promisc = /^ip link set (\S+) promisc (on|off)$/.exec(text);
  if (promisc !== null)
    return change({
      devices: host.namespace.devices.map((device) =>
        device.name === promisc[1] ? { ...device, promiscuous: promisc[2] === "on" } : device,
      ),
    });
  if (text === "ip route del default") {
    const ipv4 = host.namespace.routes.ipv4.filter(({ destination }) => destination.length > 0);
    return change({ routes: { ...host.namespace.routes, ipv4 } });
  }
  if (cmd[0] === "conntrack" && host.netfilter !== null) {
    const filter = readConnectionFilter(cmd.slice(2));
    if (filter.kind !== "filter") throw new Error(`cannot read: ${text}`);
    const now = running.world.scheduler.now();
    const { conntrack } = host.netfilter;
    deleteConnections(filter.filter, { conntrack, emit: () => undefined, now });
    return undefined;
  }
  const recent = /echo \+(\S+) > \S*\/(\S+)$/.exec(text);
  if (recent !== null) {
    host.netfilter?.conntrack.memory.recent.ask(
      {
        action: "set",
        list: recent[2] ?? "",
        seconds: null,
        reap: false,
        hitCount: null,
        sameTtl: false,
        negated: false,
      },
      { address: address(recent[1] ?? ""), ttl: 0 },
      running.world.scheduler.now(),
    );
    return undefined;
  }
  throw new Error(`cannot run: ${text}`);
}
