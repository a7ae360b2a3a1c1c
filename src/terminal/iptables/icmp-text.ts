import type { Family } from "../../base/address.js";
import { icmpNames, icmpNumbers } from "../../netfilter/match/icmp-name.js";

/** The first name that iptables has for a type (`8`, `3/4`, `any`); null where it has none. */
export function icmpName(value: string, family: Family): string | null {
  const numbers = value === "any" ? "255" : value;
  return icmpNames(family).find((name) => icmpNumbers(name, family) === numbers) ?? null;
}
