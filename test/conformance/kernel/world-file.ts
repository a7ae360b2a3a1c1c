import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A world of network namespaces that a real kernel was given. */
export interface World {
  readonly name: string;
  readonly hosts: Readonly<Record<string, WorldHost>>;
  readonly links: readonly (readonly [string, string])[];
  readonly listeners: readonly Listener[];
  readonly probes: readonly Probe[];
}

/** A namespace of a world, in the words of `ip`, `bridge` and `iptables-save`. */
export interface WorldHost {
  readonly role: "node" | "pod" | "client" | "switch";
  readonly addrs?: Readonly<Record<string, readonly string[]>>;
  readonly routes?: readonly string[];
  readonly rules?: readonly string[];
  readonly neigh?: readonly string[];
  readonly sysctl?: Readonly<Record<string, number | string>>;
  readonly bridges?: Readonly<
    Record<string, { readonly ports?: readonly string[]; readonly hairpin?: readonly string[] }>
  >;
  readonly vxlan?: Readonly<Record<string, VxlanDevice>>;
  readonly promisc?: readonly string[];
  readonly iptables?: readonly string[];
  readonly ipset?: readonly string[];
  readonly nft?: readonly string[];
}

/** A tunnel device of a world. */
export interface VxlanDevice {
  readonly vni: number;
  readonly dev: string;
  readonly local: string;
  readonly port: number;
  readonly mac: string;
  readonly fdb?: readonly string[];
}

/** What listens; it reports the peer that it sees and answers, unless it is silent. */
export interface Listener {
  readonly host: string;
  readonly proto: "tcp" | "udp";
  readonly addr?: string;
  readonly port: number;
  readonly silent?: boolean;
}

/** What is tried, and what is changed before. */
export interface Probe {
  readonly id: string;
  readonly from: string;
  readonly proto: "tcp" | "udp" | "icmp" | "raw-tcp";
  readonly src?: string;
  readonly sport?: number;
  readonly dst: string;
  readonly dport?: number;
  readonly timeout?: number;
  readonly mark?: number;
  readonly ttl?: number;
  readonly count?: number;
  readonly seqno?: number;
  readonly nowait?: boolean;
  readonly close?: "fin";
  readonly fresh?: boolean;
  readonly flags?: string;
  readonly seq?: number;
  readonly ack?: number;
  readonly inject?: readonly Injection[];
  readonly before?: readonly Before[];
}

/** A raw segment inside an open connection. */
export interface Injection {
  readonly from: string;
  readonly seq_offset: number;
  readonly flags: string;
  readonly data?: string;
}

/** What is changed before a probe. */
export interface Before {
  readonly host?: string;
  readonly cmd?: readonly string[];
  readonly iptables?: readonly string[];
  readonly sysctl?: Readonly<Record<string, number | string>>;
  readonly sleep?: number;
}

/** What the kernel did with one probe. */
export interface Recorded {
  readonly id: string;
  readonly outcome: Readonly<Record<string, unknown>>;
  readonly journeys: readonly Journey[];
  readonly captures: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly conntrack: {
    readonly during: ConntrackTables;
    readonly after: ConntrackTables;
  };
}

/** The conntrack entries by host; with several queries, by `after query 1` and host. */
export type ConntrackTables = Readonly<
  Record<string, readonly string[] | Readonly<Record<string, readonly string[]>>>
>;

/** One packet's way, by its label. */
export interface Journey {
  readonly packet: string;
  readonly events: readonly JourneyEvent[];
}

/** One thing that the kernel said of a packet. */
export interface JourneyEvent {
  readonly host: string;
  readonly ev: string;
  readonly pkt?: string;
  readonly hook?: string;
  readonly edge?: string;
  readonly table?: string;
  readonly chain?: string;
  readonly steps?: readonly {
    readonly chain: string;
    readonly rule: number;
    readonly verdict: string;
  }[];
  readonly end?: string;
}

/** A world with what one backend of iptables did in it. */
export interface Case {
  readonly name: string;
  readonly backend: "nft" | "legacy";
  readonly world: World;
  readonly recorded: readonly Recorded[];
}

/** A case on disk, or why it cannot be read. */
export type CaseFile = Case | { readonly name: string; readonly unreadable: string };

/** Every case below a folder that holds `worlds/` and `results/` (with `results/legacy/` where the backends differ). */
export function readCases(folder: string): readonly CaseFile[] {
  const worlds = join(folder, "worlds");
  if (!existsSync(worlds)) return [];
  return readdirSync(worlds)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .flatMap((file) => {
      const name = file.replace(/\.json$/, "");
      const legacy = join(folder, "results/legacy", file);
      return [
        readCase(name, "nft", join(worlds, file), join(folder, "results", file)),
        ...(existsSync(legacy)
          ? [readCase(`${name} (legacy)`, "legacy", join(worlds, file), legacy)]
          : []),
      ];
    });
}

function readCase(
  name: string,
  backend: Case["backend"],
  worldFile: string,
  resultFile: string,
): CaseFile {
  try {
    const world = JSON.parse(readFileSync(worldFile, "utf8")) as World;
    const result = JSON.parse(readFileSync(resultFile, "utf8")) as { probes: readonly Recorded[] };
    return { name, backend, world, recorded: result.probes };
  } catch (error) {
    return { name, unreadable: error instanceof Error ? error.message : String(error) };
  }
}
