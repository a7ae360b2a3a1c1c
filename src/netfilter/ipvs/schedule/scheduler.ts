import type { Packet } from "../../../packet/packet.js";
import type { ScheduleChoice } from "../../../trace/event/ipvs-event.js";
import type { RealServer, VirtualServerFlag } from "../../../trace/virtual-server.js";

/** A way to choose among a virtual server's real servers (linux net/netfilter/ipvs/ip_vs_*.c). */
export interface Scheduler {
  choose(question: ScheduleQuestion): Scheduled;
  /** What it remembers after real servers came, went or changed; as it was where it remembers nothing of them. */
  changed?(destinations: readonly Destination[], memory: SchedulerMemory): SchedulerMemory;
}

/** What a scheduler is asked. */
export interface ScheduleQuestion {
  /** The last one added stands first: ip_vs_ctl.c: __ip_vs_update_dest adds at the head of the list. */
  readonly destinations: readonly Destination[];
  readonly flags: readonly VirtualServerFlag[];
  readonly packet: Packet;
  readonly memory: SchedulerMemory;
}

/** A real server with what it has to do. */
export interface Destination extends RealServer {
  readonly name: string;
  readonly active: number;
  readonly inactive: number;
  /** The last weight that was not 0. */
  readonly lastWeight: number;
}

/** What a scheduler chose; null where nobody may take the connection. */
export interface Scheduled {
  readonly chosen: Destination | null;
  readonly choice: ScheduleChoice;
  /** What it remembers from now on. */
  readonly memory: SchedulerMemory;
}

/** What is kept for one virtual server from choice to choice. */
export interface SchedulerMemory {
  /** The real server that was chosen last, by name; null for the head of the list. */
  readonly last: string | null;
  /** The weight that wrr asks for now. */
  readonly weight: number;
}

/** A virtual server that was just made. */
export const NO_MEMORY: SchedulerMemory = { last: null, weight: 0 };

/** Nobody may take the connection. */
export function nobody(memory: SchedulerMemory): Scheduled {
  return { chosen: null, choice: { kind: "none" }, memory };
}
