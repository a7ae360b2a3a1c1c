import { ipNeighbourOf } from "../../../src/cluster/topology/read-neighbour.js";
import { ipRouteOf } from "../../../src/cluster/topology/read-route.js";
import { ipRuleOf } from "../../../src/cluster/topology/read-rule.js";
import { withoutRule } from "../../../src/network/change-namespace.js";
import { changeHost } from "../../../src/simulation/change/change-host.js";
import { changeDevice, make } from "./apply-before.js";
import type { ShellPlace } from "./apply-before.js";

/** One `ip` command of a recording. */
export function runIpCommand(shell: ShellPlace, words: readonly string[]): void {
  const [object = "", verb = "", ...rest] = words[0]?.startsWith("-") ? words.slice(1) : words;
  if (/^r(oute)?$/.test(object)) {
    changeRoute(shell, verb, rest.join(" "));
    return;
  }
  if (/^ru(le)?$/.test(object)) {
    changeRule(shell, verb, rest.join(" "));
    return;
  }
  if (/^l(ink)?$/.test(object) && verb === "set") {
    changeLink(shell, rest);
    return;
  }
  if (/^n(eigh)?$/.test(object)) {
    changeNeighbour(shell, verb, rest.join(" "));
    return;
  }
  throw new Error(`cannot run: ip ${words.join(" ")}`);
}

function changeRoute(shell: ShellPlace, verb: string, text: string): void {
  const { on } = shell;
  // `ip route del default` names no way, which a reader of `add` asks for.
  const route = ipRouteOf(/\b(via|dev)\b/.test(text) ? text : `${text} dev lo`);
  const { destination, table } = route;
  if (verb === "del" || verb === "delete" || verb === "replace" || verb === "change") {
    const { routes } = shell.place.stack.host.namespace;
    const exists = routes[destination.family].some(
      (known) =>
        known.table === table &&
        known.destination.base === destination.base &&
        known.destination.length === destination.length,
    );
    if (exists) make(shell, { kind: "delete-route", on, destination, table });
  }
  if (verb !== "del" && verb !== "delete") make(shell, { kind: "add-route", on, route });
}

function changeRule(shell: ShellPlace, verb: string, text: string): void {
  const rule = ipRuleOf(text);
  if (verb === "add") {
    make(shell, { kind: "add-routing-rule", on: shell.on, rule });
    return;
  }
  const next = withoutRule(
    shell.place.stack.host.namespace,
    (known) =>
      known.family === rule.family &&
      (rule.priority === null || known.priority === rule.priority) &&
      JSON.stringify(known.action) === JSON.stringify(rule.action),
  );
  if (next === null) throw new Error(`no such rule: ${text}`);
  changeHost(shell.place, next);
}

function changeLink(shell: ShellPlace, words: readonly string[]): void {
  const [device = "", ...rest] = words[0] === "dev" ? words.slice(1) : words;
  const { on } = shell;
  const text = rest.join(" ");
  if (text === "up" || text === "down") {
    make(shell, { kind: "set-link", on, device, up: text === "up" });
    return;
  }
  const hairpin = /^type bridge_slave hairpin (on|off)$/.exec(text);
  if (hairpin !== null) {
    make(shell, { kind: "set-hairpin", on, device, hairpin: hairpin[1] === "on" });
    return;
  }
  const promiscuous = /^promisc (on|off)$/.exec(text);
  if (promiscuous !== null) {
    changeDevice(shell, device, { promiscuous: promiscuous[1] === "on" });
    return;
  }
  const mtu = /^mtu (\d+)$/.exec(text);
  if (mtu !== null) {
    changeDevice(shell, device, { mtu: Number(mtu[1]) });
    return;
  }
  throw new Error(`cannot run: ip link set ${words.join(" ")}`);
}

function changeNeighbour(shell: ShellPlace, verb: string, text: string): void {
  if (verb === "flush") {
    make(shell, { kind: "flush-neighbours", on: shell.on });
    return;
  }
  make(shell, { kind: "set-neighbour", on: shell.on, neighbour: ipNeighbourOf(text) });
}
