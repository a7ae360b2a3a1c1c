import { familyOf } from "../../base/address.js";
import { required, unreachable } from "../../base/assert.js";
import type { Random } from "../../base/random.js";
import type { Pod } from "../../cluster/pod.js";
import type { Command, Scenario } from "../../cluster/scenario.js";
import { podResolvConf } from "../../kubelet/resolv-conf.js";
import { sourceAddress } from "../../network/host.js";
import type { RequestId } from "../../trace/id.js";
import type { Client, Ended } from "../application/client.js";
import { curl } from "../application/curl.js";
import { dig } from "../application/dig.js";
import { podHostsFile } from "../application/hosts-file.js";
import type { Reach } from "../application/sort-addresses.js";
import type { Program } from "../effect.js";
import { stackOf } from "../journey.js";
import { startProcess } from "../process/run-process.js";
import { nodeResolvConf } from "../set-up/node-resolv-conf.js";
import { namespaceOfPod } from "../set-up/server-plan.js";
import type { Stack, World } from "../world.js";

/** A request of the play: who makes it, with which program. */
export interface RequestPlan {
  readonly id: RequestId;
  readonly pod: Pod;
  readonly command: Command;
}

/** Starts a client program; `onEnd` hears how it ended, once its end is in the trace. */
export function startRequest(
  {
    world,
    scenario,
    random,
  }: { readonly world: World; readonly scenario: Scenario; readonly random: Random },
  { id, pod, command }: RequestPlan,
  onEnd: (ended: Ended) => void,
): void {
  const stack = stackOf(world, namespaceOfPod(pod));
  const own = random.fork(`request/${stack.id}/${id}`);
  const ids = own.fork("dns-id");
  const client: Client = {
    request: id,
    resolvConf: podResolvConf(scenario.cluster, pod, nodeResolvConf(scenario)),
    hosts: podHostsFile(pod),
    reach: (destination) => reachFrom(stack, destination),
    nextQuery: () => world.nextQuery(),
    nextId: () => ids.integer(0x1_0000),
  };
  const emit = world.recorder.emitter(stack.id, null);
  emit({ kind: "request-started", request: id, command: commandText(command) });
  world.scheduler.after(0, () => {
    const process = { world, stack, program: command.kind, random: own.fork("draw") };
    startProcess(process, programOf(command, client), onEnd);
  });
}

/** Writes a request's end into the trace. */
export function noteRequestEnd(world: World, { id, pod }: RequestPlan, ended: Ended): void {
  const { outcome, output, status } = ended;
  world.recorder.emit(namespaceOfPod(pod), null, {
    kind: "request-ended",
    request: id,
    outcome,
    output,
    status,
  });
}

function programOf(command: Command, client: Client): Program<Ended> {
  switch (command.kind) {
    case "curl":
      return curl(command, client);
    case "dig":
      return dig(command, client);
    default:
      return unreachable(command);
  }
}

function commandText(command: Command): string {
  if (command.kind === "curl") return `curl ${command.url}`;
  const server = command.server === null ? [] : [`@${command.server}`];
  return ["dig", command.name, command.type, ...server].join(" ");
}

function reachFrom(stack: Stack, destination: Reach["source"]): Reach | null {
  const source = sourceAddress(stack.host, destination);
  if (source === null) return null;
  const owned = stack.host.namespace.devices
    .flatMap(({ addresses }) => addresses)
    .find(({ address }) => address === source);
  return { source, length: owned?.length ?? (familyOf(source) === "ipv4" ? 32 : 128) };
}

/** A pod by its key. */
export function podOf({ cluster }: Scenario, key: string): Pod {
  const found = cluster.pods.find((pod) => `${pod.namespace}/${pod.name}` === key);
  return required(found, `pod ${key}`);
}
