import { addressOf } from "../../base/address.js";
import type { Family } from "../../base/address.js";

/** What the kernel's trace shows of a packet when a chain is entered. */
export interface SeenPacket {
  readonly source: string;
  readonly destination: string;
  /** Time to live, or the hop limit. */
  readonly ttl: number;
  readonly protocol: "tcp" | "udp" | "icmp" | "other";
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** The flags of a TCP segment, as a number. */
  readonly flags: number;
  readonly icmp: { readonly type: number; readonly code: number } | null;
  /** Bytes of the whole packet. */
  readonly length: number;
  /** What tells one packet of a sender from its others; 0 where the sender gives none. */
  readonly identification: number;
  /** Which piece of a packet it is; null for a whole one. */
  readonly piece: "first" | "later" | null;
}

/** Reads what `nft monitor trace` prints after `packet:`; null where it is no IP packet. */
export function readPacketWords(text: string): SeenPacket | null {
  const network = rawHeader(text, "nh");
  if (network !== null) return rawPacket(network, rawHeader(text, "th") ?? "");
  const word = (name: string): string | undefined =>
    new RegExp(`(?:^| )${name} (?:== )?(\\S+)`).exec(text)?.[1];
  const number = (name: string): number => Number(word(name) ?? 0);
  const isIpv6 = word("ip6 saddr") !== undefined;
  const [source, destination] = isIpv6
    ? [word("ip6 saddr"), word("ip6 daddr")]
    : [word("ip saddr"), word("ip daddr")];
  if (source === undefined || destination === undefined) return null;
  const protocol = protocolIn(text);
  const [icmpType, icmpCode] = isIpv6 ? ["icmpv6 type", "icmpv6 code"] : ["icmp type", "icmp code"];
  return {
    source,
    destination,
    ttl: isIpv6 ? number("ip6 hoplimit") : number("ip ttl"),
    protocol,
    sourcePort: number(`${protocol} sport`),
    destinationPort: number(`${protocol} dport`),
    flags: protocol === "tcp" ? flagsIn(text) : 0,
    icmp: protocol === "icmp" ? { type: number(icmpType), code: number(icmpCode) } : null,
    length: isIpv6 ? number("ip6 length") + 40 : number("ip length"),
    identification: number("ip id"),
    piece: null,
  };
}

// `@nh,0,160 0x4500…`: so many bits, without the zeroes that they begin with.
function rawHeader(text: string, layer: "nh" | "th"): string | null {
  const read = new RegExp(`@${layer},0,(\\d+) 0x([0-9a-f]+)`).exec(text);
  return read === null ? null : (read[2] ?? "").padStart(Number(read[1]) / 4, "0");
}

function protocolIn(text: string): SeenPacket["protocol"] {
  if (/ tcp sport /.test(text)) return "tcp";
  if (/ udp sport /.test(text)) return "udp";
  return / icmp(v6)? type /.test(text) ? "icmp" : "other";
}

const FLAGS: Readonly<Record<string, number>> = {
  fin: 1,
  syn: 2,
  rst: 4,
  psh: 8,
  ack: 16,
  urg: 32,
  ecn: 64,
  cwr: 128,
};

// `tcp flags == 0x12`, `tcp flags == syn`, `tcp flags 0x18`, `tcp flags == psh | ack`.
function flagsIn(text: string): number {
  const words =
    / tcp flags (?:== )?((?:0x[0-9a-f]+|\w+)(?:(?:,| \| )(?:0x[0-9a-f]+|\w+))*)/.exec(text)?.[1] ??
    "";
  return words
    .split(/,| \| /)
    .map((word) => (word.startsWith("0x") ? Number(word) : (FLAGS[word] ?? 0)))
    .reduce((all, flag) => all | flag, 0);
}

// At a device's egress nft shows the headers as plain bytes.
function rawPacket(network: string, transport: string): SeenPacket | null {
  const header = bytesOf(network);
  const body = bytesOf(transport);
  const version = (header[0] ?? 0) >> 4;
  if (version !== 4 && version !== 6) return null;
  const isIpv6 = version === 6;
  const code = (isIpv6 ? header[6] : header[9]) ?? 0;
  const protocol =
    code === 6 ? "tcp" : code === 17 ? "udp" : code === (isIpv6 ? 58 : 1) ? "icmp" : "other";
  const hasPorts = protocol === "tcp" || protocol === "udp";
  const short = (bytes: readonly number[], at: number): number =>
    ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const [first, second] = isIpv6 ? [8, 24] : [12, 16];
  const family: Family = isIpv6 ? "ipv6" : "ipv4";
  const addressAt = (at: number): string =>
    addressOf(bitsIn(header.slice(at, at + second - first)), family);
  return {
    source: addressAt(first),
    destination: addressAt(second),
    ttl: (isIpv6 ? header[7] : header[8]) ?? 0,
    protocol,
    sourcePort: hasPorts ? short(body, 0) : 0,
    destinationPort: hasPorts ? short(body, 2) : 0,
    flags: protocol === "tcp" ? (body[13] ?? 0) : 0,
    icmp: protocol === "icmp" ? { type: body[0] ?? 0, code: body[1] ?? 0 } : null,
    length: isIpv6 ? short(header, 4) + 40 : short(header, 2),
    identification: isIpv6 ? 0 : short(header, 4),
    piece: null,
  };
}

function bytesOf(hex: string): readonly number[] {
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

function bitsIn(bytes: readonly number[]): bigint {
  return bytes.reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
}
