import type { NetworkEvent } from "../../trace/event/network-event.js";
import type { TraceEvent } from "../../trace/event/event.js";
import { destinationText, nameOf, sourceText } from "../naming.js";
import { say } from "./context.js";
import type { Teller, Tellers, Telling } from "./context.js";

type CarrierKind = Extract<
  NetworkEvent["kind"],
  | "source-refused"
  | "bridge-decided"
  | "packet-copied"
  | `packet-${"encapsulated" | "decapsulated" | "fragmented" | "reassembled"}`
>;

/** What is said of bridges, tunnels and fragments. */
export const CARRIER: Tellers<CarrierKind> = {
  "source-refused": ({ check }, { host, packet, before }) => {
    const pass = packet === null ? null : (packet.pass ?? before.packets[packet.id]?.pass ?? null);
    const source = packet?.headers.source ?? "";
    const destination = packet?.headers.destination ?? "";
    return say(`refused-${check}`, { host, source, destination, device: pass?.input ?? "?" });
  },
  "bridge-decided": (event, telling) => bridgeCaption(event, telling),
  "packet-copied": ({ port }, { host }) => say("packet-copied", { host, port }),
  "packet-encapsulated": ({ device, outer }, telling) => {
    const { host, after, packet } = telling;
    const headers = after.packets[outer]?.headers ?? headersOf(telling, outer);
    const inner = packet === null ? "" : `${packet.headers.source} → ${packet.headers.destination}`;
    return headers === null
      ? say("packet-encapsulated", { host, device, inner })
      : say("packet-encapsulated-in", {
          host,
          device,
          inner,
          outer: `${sourceText(headers)} → ${destinationText(headers)}`,
          protocol: headers.transport.protocol.toUpperCase(),
        });
  },
  "packet-decapsulated": ({ device }, { host, packet }) =>
    say("packet-decapsulated", {
      host,
      device,
      inner: packet === null ? "" : `${packet.headers.source} → ${packet.headers.destination}`,
    }),
  "packet-fragmented": ({ fragments, mtu, by }, { host }) =>
    say(by === "link" ? "packet-fragmented" : "packet-fragmented-again", {
      host,
      mtu,
      count: fragments.length,
    }),
  "packet-reassembled": ({ fragments }, { host }) =>
    say("packet-reassembled", { host, count: fragments.length }),
};

const bridgeCaption: Teller<"bridge-decided"> = (event, telling) => {
  const { bridge, decision, ports } = event;
  const { host, packet } = telling;
  const destination = macText(event.destination, telling);
  const parameters = { host, bridge, destination, ports: ports.join(", ") };
  // A frame that the host itself sends by the bridge was routed before.
  const wasRouted = packet?.pass?.stations.some(({ station }) => station === "routing") === true;
  switch (decision) {
    case "forward":
      return say(wasRouted ? "bridge-forward-own" : "bridge-forward", parameters);
    case "flood":
      return say("bridge-flood", parameters);
    case "local":
      return say("bridge-local", { ...parameters, destination: event.destination });
    case "local-and-flood":
      return say(ports.length === 0 ? "bridge-local-group" : "bridge-local-and-flood", parameters);
    case "none":
      return say("bridge-none", parameters);
  }
};

/** A hardware address with the name of whose device it is: `blue (16:ad:d8:ad:87:29)`. */
export function macText(mac: string, { trace, after }: Telling): string {
  const owners = trace.header.namespaces.filter(({ id }) =>
    after.tables[id]?.devices.some((device) => device.mac === mac),
  );
  const [owner] = owners;
  return owner === undefined || owners.length > 1
    ? mac
    : `${nameOf(trace.header, owner.id)} (${mac})`;
}

// The outer packet is often made a moment later.
function headersOf(
  { trace, step }: Telling,
  packet: number,
): (TraceEvent & { readonly kind: "packet-created" })["headers"] | null {
  for (const event of trace.events.slice(step.from, step.about + NEAR)) {
    if (event.kind === "packet-created" && event.packet === packet) return event.headers;
  }
  return null;
}

const NEAR = 8;
