import type { HostEvent } from "../event/host-event.js";
import type { ForwardingEntry, NeighbourEntry } from "../host-tables.js";

/** A fact of a host in one line, in the words of `ip neigh` and `bridge fdb`. */
export function hostText(event: HostEvent): string {
  switch (event.kind) {
    case "command-run":
      return `# ${event.command.split("\n").join("\n  ")}`;
    case "neighbour-asked":
      return `who has ${event.address} on ${event.device}?`;
    case "neighbour-changed":
      return `neighbour ${neighbourText(event.entry)}`;
    case "neighbour-removed":
      return `neighbour ${event.address} dev ${event.device} removed`;
    case "forwarding-learned":
      return `fdb ${forwardingText(event.entry)}`;
    case "forwarding-removed":
      return `fdb ${event.mac} dev ${event.device} removed`;
    case "tables-changed":
      return `tables changed: ${Object.keys(event.tables).join(", ")}`;
    case "rules-changed":
      return `${event.ruleSet.family} rules changed: ${event.ruleSet.tables.map(({ name }) => name).join(", ")}`;
    case "nftables-changed":
      return `nftables changed: ${event.nftables.tables.map(({ family, name }) => `${family} ${name}`).join(", ")}`;
  }
}

function neighbourText({ address, device, mac, state }: NeighbourEntry): string {
  return `${address} dev ${device}${mac === null ? "" : ` lladdr ${mac}`} ${state}`;
}

function forwardingText(entry: ForwardingEntry): string {
  const { mac, device, master, destination, permanent } = entry;
  return [
    `${mac} dev ${device}`,
    ...(destination === null ? [] : [`dst ${destination}`]),
    ...(master === null ? [] : [`master ${master}`]),
    ...(permanent ? ["permanent"] : []),
  ].join(" ");
}
