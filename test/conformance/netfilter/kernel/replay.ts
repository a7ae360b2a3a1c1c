import assert from "node:assert/strict";
import { address } from "../../../../src/base/address.js";
import { settingNamed } from "../../../../src/netfilter/conntrack/settings.js";
import type { Backend, Hook } from "../../../../src/netfilter/hook.js";
import { runHook } from "../../../../src/netfilter/run-hook.js";
import type { AttachedConnection, SocketBuffer } from "../../../../src/netfilter/socket-buffer.js";
import { socketBuffer } from "../../../../src/netfilter/socket-buffer.js";
import type { Packet } from "../../../../src/packet/packet.js";
import { connectionText, entryText, packetText, walksIn } from "./kernel-text.js";
import { madePacket } from "./made-packet.js";
import type { Ends, Sequence } from "./made-packet.js";
import { createNode, drawsFor, remember, rulesOf } from "./node.js";
import type { Node } from "./node.js";
import type { Event, Journey, Probe, World } from "./recording.js";

interface Replay {
  readonly nodes: ReadonlyMap<string, Node>;
  /** The port that stands for `R1`, and so on. */
  readonly ports: Map<string, number>;
  /** Each packet as it was last seen, by its label. */
  readonly last: Map<string, { readonly host: string; readonly buffer: SocketBuffer }>;
  readonly sequence: Sequence;
  readonly backend: Backend;
  probe: Probe;
}

/** How much of a world was compared. */
export interface Compared {
  hooks: number;
  tables: number;
  connections: number;
}

/** Plays the probes of a world hook by hook, and compares every table, address and connection with the kernel's own. */
export function replayWorld(
  world: World,
  probes: readonly Probe[],
  backend: Backend = "nft",
): Compared {
  const withRules = Object.entries(world.hosts).filter(
    ([, { iptables = [] }]) => iptables.length > 0,
  );
  const nodes = new Map(withRules.map(([name, host]) => [name, createNode(host, backend)]));
  const compared: Compared = { hooks: 0, tables: 0, connections: 0 };
  for (const probe of probes) {
    const replay: Replay = {
      nodes,
      ports: new Map(),
      last: new Map(),
      sequence: { client: 0, server: 0 },
      backend,
      probe,
    };
    prepare(replay);
    for (const journey of probe.journeys) replayJourney(replay, journey, compared);
  }
  return compared;
}

function prepare({ nodes, probe: { probe } }: Replay): void {
  if (probe.fresh !== false) for (const { host } of nodes.values()) host.conntrack.flush();
  for (const { host = "", iptables, cmd, sysctl = {} } of probe.before ?? []) {
    const node = nodes.get(host);
    if (node === undefined) continue;
    for (const [name, value] of Object.entries(sysctl)) {
      const setting = settingNamed(name);
      if (setting !== null) node.host.conntrack.configure({ [setting]: value });
    }
    if (iptables !== undefined) node.ruleSet = rulesOf(iptables);
    if (cmd?.[0] === "conntrack") node.host.conntrack.flush();
    const inserted = /^iptables/.test(cmd?.[0] ?? "") ? cmd?.slice(1).join(" ") : undefined;
    if (inserted !== undefined) node.ruleSet = withInserted(node, inserted);
    const seen = /echo \+(\S+) > \S*\/(\S+)/.exec(cmd?.[2] ?? "");
    if (seen !== null) remember(node.host, seen[2] ?? "", address(seen[1] ?? ""));
  }
}

function withInserted({ ruleSet }: Node, words: string): Node["ruleSet"] {
  const added = rulesOf(["*filter", ":INPUT ACCEPT [0:0]", words, "COMMIT"]);
  const rule = added.tables[0]?.chains[0]?.rules[0];
  assert.ok(rule !== undefined);
  return {
    ...ruleSet,
    tables: ruleSet.tables.map((table) =>
      table.name !== "filter"
        ? table
        : {
            ...table,
            chains: table.chains.map((chain) =>
              chain.name === "INPUT" ? { ...chain, rules: [rule, ...chain.rules] } : chain,
            ),
          },
    ),
  };
}

function replayJourney(
  replay: Replay,
  { packet: label, events }: Journey,
  compared: Compared,
): void {
  let current: { host: string; buffer: SocketBuffer; stopped: boolean } | null = null;
  for (const [index, event] of events.entries()) {
    const place = `${replay.probe.id} ${label} ${event.host} ${event.hook ?? event.ev}`;
    const node = replay.nodes.get(event.host);
    if (event.ev === "ct" && node !== undefined) compareEntry(replay, node, event, place, compared);
    if (event.ev !== "ip hook" || event.edge !== "enter" || event.hook === undefined) continue;
    const known: Packet | null = current?.buffer.packet ?? null;
    const isNewHere: boolean = current?.host !== event.host || known === null;
    const isLooped = events[index - 1]?.dev === "lo";
    const buffer: SocketBuffer =
      isNewHere ||
      current === null ||
      (event.hook === "prerouting" && !isLooped) ||
      event.hook === "output"
        ? entering(replay, label, event, known)
        : current.buffer;
    const at: SocketBuffer = {
      ...buffer,
      packet: { ...buffer.packet, ttl: event.ttl ?? 64 },
      input: event.iif ?? null,
      output: event.oif ?? null,
    };
    if (node === undefined) {
      current = { host: event.host, buffer: at, stopped: false };
    } else {
      const after = compareHook(replay, node, { at, events: events.slice(index), place }, compared);
      current = { host: event.host, buffer: after, stopped: false };
    }
    replay.last.set(label, current);
  }
}

// A packet enters a host: made there, or come in by a device, which takes its mark and connection away.
function entering(replay: Replay, label: string, event: Event, known: Packet | null): SocketBuffer {
  const about = /\(re (.*)\)$/.exec(label)?.[1];
  const cause = about === undefined ? undefined : replay.last.get(about);
  const packet =
    known ??
    madePacket(label, endsOf(replay, event.pkt ?? ""), replay.probe, {
      sequence: replay.sequence,
      quoted: cause?.buffer.packet ?? null,
      ttl: event.ttl ?? 64,
    });
  const fresh = socketBuffer(packet, null, null);
  const attached =
    event.hook === "output" && cause?.host === event.host ? cause.buffer.connection : null;
  return { ...fresh, connection: attached === null ? null : relatedTo(attached) };
}

function relatedTo({ id, direction }: AttachedConnection): AttachedConnection | null {
  if (id === null) return null;
  return { id, state: "RELATED", direction: direction === "original" ? "reply" : "original" };
}

interface AtHook {
  readonly at: SocketBuffer;
  /** What the kernel said from here on; the first event is the hook's own. */
  readonly events: readonly Event[];
  readonly place: string;
}

function compareHook(
  replay: Replay,
  node: Node,
  { at, events, place }: AtHook,
  compared: Compared,
): SocketBuffer {
  const [enter, ...rest] = events;
  const end = rest.findIndex(({ ev, edge }) => ev === "ip hook" && edge !== undefined);
  const within = end === -1 ? rest : rest.slice(0, end);
  const exit = end !== -1 && rest[end]?.edge === "exit" ? rest[end] : undefined;
  const expected = within.filter(({ ev, host }) => ev === "ip table" && host === enter?.host);
  const hook = (enter?.hook ?? "").toUpperCase() as Hook;
  node.draws = expected.flatMap(({ table = "", steps = [] }) =>
    drawsFor(node.ruleSet, table, steps),
  );
  node.said.length = 0;
  node.attached = at.connection;
  assert.equal(
    named(replay, packetText(at.packet), enter?.pkt ?? ""),
    enter?.pkt,
    `${place}: enters`,
  );
  const result = runHook(hook, at, node.host);
  const walks = walksIn(node.said);
  compared.hooks++;
  compared.tables += expected.length;
  assert.deepEqual(
    // What legacy tells of a rule says nothing of the connection.
    walks.map((walk) => ({
      ...walk,
      pkt: named(replay, walk.pkt, ""),
      ct: replay.backend === "legacy" ? undefined : walk.ct,
    })),
    expected.map(({ table, chain, pkt, steps = [], end: ended, iif, oif, mark, ct }) => ({
      table,
      chain,
      pkt,
      steps: steps.map(
        (step) => `${step.chain} ${step.rule} ${step.verdict} ${step.mark ?? "0x0"}`,
      ),
      end: ended,
      iif,
      oif,
      mark,
      ct,
    })),
    place,
  );
  assert.equal(result.verdict === "accept", exit !== undefined, `${place}: ${result.verdict}`);
  if (exit !== undefined) {
    assert.equal(
      named(replay, packetText(result.buffer.packet), exit.pkt ?? ""),
      exit.pkt,
      `${place}: leaves`,
    );
    const isConfirmedHere = node.said.some(({ event }) => event.kind === "connection-confirmed");
    const ct = connectionText(result.buffer.connection, node.host.conntrack);
    assert.equal(isConfirmedHere ? ct?.replace(" CONFIRMED", "") : ct, exit.ct, `${place}: leaves`);
  }
  return result.buffer;
}

function compareEntry(
  replay: Replay,
  { host }: Node,
  { what, entry = "" }: Event,
  place: string,
  compared: Compared,
): void {
  const texts = host.conntrack
    .list()
    .map(({ entry: each }) => named(replay, entryText(each), entry));
  compared.connections++;
  const tuples = entry.replace(/ [A-Z_0-9]+( \[.*)?$| \[.*$/, "");
  const isThere =
    what === "destroy" ? !texts.some((text) => text.startsWith(tuples)) : texts.includes(entry);
  assert.ok(isThere, `${place}: ${what} ${entry}, found ${texts.join("; ")}`);
}

// A text with random ports as the recording names them; one that stands at its place for the first time is learnt.
function named(replay: Replay, text: string, expected: string): string {
  const [mine, theirs] = [text.split(/([:> |])/), expected.split(/([:> |])/)];
  if (mine.length === theirs.length)
    for (const [index, word] of theirs.entries()) {
      const port = Number(mine[index]);
      if (/^R\d+$/.test(word) && Number.isInteger(port) && !replay.ports.has(word))
        replay.ports.set(word, port);
    }
  const names = new Map([...replay.ports].map(([name, port]) => [String(port), name]));
  return mine
    .map((word, index) => (mine[index - 1] === ":" ? (names.get(word) ?? word) : word))
    .join("");
}

function endsOf({ ports }: Replay, text: string): Ends {
  const [from = "", to = ""] = text.split(">");
  const end = (part: string): [string, number] => {
    const [host = "", port = "0"] = part.split(":");
    if (!port.startsWith("R")) return [host, Number(port)];
    const chosen = ports.get(port) ?? 50_000 + Number(port.slice(1));
    ports.set(port, chosen);
    return [host, chosen];
  };
  const [source, sourcePort] = end(from);
  const [destination, destinationPort] = end(to);
  return { source, sourcePort, destination, destinationPort };
}
