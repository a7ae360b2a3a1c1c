import { createRandom } from "../../base/random.js";
import type { Random } from "../../base/random.js";
import type { Actor } from "../../cluster/actor.js";
import type { Command, Scenario } from "../../cluster/scenario.js";
import type { Client } from "../../simulation/application/client.js";
import { programOf, reachFrom } from "../../simulation/play/start-request.js";
import { NOMINAL_TIMES } from "../../simulation/nominal.js";
import { namespaceOfActor } from "../../simulation/set-up/actor-namespace.js";
import { clientFiles } from "../../simulation/set-up/client-files.js";
import { createWorld } from "../../simulation/set-up/create-world.js";
import type { StartedCoredns } from "../../simulation/set-up/start-coredns.js";
import { stackOf } from "../../simulation/journey.js";
import type { Outcome } from "../../trace/outcome.js";
import { queryId, requestId } from "../../trace/id.js";
import type { NamespaceId, QueryId } from "../../trace/id.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { Trace } from "../../trace/trace.js";
import { readConntrackLine } from "../kernel/conntrack-list.js";
import { pause } from "../kernel/monitor.js";
import { readRuleNumbers } from "../kernel/rule-numbers.js";
import type { RuleNumbers } from "../kernel/rule-numbers.js";
import type { TraceLine } from "../kernel/trace-line.js";
import type { Lab } from "../lab/lab.js";
import { runScript } from "../machine/run.js";
import { createCommands } from "./real-command.js";
import type { RealHost } from "./real-host.js";
import { runReal } from "./real-process.js";
import { runPing } from "./run-ping.js";
import { stopsAt } from "./stopped.js";
import type { Stopped } from "./stopped.js";

/** What is played on the machine. */
export interface RealPlay {
  readonly declared: Scenario;
  readonly started: StartedCoredns;
  readonly lab: Lab;
  /** What the simulation makes of it: the ports of its clients, and the commands of its changes. */
  readonly trace: Trace;
  readonly secondsForRequest: number;
  /** How long nothing must be told before a request counts as over. */
  readonly quietMilliseconds: number;
}

/** What became of one request on the machine. */
export interface RealRequest {
  readonly client: Actor;
  readonly command: Command;
  /** Null where the program was still waiting when time was up. */
  readonly outcome: Outcome | null;
  readonly rooms: ReadonlyMap<NamespaceId, RealRoom>;
}

/** What became of a play on the machine. */
export interface RealPlayed {
  readonly requests: readonly RealRequest[];
  /** Why the rest was not played; null where all was. */
  readonly stopped: Stopped | null;
}

/** What was seen in one namespace meanwhile. */
export interface RealRoom {
  readonly lines: readonly TraceLine[];
  readonly numbers: RuleNumbers;
  /** The conntrack table before and after the request; empty where there are no rules. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Plays the requests and changes of a scenario in real namespaces. */
export async function playForReal(play: RealPlay): Promise<RealPlayed> {
  const { declared, lab, trace } = play;
  const { scenario } = play.started;
  const random = createRandom(declared.seed);
  const queries = { last: 0 };
  const nextQuery = (): QueryId => queryId(++queries.last);
  const commands = createCommands(scenario, lab, trace.events);
  const spare = createWorld(scenario, random, NOMINAL_TIMES).world;
  const requests: RealRequest[] = [];
  for (const item of scenario.play) {
    const stopped = stopsAt(item);
    if (stopped !== null) return { requests, stopped };
    if (item.kind === "wait") await pause(item.microseconds / 1000);
    if (item.kind === "change" && item.change.kind !== "build") {
      const failed = await commands.runNext();
      if (failed !== null) return { requests, stopped: { kind: "command-failed", ...failed } };
    }
    if (item.kind === "change" && item.change.kind === "build") commands.skipBuild();
    if (item.kind !== "request") continue;
    const { client: actor, command } = item;
    for (let time = 0; time < item.times; time++) {
      const id = requestId(requests.length + 1);
      const stack = stackOf(spare, namespaceOfActor(scenario, actor));
      const own = random.fork(`request/${stack.id}/${id}`);
      const ids = own.fork("dns-id");
      const client: Client = {
        request: id,
        ...clientFiles(scenario, actor),
        reach: (destination) => reachFrom(stack, destination),
        nextQuery,
        nextId: () => ids.integer(0x1_0000),
        kept: new Map(),
      };
      const request = { actor, command, client, id: stack.id, random: own.fork("draw") };
      requests.push(await playRequest(play, request, portsOf(trace.events, requests.length)));
    }
  }
  return { requests, stopped: null };
}

interface Request {
  readonly actor: Actor;
  readonly command: Command;
  readonly client: Client;
  readonly id: NamespaceId;
  readonly random: Random;
}

async function playRequest(
  { lab, secondsForRequest, quietMilliseconds }: RealPlay,
  { actor, command, client, id, random }: Request,
  ports: Record<"tcp" | "udp", number[]>,
): Promise<RealRequest> {
  const host = await lab.host(id);
  Object.assign(host.ports, ports);
  const before = await tables(lab);
  const numbers = await ruleNumbers(lab);
  for (const { monitor } of lab.rooms.values()) monitor.take();
  let isOver = false;
  const process = {
    host,
    random,
    nextQuery: () => client.nextQuery(),
    onFailure: () => undefined,
    isOver: () => isOver,
  };
  const work = async (): Promise<Outcome | null> => {
    const end = await runReal(process, programOf(command, client));
    if (end.kind === "ended") return end.result.outcome;
    if (command.kind !== "ping") throw new Error(`${command.kind} wants to ping`);
    const { count, size, ttl } = command;
    const options = { count, size, ttl, seconds: secondsForRequest };
    return runPing(host.netns, end.need.to, options);
  };
  const outcome = await Promise.race([
    work(),
    pause(secondsForRequest * 1000).then((): Outcome | null => null),
  ]);
  isOver = true;
  await quiet(lab, outcome === null ? HEARING_MILLISECONDS : quietMilliseconds);
  const lines = new Map([...lab.rooms].map(([room, { monitor }]) => [room, monitor.take()]));
  const after = await tables(lab);
  await endConnections(lab, host);
  const rooms = new Map(
    [...lab.rooms.keys()].map((room): [NamespaceId, RealRoom] => [
      room,
      {
        lines: lines.get(room) ?? [],
        numbers: numbers.get(room) ?? new Map<string, number>(),
        before: before.get(room) ?? [],
        after: after.get(room) ?? [],
      },
    ]),
  );
  return { client: actor, command, outcome, rooms };
}

// What the kernel has told already must be heard; what still happens belongs to no request.
const HEARING_MILLISECONDS = 15;
const MOST_QUIET_ROUNDS = 20;

// Until nothing more is told: the last acknowledgements come after the program's end.
async function quiet({ rooms }: Lab, milliseconds: number): Promise<void> {
  const monitors = [...rooms.values()].map(({ monitor }) => monitor);
  const count = (): number => monitors.reduce((sum, monitor) => sum + monitor.count(), 0);
  for (let round = 0, last = -1; round < MOST_QUIET_ROUNDS; round++) {
    if (last === count() && monitors.every((monitor) => monitor.isIdle())) return;
    last = count();
    await pause(milliseconds);
  }
}

// What a connection still has to say, or says again, must not be heard in the next request.
async function endConnections({ rooms }: Lab, { sockets }: RealHost): Promise<void> {
  await sockets.order({ order: "give-up" });
  const names = [...rooms.values()].map(({ netns }) => netns);
  const kills = names.flatMap((name) => [
    `ip netns exec ${name} ss -K state connected || true`,
    // Who waits for a neighbour that nobody is, is told so at once.
    `ip -n ${name} neigh flush nud incomplete || true`,
  ]);
  await runScript(`exec >/dev/null 2>&1\n${kills.join("\n")}`);
  await pause(AFTERMATH_MILLISECONDS);
}

const AFTERMATH_MILLISECONDS = 50;

// One shell asks in every namespace with rules: to start as many programs each time takes long.
async function askRooms(
  { rooms }: Lab,
  command: string,
): Promise<ReadonlyMap<NamespaceId, string>> {
  const asked = [...rooms].filter(([, { hasRules }]) => hasRules);
  const lines = asked.map(
    ([, { netns }]) => `ip netns exec ${netns} sh -ec '${command}'; echo '${SEPARATOR}'`,
  );
  const ran = await runScript(lines.join("\n"));
  if (ran.status !== 0) throw new Error(`${command}: ${ran.errors.trim()}`);
  const outputs = ran.output.split(`${SEPARATOR}\n`);
  return new Map(asked.map(([id], index) => [id, outputs[index] ?? ""]));
}

const SEPARATOR = "---- the next namespace";

async function tables(lab: Lab): Promise<ReadonlyMap<NamespaceId, readonly string[]>> {
  const outputs = await askRooms(lab, "conntrack -L -f ipv4; conntrack -L -f ipv6");
  return new Map(
    [...outputs].map(([id, text]) => [id, text.split("\n").flatMap(readConntrackLine)]),
  );
}

async function ruleNumbers(lab: Lab): Promise<ReadonlyMap<NamespaceId, RuleNumbers>> {
  const outputs = await askRooms(lab, "nft -j -a list ruleset");
  return new Map([...outputs].map(([id, json]) => [id, readRuleNumbers(json)]));
}

/** The ports that the client of a request has in the simulation, in the order of its sockets; `before` requests were made before it. */
export function portsOf(
  events: readonly TraceEvent[],
  before: number,
): Record<"tcp" | "udp", number[]> {
  const starts = events.flatMap((event, index) =>
    event.kind === "request-started" ? [index] : [],
  );
  const [from = 0, to = events.length] = [starts[before], starts[before + 1]];
  const start = events[from];
  const ports = { tcp: new Set<number>(), udp: new Set<number>() };
  for (const event of events.slice(from, to)) {
    if (event.kind !== "packet-created" || event.namespace !== start?.namespace) continue;
    const { transport } = event.headers;
    if (event.parent !== null || !("sourcePort" in transport)) continue;
    if (transport.protocol === "sctp") continue;
    const isOpening = transport.protocol === "udp" || transport.flags.join() === "SYN";
    if (isOpening && event.program !== "kernel")
      ports[transport.protocol].add(transport.sourcePort);
  }
  return { tcp: [...ports.tcp], udp: [...ports.udp] };
}
