import { readFileSync } from "node:fs";
import { sharedPath } from "../../../support/shared-vectors.js";

/** What a real kernel was given: hosts and their rules. */
export interface World {
  readonly name: string;
  readonly hosts: Readonly<Record<string, WorldHost>>;
}

/** A namespace of a world. */
export interface WorldHost {
  readonly addrs?: Readonly<Record<string, readonly string[]>>;
  readonly iptables?: readonly string[];
  readonly ipset?: readonly string[];
}

/** What was tried, and what became of every packet. */
export interface Probe {
  readonly id: string;
  readonly probe: {
    readonly fresh?: boolean;
    readonly flags?: string;
    readonly seq?: number;
    readonly ack?: number;
    readonly inject?: readonly { readonly seq_offset: number; readonly flags: string }[];
    readonly before?: readonly Before[];
  };
  readonly journeys: readonly Journey[];
}

/** What was changed before a probe. */
export interface Before {
  readonly host?: string;
  readonly cmd?: readonly string[];
  readonly iptables?: readonly string[];
  readonly sysctl?: Readonly<Record<string, number>>;
}

/** One packet's way. */
export interface Journey {
  readonly packet: string;
  readonly events: readonly Event[];
}

/** One thing that the kernel said of a packet. */
export interface Event {
  readonly host: string;
  readonly ev: "dev" | "ip hook" | "bridge hook" | "ip table" | "ct";
  readonly pkt?: string;
  readonly hook?: string;
  readonly edge?: "enter" | "exit";
  readonly dir?: "in" | "out";
  readonly dev?: string;
  readonly ttl?: number;
  readonly iif?: string;
  readonly oif?: string;
  readonly mark?: string;
  readonly ct?: string;
  readonly table?: string;
  readonly chain?: string;
  readonly steps?: readonly Step[];
  readonly end?: string;
  readonly what?: "new" | "update" | "destroy";
  readonly entry?: string;
}

/** A rule that matched. */
export interface Step {
  readonly chain: string;
  readonly rule: number;
  readonly verdict: string;
  readonly mark?: string;
  readonly text?: string;
}

/** A world and what happened in it. */
export function readRecording(
  name: string,
  results: "results" | "results/legacy" = "results",
): { world: World; probes: readonly Probe[] } {
  const read = (folder: string): unknown =>
    JSON.parse(readFileSync(sharedPath(`kernel/${folder}/${name}.json`), "utf8"));
  return {
    world: read("worlds") as World,
    probes: (read(results) as { readonly probes: readonly Probe[] }).probes,
  };
}

/** A copy of a world's recording, one line for the world and one for each probe: without bridges, and of pods only the packets that they made. */
export function readCopy(name: string): { world: World; probes: readonly Probe[] } {
  const file = new URL(`recorded/${name}.jsonl`, import.meta.url);
  const [first = "", ...rest] = readFileSync(file, "utf8").trimEnd().split("\n");
  return {
    world: JSON.parse(first) as World,
    probes: rest.map((line) => JSON.parse(line) as Probe),
  };
}
