import { addressOf, bitsOf, familyOf, widthOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { formatPrefix, parsePrefix, prefixOf } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { TargetForm } from "./form.js";
import { needsOption, valueOf } from "./given.js";
import { NO_TRANSLATION } from "./translation.js";

/** `-j NETMAP`: the packet's network becomes another; the host part stays. */
export interface NetmapTarget {
  readonly kind: "netmap";
  readonly to: Prefix;
}

/** The form of `-j NETMAP`. */
export const netmap: TargetForm<NetmapTarget> = {
  names: ["NETMAP"],
  family: null,
  options: { "--to": 1 },
  read(name, given, reading) {
    const word = valueOf(given, "--to");
    if (word === undefined) return needsOption(name, ["--to"], reading);
    const to = parsePrefix(word.text);
    if (to === null) return reading.mistake(word, "rules-not-an-address");
    if (to.family !== reading.family) return reading.mistake(word, "rules-wrong-family");
    return { kind: "netmap", to: prefixOf(to.base, to.length) };
  },
  print: ({ to }) => `-j NETMAP --to ${formatPrefix(to)}`,
  place: () => ({ table: "nat", hooks: ["PREROUTING", "POSTROUTING", "OUTPUT", "INPUT"] }),
  // linux net/netfilter/xt_NETMAP.c: the hooks before routing map the destination, the others the source.
  act({ to }, { hook, packet }) {
    const side = hook === "PREROUTING" || hook === "OUTPUT" ? "destination" : "source";
    const mapped = mappedTo(to, packet[side]);
    const range = { ...NO_TRANSLATION, addresses: [mapped, mapped] as const };
    return { kind: "translate", side, range };
  },
};

function mappedTo({ base, length, family }: Prefix, address: Address): Address {
  const host = (1n << BigInt(widthOf(family) - length)) - 1n;
  return addressOf(bitsOf(base) | (bitsOf(address) & host), familyOf(base));
}
