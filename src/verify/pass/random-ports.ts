import type { TraceEvent } from "../../trace/event/event.js";

/** The ports that somebody has chosen on purpose: what programs send from and to. Every other one the kernel drew. */
export function chosenPorts(events: readonly TraceEvent[]): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const event of events) {
    if (event.kind !== "packet-created") continue;
    const { transport } = event.headers;
    // A tunnel's outer packet has a source port of its own.
    if (!("sourcePort" in transport) || transport.payload.kind === "frame") continue;
    ports.add(transport.sourcePort).add(transport.destinationPort);
  }
  return ports;
}

/** The text with `R` in place of each port that is nobody's choice. */
export function withoutDrawnPorts(text: string, chosen: ReadonlySet<number>): string {
  return text.replaceAll(/(?<=[\d\]a-f]:)(\d{1,5})(?=$|[> \]])/g, (port) =>
    chosen.has(Number(port)) ? port : "R",
  );
}
