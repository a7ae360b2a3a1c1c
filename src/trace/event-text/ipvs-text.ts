import type { IpvsEvent, ScheduleChoice, ServerLoad } from "../event/ipvs-event.js";
import type { IpvsConnectionEntry } from "../virtual-server.js";

/** A fact of IPVS in one line. */
export function ipvsText(event: IpvsEvent): string {
  switch (event.kind) {
    case "virtual-server-found":
      return `ipvs ${event.hook}: virtual server ${event.server} ${event.scheduler}`;
    case "real-server-scheduled":
      return `ipvs ${event.hook}: ${event.server} -> ${event.realServer ?? "nobody"} (${scheduleText(event.choice)})`;
    case "ipvs-connection-created":
      return `ipvs connection ${event.connection} created: ${entryText(event.entry)}`;
    case "ipvs-connection-updated":
      return `ipvs connection ${event.connection} updated: ${entryText(event.entry)}`;
    case "ipvs-connection-expired":
      return `ipvs connection ${event.connection} removed: ${event.reason}`;
    case "ipvs-connection-found":
      return `ipvs ${event.hook}: ${event.direction === "in" ? "request" : "answer"} of connection ${event.connection}`;
  }
}

/** How a scheduler came to its choice, in a few words. */
export function scheduleText(choice: ScheduleChoice): string {
  switch (choice.kind) {
    case "next":
      return `rr: next after ${choice.after ?? "none"}`;
    case "next-of-weight":
      return `wrr: next after ${choice.after ?? "none"} with weight ${choice.weight} or more`;
    case "least":
      return `${choice.scheduler}: ${loadsText(choice.loads)}`;
    case "idle":
      return `nq: idle; ${loadsText(choice.loads)}`;
    case "hash":
      return `${choice.scheduler}: ${choice.of} hashes to place ${choice.place} of ${choice.size}`;
    case "persistent":
      return `persistent: template ${choice.template}`;
    case "none":
      return "no real server takes connections";
  }
}

function loadsText(loads: readonly ServerLoad[]): string {
  return loads
    .map(
      ({ realServer, weight, active, inactive, load }) =>
        `${realServer} weight ${weight} has ${active} active, ${inactive} inactive: ${load}`,
    )
    .join(", ");
}

function entryText({ protocol, client, virtual, real, state }: IpvsConnectionEntry): string {
  return `${protocol} ${client} > ${virtual} > ${real} ${state}`;
}
