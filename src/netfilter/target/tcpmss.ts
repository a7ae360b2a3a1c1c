import { CONTINUE } from "./act.js";
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

/**
 * The form of `-j TCPMSS` (libxt_TCPMSS). Segments carry no options here, so that there is nothing to lower: the packet
 * goes its way as in the kernel, but both ends send segments as long as they did.
 */
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
  act: () => CONTINUE,
};
