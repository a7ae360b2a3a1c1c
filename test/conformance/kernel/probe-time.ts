import type { TcpFlag } from "../../../src/packet/packet.js";
import type { Bound } from "../../../src/simulation/socket/endpoint.js";
import { address } from "../../../src/base/address.js";
import type { Running } from "./run-world.js";
import type { ConntrackTables, Probe } from "./world-file.js";

/** What the probe's client was told, and what the conntrack tables were meanwhile. */
export interface PlayedProbe {
  readonly during: ConntrackTables;
  /** How the client's calls ended: `connected`, `refused`, `answered`, `sent` … */
  readonly result: string;
  readonly errno: string | null;
  /** The client's own end, once it has one. */
  readonly local: string | null;
  /** How many answers came. */
  readonly answers: number;
}

/** Virtual time counts in microseconds. */
export const SECOND = 1_000_000;

// Recordings stay below the first retransmission, after one second.
const USUAL_TIMEOUT = 0.6;
const SETTLED = 0.2 * SECOND;

/** What a probe settles of its socket. */
export function boundOf(probe: Probe): Bound {
  return {
    address: probe.src === undefined ? null : address(probe.src),
    port: probe.sport ?? null,
    mark: probe.mark ?? 0,
    ...(probe.ttl === undefined ? {} : { ttl: probe.ttl }),
  };
}

const FLAGS: Readonly<Record<string, TcpFlag>> = {
  S: "SYN",
  A: "ACK",
  P: "PSH",
  R: "RST",
  F: "FIN",
};

/** The flags that the letters of a recording stand for. */
export function flagsOf(letters: string): readonly TcpFlag[] {
  return Array.from(letters).flatMap((letter) => FLAGS[letter] ?? []);
}

/** When a probe gives up. */
export function deadline({ world }: Running, { timeout = USUAL_TIMEOUT }: Probe): number {
  return world.scheduler.now() + timeout * SECOND;
}

/** Runs until something holds, or until nothing is due before the limit. */
export function run({ world }: Running, limit: number, isDone: () => boolean): void {
  const { scheduler } = world;
  while (!isDone()) {
    const next = scheduler.nextAt();
    if (next === null || next > limit) {
      scheduler.advanceTo(limit);
      return;
    }
    scheduler.step();
  }
}

/** Lets come to rest what is on its way. */
export function settle(running: Running): void {
  run(running, running.world.scheduler.now() + SETTLED, () => false);
}
