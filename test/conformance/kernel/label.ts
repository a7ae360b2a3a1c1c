import type { IcmpMessage, Packet } from "../../../src/packet/packet.js";
import { icmpCauseOf } from "../../../src/packet/icmp-error.js";
import type { TraceEvent } from "../../../src/trace/event/event.js";
import type { PacketId } from "../../../src/trace/id.js";

/** What labels depend on. */
export interface LabelContext {
  /** The namespace and the port that the probe's client speaks from. */
  readonly client: string;
  readonly port: number;
  /** Whether a namespace is the client's. */
  readonly isClient: (event: TraceEvent) => boolean;
}

type Created = TraceEvent & { readonly kind: "packet-created" };

/** What recordings call a packet, null where they leave it out: `SYN>`, `DATA<`, `ICMP-port-unreachable(re Q1>)`; it keeps the name through every translation. */
export function labelOf(
  event: Created,
  labels: ReadonlyMap<PacketId, string>,
  context: LabelContext,
): string | null {
  const { headers, parent, program } = event;
  const parentLabel = parent === null ? undefined : labels.get(parent);
  const { transport } = headers;
  if (program === "copy" && parentLabel !== undefined) return parentLabel;
  if (transport.protocol === "udp" && !("text" in transport.payload))
    return parentLabel === undefined ? null : `VXLAN[${parentLabel}]`;
  if (transport.protocol === "icmp") {
    // Redirects are rate limited, and recordings leave them out; so they do with errors about a probe before.
    const isLate = transport.quoted !== null && parentLabel === undefined;
    return transport.type === 5 || isLate ? null : icmpLabel(headers, transport, parentLabel);
  }
  const arrow = arrowOf(event, context);
  if (program === "inject" || program === "raw") return `INJECT${arrow}`;
  if (transport.protocol === "udp") {
    const text = transport.payload.kind === "text" ? transport.payload.text : "";
    return `${text}${arrow}`;
  }
  if (transport.protocol !== "tcp") return transport.protocol;
  const has = (flag: (typeof transport.flags)[number]): boolean => transport.flags.includes(flag);
  const kind = has("RST")
    ? "RST"
    : has("SYN")
      ? has("ACK")
        ? "SYN-ACK"
        : "SYN"
      : has("FIN")
        ? "FIN"
        : transport.payload.kind === "none"
          ? "ACK"
          : "DATA";
  // How many bare acknowledgements there are depends on timing: only the client's first counts.
  const isFirst = kind !== "ACK" || (arrow === ">" && ![...labels.values()].includes("ACK>"));
  return isFirst ? `${kind}${arrow}` : null;
}

function arrowOf(event: Created, { isClient, port }: LabelContext): ">" | "<" {
  const { transport } = event.headers;
  const fromPort = "sourcePort" in transport ? transport.sourcePort : port;
  return isClient(event) && fromPort === port ? ">" : "<";
}

function icmpLabel(packet: Packet, message: IcmpMessage, about = ""): string {
  if (message.quoted !== null) {
    const cause = icmpCauseOf(message, packet.family) ?? `${message.type}/${message.code}`;
    const name = cause === "time-exceeded" ? "ttl-exceeded" : cause;
    return `ICMP-${name}(re ${about})`;
  }
  const number = message.sequence ?? 1;
  return message.type === 8 || message.type === 128 ? `ECHO${number}>` : `ECHO-REPLY${number}<`;
}
