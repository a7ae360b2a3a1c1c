import { familyOf } from "../../base/address.js";
import { unreachable } from "../../base/assert.js";
import type { Random } from "../../base/random.js";
import type { Actor } from "../../cluster/actor.js";
import type { Command, Scenario } from "../../cluster/scenario.js";
import { sourceAddress } from "../../network/host.js";
import type { RequestId } from "../../trace/id.js";
import type { Client, Ended } from "../application/client.js";
import { cat } from "../application/cat.js";
import { connect } from "../application/connect.js";
import { curl } from "../application/curl.js";
import { dig } from "../application/dig.js";
import { nslookup } from "../application/nslookup.js";
import { ping } from "../application/ping/ping.js";
import { close, say } from "../application/say.js";
import { send } from "../application/send.js";
import type { Reach } from "../application/sort-addresses.js";
import type { Program } from "../effect.js";
import { stackOf } from "../journey.js";
import { startProcess } from "../process/run-process.js";
import { namespaceOfActor } from "../set-up/actor-namespace.js";
import { clientFiles } from "../set-up/client-files.js";
import type { Stack, World } from "../world.js";
import { commandText } from "./command-text.js";

/** A request of the play: who makes it, with which program. */
export interface RequestPlan {
  readonly id: RequestId;
  readonly client: Actor;
  readonly command: Command;
}

/** Starts a client program; `onEnd` hears how it ended, once its end is in the trace. */
export function startRequest(
  {
    world,
    scenario,
    random,
  }: { readonly world: World; readonly scenario: Scenario; readonly random: Random },
  { id, client: actor, command }: RequestPlan,
  onEnd: (ended: Ended) => void,
): void {
  const stack = stackOf(world, namespaceOfActor(scenario, actor));
  const own = random.fork(`request/${stack.id}/${id}`);
  const ids = own.fork("dns-id");
  const client: Client = {
    request: id,
    ...clientFiles(scenario, actor),
    reach: (destination) => reachFrom(stack, destination),
    nextQuery: () => world.nextQuery(),
    nextId: () => ids.integer(0x1_0000),
    kept: stack.sockets.kept,
  };
  const emit = world.recorder.emitter(stack.id, null);
  emit({ kind: "request-started", request: id, command: commandText(command) });
  world.scheduler.after(0, () => {
    const process = { world, stack, program: command.kind, random: own.fork("draw") };
    startProcess(process, programOf(command, client), onEnd);
  });
}

/** Writes a request's end into the trace. */
export function noteRequestEnd(
  { world, scenario }: { readonly world: World; readonly scenario: Scenario },
  { id, client }: RequestPlan,
  ended: Ended,
): void {
  const { outcome, output, status } = ended;
  world.recorder.emit(namespaceOfActor(scenario, client), null, {
    kind: "request-ended",
    request: id,
    outcome,
    output,
    status,
  });
}

/** The program that a command runs. */
export function programOf(command: Command, client: Client): Program<Ended> {
  switch (command.kind) {
    case "curl":
      return curl(command, client);
    case "dig":
      return dig(command, client);
    case "nslookup":
      return nslookup(command, client);
    case "ping":
      return ping(command, client);
    case "connect":
      return connect(command, client);
    case "cat":
      return cat(command, client);
    case "say":
      return say(command, client);
    case "close":
      return close(command, client);
    case "send":
      return send(command, client);
    default:
      return unreachable(command);
  }
}

/** How a host reaches a destination: with which of its addresses; null where it has no route. */
export function reachFrom(stack: Stack, destination: Reach["source"]): Reach | null {
  const source = sourceAddress(stack.host, destination);
  if (source === null) return null;
  const owned = stack.host.namespace.devices
    .flatMap(({ addresses }) => addresses)
    .find(({ address }) => address === source);
  return { source, length: owned?.length ?? (familyOf(source) === "ipv4" ? 32 : 128) };
}
