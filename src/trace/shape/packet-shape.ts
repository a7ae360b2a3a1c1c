import type { DnsPiece } from "../../packet/dns-stream.js";
import { parseAddress, type Address, type Family } from "../../base/address.js";
import type {
  DnsFlags,
  DnsMessage,
  Question,
  Rcode,
  RecordClass,
  RecordType,
  ResourceRecord,
} from "../../packet/dns-message.js";
import type { MacAddress } from "../../packet/mac-address.js";
import type {
  Fragment,
  Packet,
  Payload,
  SctpPacket,
  TcpFlag,
  TcpSegment,
  Transport,
} from "../../packet/packet.js";
import type { SctpChunk } from "../../packet/sctp-chunk.js";
import {
  count,
  flag,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  text,
  variant,
  written,
  type Shape,
} from "./shape.js";

/** An address in its canonical form, which alone compares as text. */
export const addressShape: Shape<Address> = written(
  "an address",
  (value) => parseAddress(value) === value,
);

/** The same, where its type is only a text. */
export const addressText: Shape<string> = { faultOf: addressShape.faultOf };

/** The two families. */
export const familyShape: Shape<Family> = oneOf<Family>({ ipv4: 1, ipv6: 1 });

const TYPES: Readonly<Record<Exclude<RecordType, `TYPE${number}`>, 1>> = {
  A: 1,
  AAAA: 1,
  CNAME: 1,
  NS: 1,
  SOA: 1,
  PTR: 1,
  SRV: 1,
  TXT: 1,
  MX: 1,
  HINFO: 1,
  ANY: 1,
  OPT: 1,
  DS: 1,
  CAA: 1,
  NAPTR: 1,
  AXFR: 1,
  IXFR: 1,
  DNSKEY: 1,
  HTTPS: 1,
  SVCB: 1,
  DNAME: 1,
  RRSIG: 1,
  NSEC: 1,
  NSEC3: 1,
  NSEC3PARAM: 1,
  TLSA: 1,
  SSHFP: 1,
  SPF: 1,
  RP: 1,
  AFSDB: 1,
};

const typeShape: Shape<RecordType> = written(
  "a record type",
  (value) => Object.hasOwn(TYPES, value) || /^TYPE\d+$/.test(value),
);

const CLASSES: Readonly<Record<Exclude<RecordClass, `CLASS${number}`>, 1>> = {
  IN: 1,
  CH: 1,
  ANY: 1,
};

const classShape: Shape<RecordClass> = written(
  "a record class",
  (value) => Object.hasOwn(CLASSES, value) || /^CLASS\d+$/.test(value),
);

/** A DNS question. */
export const questionShape: Shape<Question> = object<Question>({
  name: text,
  type: typeShape,
  class: classShape,
});

const resourceShape: Shape<ResourceRecord> = object<ResourceRecord>({
  name: text,
  type: typeShape,
  class: classShape,
  ttl: number,
  data: text,
});

/** A DNS message. */
export const messageShape: Shape<DnsMessage> = object<DnsMessage>({
  id: count,
  flags: object<DnsFlags>({ qr: flag, aa: flag, tc: flag, rd: flag, ra: flag, ad: flag, cd: flag }),
  rcode: oneOf<Rcode>({
    NOERROR: 1,
    FORMERR: 1,
    SERVFAIL: 1,
    NXDOMAIN: 1,
    NOTIMP: 1,
    REFUSED: 1,
    YXDOMAIN: 1,
    YXRRSET: 1,
    NXRRSET: 1,
    NOTAUTH: 1,
    NOTZONE: 1,
    DSOTYPENI: 1,
    RCODE12: 1,
    RCODE13: 1,
    RCODE14: 1,
    RCODE15: 1,
    BADVERS: 1,
    BADKEY: 1,
    BADTIME: 1,
    BADMODE: 1,
    BADNAME: 1,
    BADALG: 1,
    BADTRUNC: 1,
    BADCOOKIE: 1,
  }),
  question: list(questionShape),
  answer: list(resourceShape),
  authority: list(resourceShape),
  additional: list(resourceShape),
});

// A tunnel carries a packet that carries none itself, save where tunnels lie in tunnels.
function payloadCarrying(carried: Shape<Packet>): Shape<Payload> {
  return variant<Payload, "kind">("kind", {
    none: object({}),
    text: object({ text }),
    filler: object({ bytes: count }),
    dns: object({ message: messageShape }),
    "dns-stream": object({
      pieces: list(object<DnsPiece>({ message: messageShape, offset: count, bytes: count })),
    }),
    frame: object({ network: count, source: macShape, destination: macShape, packet: carried }),
    packet: object({ packet: carried }),
  });
}

const macShape: Shape<MacAddress> = written("a hardware address", (value) =>
  /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(value),
);

const tcpFlagShape: Shape<TcpFlag> = oneOf<TcpFlag>({ SYN: 1, FIN: 1, RST: 1, PSH: 1, ACK: 1 });

const chunkShape: Shape<SctpChunk> = variant<SctpChunk, "type">("type", {
  INIT: object({ tag: count }),
  INIT_ACK: object({ tag: count }),
  DATA: object({ sequence: count }),
  SACK: object({ acknowledgement: count }),
  SHUTDOWN: object({ acknowledgement: count }),
  ABORT: object({ reflected: flag }),
  SHUTDOWN_COMPLETE: object({ reflected: flag }),
  COOKIE_ECHO: object({}),
  COOKIE_ACK: object({}),
  SHUTDOWN_ACK: object({}),
  HEARTBEAT: object({}),
  HEARTBEAT_ACK: object({}),
  ERROR: object({}),
});

const DEEPEST = 4;

/** A packet; an ICMP error quotes one, and a tunnel's packet carries one, to a depth. */
export const packetShape: Shape<Packet> = packetWithin(DEEPEST);

function packetWithin(depth: number): Shape<Packet> {
  const inner = depth === 0 ? nothing() : packetWithin(depth - 1);
  const payloadShape = payloadCarrying(inner);
  return object<Packet>({
    family: familyShape,
    source: addressShape,
    destination: addressShape,
    ttl: count,
    dontFragment: flag,
    fragment: nullable(
      object<Fragment>({ identification: count, offset: count, length: count, more: flag }),
    ),
    transport: variant<Transport, "protocol">("protocol", {
      tcp: object<Omit<TcpSegment, "protocol">>({
        sourcePort: count,
        destinationPort: count,
        flags: list(tcpFlagShape),
        sequence: count,
        acknowledgement: count,
        maximumSegment: optional(count),
        payload: payloadShape,
      }),
      udp: object({ sourcePort: count, destinationPort: count, payload: payloadShape }),
      sctp: object<Omit<SctpPacket, "protocol">>({
        sourcePort: count,
        destinationPort: count,
        verificationTag: count,
        chunks: list(chunkShape),
        payload: payloadShape,
      }),
      icmp: object({
        type: count,
        code: count,
        identifier: nullable(count),
        sequence: nullable(count),
        mtu: nullable(count),
        gateway: nullable(addressShape),
        quoted: nullable(inner),
        payload: payloadShape,
      }),
      ipip: object({ payload: payloadShape }),
      gre: object({ payload: payloadShape }),
    }),
  });
}

function nothing(): Shape<Packet> {
  return { faultOf: (_, path) => ({ path, expected: "null" }) };
}
