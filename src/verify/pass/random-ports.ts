import type { TraceEvent } from "../../trace/event/event.js";

// What the commands of a play run as; a port that a server speaks from of its own is the kernel's choice.
const CLIENTS: readonly string[] = ["curl", "dig", "nslookup", "ping", "connect", "send"];

/** The ports that somebody has chosen on purpose: what clients send from and what is sent to. Every other one the kernel drew. */
export function chosenPorts(events: readonly TraceEvent[]): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const event of events) {
    if (event.kind !== "packet-created") continue;
    const { transport } = event.headers;
    if (!("sourcePort" in transport)) continue;
    const isTunnel = transport.payload.kind === "frame";
    const opens =
      transport.protocol === "tcp" ? transport.flags.join() === "SYN" : event.parent === null;
    if (!opens && !isTunnel) continue;
    if (CLIENTS.includes(event.program)) ports.add(transport.sourcePort);
    ports.add(transport.destinationPort);
  }
  return ports;
}

/** The text with `R` in place of each port that is nobody's choice. */
export function withoutDrawnPorts(text: string, chosen: ReadonlySet<number>): string {
  return text.replaceAll(/(?<=[\d\]a-f]:)(\d{1,5})(?=$|[> \]])/g, (port) =>
    chosen.has(Number(port)) ? port : "R",
  );
}
