import { parseAddress } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { joinLabels } from "../../../packet/dns-name.js";
import { createQuery } from "../../../packet/dns-reply.js";
import { queryId } from "../../../trace/id.js";
import { readZones } from "../../corefile/block-key.js";
import type { Corefile, Token } from "../../corefile/corefile.js";
import type { DnsNeed } from "../../effect.js";
import { createDnsServer, serveDns } from "../../server.js";
import type { DnsServer } from "../../server.js";
import type { DnsWorld } from "../../world.js";

/** A query that a server forwards and gets back: what `loop` looks for when CoreDNS starts. */
export interface FoundLoop {
  readonly zone: string;
  readonly port: number;
  /** Where the query was forwarded to. */
  readonly upstream: Address;
  /** The address that the block is bound to, the first of several; null for all. */
  readonly bound: Address | null;
  /** The directive that would end CoreDNS. */
  readonly token: Token | null;
}

/** Where a query goes. */
export interface Hop {
  readonly address: Address;
  readonly port: number;
}

/** The port at which a query to a place comes to a CoreDNS like this one; null where it goes elsewhere. */
export type OwnPort = (hop: Hop) => number | null;

/**
 * Asks a new server what `loop` asks it, HINFO for a random name below the block's first zone, and follows where it is
 * forwarded to (coredns plugin/loop/setup.go and loop.go). With several upstreams, only what comes back from all is found:
 * else it is left to chance, and a later start succeeds.
 */
export function findLoop(corefile: Corefile, world: DnsWorld, ownPort: OwnPort): FoundLoop | null {
  for (const { directives, keys } of corefile.blocks) {
    const loop = directives.find(({ name }) => name === "loop");
    const [key] = keys;
    if (loop === undefined || key === undefined || key.transport !== "dns") continue;
    const name = joinLabels([...PROBE, probeZone([key.zone])]);
    const hopsFrom = (port: number): readonly Hop[] => hopsOf(corefile, world, name, port);
    const port = Number(key.port);
    const [first] = hopsFrom(port);
    if (first === undefined || !comesBack(hopsFrom, ownPort, port)) continue;
    const bound = boundAt(createDnsServer(corefile, world), port);
    const token = loop.tokens[0] ?? null;
    return { zone: key.zone, port, upstream: first.address, bound, token };
  }
  return null;
}

// CoreDNS draws two numbers; which ones makes no difference to where the query goes.
const PROBE = ["5577006791947779410", "8674665223082153551"];

/** The zone that is asked for: the block's first, or the root where its key names none (setup.go: parse). */
export function probeZone(keys: readonly string[]): string {
  return readZones(keys.slice(0, 1))[0] ?? ".";
}

function comesBack(
  hopsFrom: (port: number) => readonly Hop[],
  ownPort: OwnPort,
  start: number,
): boolean {
  // A circle that leaves the start out counts as none.
  const known = new Map<number, boolean>();
  const leadsBack = (port: number): boolean => {
    const before = known.get(port);
    if (before !== undefined) return before;
    known.set(port, false);
    const hops = hopsFrom(port);
    const all = hops.every((hop) => {
      const next = ownPort(hop);
      return next !== null && (next === start || leadsBack(next));
    });
    known.set(port, all && hops.length > 0);
    return all && hops.length > 0;
  };
  return leadsBack(start);
}

function boundAt({ listeners }: DnsServer, port: number): Address | null {
  const bound = listeners.find((one) => Number(one.port) === port)?.address ?? null;
  return bound === null ? null : parseAddress(bound);
}

// The server runs alone: nobody answers it, and it tries all that it would try.
function hopsOf(corefile: Corefile, world: DnsWorld, name: string, port: number): readonly Hop[] {
  const [client = null] = world.localAddresses;
  if (client === null) return [];
  const message = createQuery(0, { name, type: "HINFO", class: "IN" });
  const server = createDnsServer(corefile, world);
  // Where blocks are bound to addresses, CoreDNS asks at the first.
  const address = boundAt(server, port);
  const asked = { query: queryId(0), message, client, transport: "udp", port, address } as const;
  const run = serveDns(server, asked);
  const hops: Hop[] = [];
  let clock = 0;
  const answer = (need: DnsNeed): unknown => {
    switch (need.kind) {
      case "now":
        return clock;
      case "draw":
      case "open-udp":
        return 0;
      case "send-udp":
        hops.push({ address: need.to, port: need.port });
        return "sent";
      case "receive-udp":
        clock += need.timeoutMicroseconds;
        return { kind: "timeout" };
      case "sleep":
        clock += need.microseconds;
        return true;
      case "open-tcp":
        hops.push({ address: need.to, port: need.port });
        return "unreachable";
      case "await-tcp":
      case "receive-tcp":
        return "unreachable";
      case "spawn":
      case "send-tcp":
      case "close-tcp":
      case "note":
      case "close-udp":
        return true;
    }
  };
  for (let step = run.next(); step.done !== true;) step = run.next(answer(step.value));
  return hops;
}
