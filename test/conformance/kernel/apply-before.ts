import { address } from "../../../src/base/address.js";
import { createRandom } from "../../../src/base/random.js";
import type { Actor } from "../../../src/cluster/actor.js";
import { createTextPool } from "../../../src/simulation/header/text-pool.js";
import { applyChange } from "../../../src/simulation/change/apply-change.js";
import type { HostChange } from "../../../src/simulation/change/apply-change.js";
import { changeHost } from "../../../src/simulation/change/change-host.js";
import type { ChangePlace } from "../../../src/simulation/change/change-host.js";
import { runIpCommand } from "./ip-command.js";
import { stackOf } from "./run-world.js";
import type { Running } from "./run-world.js";
import { withSlashes } from "./topology-of.js";
import type { Before } from "./world-file.js";

const SPAN = { source: "world", start: 0, end: 0 };

/** A change of a world's host, and the words that make it. */
export interface ShellPlace {
  readonly running: Running;
  readonly place: ChangePlace;
  readonly on: Actor;
}

/** Carries out what is changed before a probe. */
export function applyBefore(running: Running, before: Before): void {
  const { host: name = "", cmd, iptables, sysctl, sleep } = before;
  if (sleep !== undefined) {
    const { scheduler } = running.world;
    const until = scheduler.now() + sleep * 1_000_000;
    for (let next = scheduler.nextAt(); next !== null && next <= until; next = scheduler.nextAt())
      scheduler.step();
    scheduler.advanceTo(until);
    return;
  }
  const place: ChangePlace = {
    world: running.world,
    stack: stackOf(running, name),
    span: SPAN,
    random: createRandom(1),
    texts: createTextPool(),
  };
  const shell: ShellPlace = { running, place, on: { kind: "host", name } };
  for (const [key, value] of Object.entries(sysctl ?? {}))
    make(shell, {
      kind: "sysctl",
      on: shell.on,
      name: withSlashes(key),
      value: String(value),
    });
  if (iptables !== undefined) {
    const dump = { family: "ipv4", text: `${iptables.join("\n")}\n`, span: SPAN } as const;
    make(shell, { kind: "rules", on: shell.on, dump });
  }
  if (cmd !== undefined) runWords(shell, cmd);
}

/** Carries a change out; one that is a mistake is ours. */
export function make({ place }: Pick<ShellPlace, "place">, change: HostChange): void {
  const mistakes = applyChange(place, change);
  if (mistakes.length > 0) throw new Error(`${change.kind}: ${JSON.stringify(mistakes)}`);
}

function runWords(shell: ShellPlace, words: readonly string[]): void {
  const [program = "", ...rest] = words;
  const { place, on } = shell;
  if (program === "sh" || program === "bash") {
    runScript(shell, rest.at(-1) ?? "");
    return;
  }
  if (program === "ip") {
    runIpCommand(shell, rest);
    return;
  }
  if (program === "conntrack") {
    const text = rest.join(" ");
    const filter = ["-F", "--flush", "-D"].includes(text) ? null : { text, span: SPAN };
    make(shell, { kind: "flush-conntrack", on, filter });
    return;
  }
  if (/^ip6?tables(-%BACKEND%|-nft|-legacy)?$/.test(program)) {
    const family = program.startsWith("ip6") ? "ipv6" : "ipv4";
    const text = rest.map(quoted).join(" ");
    make(shell, { kind: "iptables", on, command: { family, text, span: SPAN } });
    return;
  }
  if (program === "sysctl") {
    const settings = rest.filter((word) => word.includes("="));
    for (const setting of settings) {
      const [name = "", value = ""] = setting.split("=");
      make(shell, { kind: "sysctl", on, name: withSlashes(name), value });
    }
    return undefined;
  }
  if (program === "sleep") {
    applyBefore(shell.running, { sleep: Number(rest[0] ?? 0) });
    return;
  }
  const remembered = /^echo \+(\S+) > \S*\/xt_recent\/(\S+)$/.exec(words.join(" "));
  if (remembered !== null) {
    remember(place, remembered[2] ?? "", remembered[1] ?? "");
    return;
  }
  throw new Error(`cannot run: ${words.join(" ")}`);
}

// Scripts of recordings are commands in a row; `A | grep -q B || { C; }` does C where A does not say B.
function runScript(shell: ShellPlace, script: string): void {
  const guarded = /^ip rule show \| grep -q "?\^?(\d+):[^|]*\|\| \{(.*)\}$/.exec(script.trim());
  if (guarded !== null) {
    const { namespace } = shell.place.stack.host;
    const priority = Number(guarded[1]);
    if (namespace.routingRules.some((rule) => rule.priority === priority)) return;
    runScript(shell, guarded[2] ?? "");
    return;
  }
  for (const line of script.split(/;|&&/)) {
    const words = line.trim().split(/\s+/);
    if (line.trim() !== "") runWords(shell, words);
  }
}

function remember({ world, stack }: ChangePlace, list: string, seen: string): void {
  const question = {
    action: "set",
    list,
    seconds: null,
    reap: false,
    hitCount: null,
    sameTtl: false,
    negated: false,
  } as const;
  const { netfilter } = stack.host;
  const entry = { address: address(seen), ttl: 0 };
  netfilter?.conntrack.memory.recent.ask(question, entry, world.scheduler.now());
}

function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}

/** Replaces a host's devices. */
export function changeDevice(
  { place }: Pick<ShellPlace, "place">,
  name: string,
  change: Partial<ChangePlace["stack"]["host"]["namespace"]["devices"][number]>,
): void {
  const { namespace } = place.stack.host;
  changeHost(place, {
    ...namespace,
    devices: namespace.devices.map((device) =>
      device.name === name ? { ...device, ...change } : device,
    ),
  });
}
