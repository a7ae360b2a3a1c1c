import { rmSync, existsSync, readdirSync } from "node:fs";
import { spawnSync } from "node:child_process";
import type { NamespaceId } from "../../trace/id.js";
import type { Namespace } from "../../network/namespace.js";
import type { Network } from "../../network/network.js";
import type { HostRules } from "../../network/set-up/host-rules.js";
import { printStep } from "../../network/set-up/print-step.js";
import type { SetUpStep } from "../../network/set-up/set-up-step.js";
import { setUpSteps } from "../../network/set-up/set-up-steps.js";
import { pause, startMonitor } from "../kernel/monitor.js";
import type { Monitor } from "../kernel/monitor.js";
import { planTrace } from "../kernel/trace-table.js";
import type { TracePlan } from "../kernel/trace-table.js";
import { run, runScript } from "../machine/run.js";
import { startHost } from "../play/real-host.js";
import type { RealHost } from "../play/real-host.js";

/** A network that was built on this machine, in namespaces of its own. */
export interface Lab {
  readonly rooms: ReadonlyMap<NamespaceId, Room>;
  /** Runs programs in a namespace; what does that is started when it is first asked for. */
  readonly host: (id: NamespaceId) => Promise<RealHost>;
  /** Removes everything. */
  readonly end: () => void;
}

/** A namespace of it. */
export interface Room {
  readonly netns: string;
  readonly namespace: Namespace;
  /** Whether it has rules, so that hooks and tables are seen. */
  readonly hasRules: boolean;
  readonly plan: TracePlan;
  readonly monitor: Monitor;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
// As a shell tells that a signal ended a program.
const EXIT_INTERRUPTED = 130;

/** What the names of all namespaces that this process builds begin with. */
export function labPrefix(): string {
  return `hopwise-${process.pid}-`;
}

/** Builds a network with the steps of `hopwise setup`, and watches it; whatever fails removes it again. */
export async function buildLab(network: Network, rules: readonly HostRules[]): Promise<Lab> {
  const prefix = labPrefix();
  const started: { readonly end: () => void }[] = [];
  const hosts = new Map<NamespaceId, Promise<RealHost>>();
  const end = (): void => {
    for (const each of started.splice(0)) each.end();
    removeNamespaces(prefix);
    process.off("exit", end);
    // Not before: a second signal would end the process in the midst of it.
    for (const signal of SIGNALS) process.off(signal, leave);
  };
  const leave = (): void => {
    // The handler of `exit` removes what was built.
    process.exit(EXIT_INTERRUPTED);
  };
  process.on("exit", end);
  for (const signal of SIGNALS) process.on(signal, leave);
  try {
    const steps = setUpSteps(network, rules, { prefix });
    const built = await runScript(steps.map(stepText).join("\n"));
    if (built.status !== 0) throw new Error(built.errors.trim());
    await carriersUp(steps);
    const rooms = new Map<NamespaceId, Room>();
    for (const namespace of network.namespaces) {
      const { id } = namespace;
      const netns = netnsOf(steps, id);
      const hasRules = rules.some((own) => own.namespace === id);
      const plan = planTrace(namespace, hasRules);
      const loaded = await run(["ip", "netns", "exec", netns, "nft", "-f", "-"], {
        input: plan.text,
      });
      if (loaded.status !== 0) throw new Error(`${netns}: ${loaded.errors.trim()}`);
      const monitor = await startMonitor(netns);
      started.push(monitor);
      rooms.set(id, { netns, namespace, hasRules, plan, monitor });
    }
    const host = (id: NamespaceId): Promise<RealHost> => {
      const room = rooms.get(id);
      if (room === undefined) throw new Error(`no namespace ${id}`);
      const known = hosts.get(id) ?? startHost(room.netns, room.namespace);
      if (!hosts.has(id)) {
        hosts.set(id, known);
        known.then(
          ({ sockets }) => {
            started.push(sockets);
          },
          () => undefined,
        );
      }
      return known;
    };
    return { rooms, host, end };
  } catch (error) {
    end();
    throw error;
  }
}

// What the machine would set by itself, and what limits how often the kernel tells of errors, is not the scenario's.
function stepText(step: SetUpStep): string {
  const text = printStep(step);
  if (step.kind !== "add-namespace") return text;
  const settings = [
    "net.ipv4.icmp_ratemask=0",
    "net.ipv4.conf.all.rp_filter=0",
    "net.ipv4.conf.default.rp_filter=0",
  ];
  return `${text}\nip netns exec ${step.at.netns} sysctl -qw ${settings.join(" ")}`;
}

function netnsOf(steps: readonly SetUpStep[], id: NamespaceId): string {
  for (const step of steps)
    if (step.kind === "add-namespace" && step.at.id === id) return step.at.netns;
  throw new Error(`no namespace ${id} was built`);
}

const MOST_MILLISECONDS_TO_COME_UP = 4000;

// linux net/core/link_watch.c: a carrier reaches ports and queues up to a second late.
async function carriersUp(steps: readonly SetUpStep[]): Promise<void> {
  const names = new Set(
    steps.flatMap((step) => ("netns" in step ? [step.netns] : "at" in step ? [step.at.netns] : [])),
  );
  for (let waited = 0; waited < MOST_MILLISECONDS_TO_COME_UP; waited += 100) {
    const script = [...names].map((name) => `ip -n ${name} -o link show`).join("\n");
    const { output } = await runScript(script);
    const isComing = output
      .split("\n")
      .some((line) => /<[^>]*LOWER_UP/.test(line) && /state (DOWN|LOWERLAYERDOWN)/.test(line));
    if (!isComing) return;
    await pause(100);
  }
}

const NAMES = "/run/netns";

function removeNamespaces(prefix: string): void {
  if (!existsSync(NAMES)) return;
  for (const name of readdirSync(NAMES)) {
    if (!name.startsWith(prefix)) continue;
    const removed = spawnSync("ip", ["netns", "del", name], { timeout: 10_000 });
    if (removed.status !== 0) rmSync(`${NAMES}/${name}`, { force: true });
  }
}
