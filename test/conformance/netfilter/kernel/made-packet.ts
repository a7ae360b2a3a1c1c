import { address } from "../../../../src/base/address.js";
import { NO_PAYLOAD } from "../../../../src/packet/packet.js";
import type { Packet, TcpFlag, Transport } from "../../../../src/packet/packet.js";
import type { Probe } from "./recording.js";

const TEN_BYTES = { kind: "text", text: "0123456789" } as const;
const FLAGS: Readonly<Record<string, TcpFlag>> = {
  S: "SYN",
  A: "ACK",
  P: "PSH",
  R: "RST",
  F: "FIN",
};
const ERRORS: Readonly<Record<string, readonly [number, number]>> = {
  "net-unreachable": [3, 0],
  "port-unreachable": [3, 3],
  "ttl-exceeded": [11, 0],
};

/** How far both ends of the probe's connection have come; recordings leave sequence numbers out. */
export interface Sequence {
  client: number;
  server: number;
}

/** The ends that a recording writes as `10.0.0.1:40001>10.0.0.2:80`; random ports are `R1`, `R2` … */
export interface Ends {
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
}

/** Makes the packet that a label such as `SYN>`, `DATA<` or `ICMP-port-unreachable(re Q1>)` stands for. */
export function madePacket(
  label: string,
  ends: Ends,
  { probe }: Probe,
  state: { readonly sequence: Sequence; readonly quoted: Packet | null; readonly ttl: number },
): Packet {
  const transport = transportOf(label, ends, probe, state);
  const { source, destination } = ends;
  return {
    family: "ipv4",
    source: address(source),
    destination: address(destination),
    ttl: state.ttl,
    dontFragment: true,
    fragment: null,
    transport,
  };
}

function transportOf(
  label: string,
  { sourcePort, destinationPort }: Ends,
  probe: Probe["probe"],
  { sequence, quoted }: { readonly sequence: Sequence; readonly quoted: Packet | null },
): Transport {
  const error = /^ICMP-(.*)\(re/.exec(label)?.[1];
  if (error !== undefined) {
    const [type = 3, code = 0] = ERRORS[error] ?? [];
    return {
      protocol: "icmp",
      type,
      code,
      identifier: null,
      sequence: null,
      mtu: null,
      gateway: null,
      quoted,
      payload: NO_PAYLOAD,
    };
  }
  if (label.startsWith("ECHO")) {
    const type = label.startsWith("ECHO-REPLY") ? 0 : 8;
    return {
      protocol: "icmp",
      type,
      code: 0,
      identifier: 1,
      sequence: 1,
      mtu: null,
      gateway: null,
      quoted: null,
      payload: NO_PAYLOAD,
    };
  }
  if (/^([QA]\d|VXLAN)/.test(label))
    return { protocol: "udp", sourcePort, destinationPort, payload: TEN_BYTES };
  const back = label.endsWith("<");
  const kind = label.slice(0, -1);
  const [mine, other] = back
    ? [sequence.server, sequence.client]
    : [sequence.client, sequence.server];
  const injected = probe.inject?.[0];
  const flags =
    kind === "INJECT" ? flagsOf(injected?.flags ?? probe.flags ?? "") : (SEGMENTS[kind] ?? ["ACK"]);
  const length = kind === "DATA" ? 10 : kind.startsWith("SYN") || kind === "FIN" ? 1 : 0;
  if (back) sequence.server += length;
  else sequence.client += length;
  return {
    protocol: "tcp",
    sourcePort,
    destinationPort,
    flags,
    sequence: kind === "INJECT" ? (probe.seq ?? mine + (injected?.seq_offset ?? 0)) : mine,
    acknowledgement: kind === "INJECT" ? (probe.ack ?? other) : flags.includes("ACK") ? other : 0,
    payload: kind === "DATA" || injected !== undefined ? TEN_BYTES : NO_PAYLOAD,
  };
}

const SEGMENTS: Readonly<Record<string, readonly TcpFlag[]>> = {
  SYN: ["SYN"],
  "SYN-ACK": ["SYN", "ACK"],
  ACK: ["ACK"],
  DATA: ["PSH", "ACK"],
  RST: ["RST", "ACK"],
  FIN: ["FIN", "ACK"],
};

function flagsOf(letters: string): readonly TcpFlag[] {
  return letters.split("").flatMap((letter) => FLAGS[letter] ?? []);
}
