import type { Packet } from "../../packet/packet.js";
import { CONTINUE } from "./act.js";
import type { Act, Acting } from "./act.js";
import type { TargetForm } from "./form.js";
import { hasOption, needsOption, readNumber, valueOf } from "./given.js";

/** `-j TCPMSS`: lowers the longest segment that a SYN announces; `size` is null for what the way there can carry. */
export interface TcpmssTarget {
  readonly kind: "tcpmss";
  readonly size: number | null;
}

const OPTIONS = ["--set-mss", "--clamp-mss-to-pmtu"];

// The longest packet, less the headers of IP and TCP.
const LONGEST = 65_535 - 40;

// The headers of IP and TCP without options.
const HEADERS = { ipv4: 40, ipv6: 60 } as const;
// RFC 9293 3.7.1, RFC 8200 8.3: what a SYN without the option says.
const SILENT = { ipv4: 536, ipv6: 1220 } as const;
// linux net/netfilter/xt_TCPMSS.c: tcpmss_reverse_mtu, where no way leads back.
const NO_LIMIT = 65_535;

/** The form of `-j TCPMSS` (libxt_TCPMSS). */
export const tcpmss: TargetForm<TcpmssTarget> = {
  names: ["TCPMSS"],
  family: null,
  options: { "--set-mss": 1, "--clamp-mss-to-pmtu": 0 },
  read(name, given, reading) {
    const word = valueOf(given, "--set-mss");
    const clamps = hasOption(given, "--clamp-mss-to-pmtu");
    if (word === undefined)
      return clamps ? { kind: "tcpmss", size: null } : needsOption(name, OPTIONS, reading);
    if (clamps) return reading.mistake(word, "rules-repeated-option");
    const size = readNumber(word, [0, LONGEST], reading);
    return size === null ? null : { kind: "tcpmss", size };
  },
  print: ({ size }) =>
    size === null ? "-j TCPMSS --clamp-mss-to-pmtu" : `-j TCPMSS --set-mss ${size}`,
  // The way out has to be known for the clamp (linux net/netfilter/xt_TCPMSS.c: tcpmss_tg4_check).
  place: ({ size }) => ({
    protocols: ["tcp"],
    ...(size === null ? { hooks: ["FORWARD", "OUTPUT", "POSTROUTING"] as const } : {}),
  }),
  act: ({ size }, at) => (isSyn(at.packet) ? clamped(size, at) : CONTINUE),
};

// In whatever is no SYN the kernel may put the option, too; nobody reads it there.
function isSyn({ transport, fragment }: Packet): boolean {
  if (transport.protocol !== "tcp" || (fragment !== null && fragment.offset > 0)) return false;
  return transport.flags.includes("SYN");
}

// linux net/netfilter/xt_TCPMSS.c: tcpmss_mangle_packet.
function clamped(size: number | null, at: Acting): Act {
  const { packet, output, wayMtu } = at;
  const { family, source, destination, transport } = packet;
  if (transport.protocol !== "tcp") return CONTINUE;
  let wanted = size;
  if (wanted === null) {
    if (wayMtu === null) return { kind: "unknown" };
    const ways = [wayMtu(destination, output), wayMtu(source, null)];
    wanted = Math.min(...ways.map((mtu) => mtu ?? NO_LIMIT)) - HEADERS[family];
    if (wanted <= 0) return { kind: "drop" };
  }
  const { maximumSegment: announced, payload } = transport;
  if (announced === undefined && payload.kind !== "none") return CONTINUE;
  const maximumSegment = Math.min(wanted, announced ?? SILENT[family]);
  return maximumSegment === announced ? CONTINUE : { kind: "set-segment-size", maximumSegment };
}
