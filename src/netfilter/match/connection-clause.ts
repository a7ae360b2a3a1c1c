import { formatPrefix, parsePrefix } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import { widthOf } from "../../base/address.js";
import { printClause } from "./clause.js";
import type { GivenOption, Reading } from "./form.js";
import { parseRange, printRange } from "./number-range.js";
import type { NumberRange } from "./number-range.js";
import { protocolNumber } from "./protocol-number.js";

/** A condition on the connection of a packet, beside its state. */
export type ConnectionClause = { readonly negated: boolean } & (
  | { readonly option: "--ctdir"; readonly direction: "ORIGINAL" | "REPLY" }
  | { readonly option: AddressOption; readonly prefix: Prefix }
  | { readonly option: PortOption; readonly range: NumberRange }
  | { readonly option: "--ctproto"; readonly protocol: number }
  | { readonly option: "--ctstatus"; readonly bits: readonly string[] }
  | { readonly option: "--ctexpire"; readonly seconds: NumberRange }
);

/** Options about an address of one of the two tuples. */
export type AddressOption = "--ctorigsrc" | "--ctorigdst" | "--ctreplsrc" | "--ctrepldst";

/** Options about a port of one of the two tuples. */
export type PortOption = `${AddressOption}port`;

/** The bits of a connection's status in the order in which iptables-save lists them. */
export const STATUS_BITS: readonly string[] = ["EXPECTED", "SEEN_REPLY", "ASSURED", "CONFIRMED"];

/** The options in the order in which the kernel asks them (linux net/netfilter/xt_conntrack.c: conntrack_mt). */
export const ASKED: readonly ConnectionClause["option"][] = [
  "--ctdir",
  "--ctorigsrc",
  "--ctorigdst",
  "--ctreplsrc",
  "--ctrepldst",
  "--ctproto",
  "--ctorigsrcport",
  "--ctorigdstport",
  "--ctreplsrcport",
  "--ctrepldstport",
  "--ctstatus",
  "--ctexpire",
];

/** The options in the order in which iptables-save prints them (libxt_conntrack). */
export const PRINTED: readonly ConnectionClause["option"][] = [
  "--ctproto",
  ...ASKED.slice(1, 5),
  ...ASKED.slice(6),
  "--ctdir",
];

const LAST_PORT = 0xffff;
const LAST_SECOND = 0xffffffff;

/** Reads a clause; null after a reported mistake. */
export function readConnectionClause(
  { name, negated, values }: GivenOption,
  reading: Reading,
): ConnectionClause | null {
  const word = values[0];
  const option = ASKED.find((known) => known === name.text);
  if (word === undefined || option === undefined) return null;
  switch (option) {
    case "--ctdir":
      if (negated) return reading.mistake(name, "rules-not-negatable");
      if (word.text === "ORIGINAL" || word.text === "REPLY")
        return { option, negated, direction: word.text };
      return reading.mistake(word, "rules-not-a-direction", { expected: ["ORIGINAL", "REPLY"] });
    case "--ctorigsrc":
    case "--ctorigdst":
    case "--ctreplsrc":
    case "--ctrepldst": {
      const prefix = parsePrefix(word.text);
      if (prefix === null) return reading.mistake(word, "rules-not-an-address");
      if (prefix.family !== reading.family) return reading.mistake(word, "rules-wrong-family");
      return { option, negated, prefix };
    }
    case "--ctorigsrcport":
    case "--ctorigdstport":
    case "--ctreplsrcport":
    case "--ctrepldstport": {
      const range = parseRange(word.text, LAST_PORT);
      if (range === null) return reading.mistake(word, "rules-not-a-port");
      return { option, negated, range };
    }
    case "--ctproto": {
      const protocol = protocolNumber(word.text);
      if (protocol === null) return reading.mistake(word, "rules-not-a-protocol");
      return { option, negated, protocol };
    }
    case "--ctstatus": {
      const given = word.text.toUpperCase().split(",");
      const expected = ["NONE", ...STATUS_BITS];
      const found = given.find((bit) => !expected.includes(bit));
      if (found !== undefined)
        return reading.mistake(word, "rules-not-a-status", { found, expected });
      return { option, negated, bits: STATUS_BITS.filter((bit) => given.includes(bit)) };
    }
    case "--ctexpire": {
      const seconds = parseRange(word.text, LAST_SECOND);
      if (seconds === null) return reading.mistake(word, "rules-not-a-number");
      return { option, negated, seconds };
    }
  }
}

/** `! --ctorigdst 10.96.0.0/12`. */
export function printConnectionClause(clause: ConnectionClause): string {
  return printClause(clause.option, clause.negated, valueOf(clause));
}

function valueOf(clause: ConnectionClause): string {
  if ("direction" in clause) return clause.direction;
  if ("range" in clause) return printRange(clause.range);
  if ("protocol" in clause) return String(clause.protocol);
  if ("bits" in clause) return clause.bits.join(",") || "NONE";
  if ("seconds" in clause) return printRange(clause.seconds);
  const { prefix } = clause;
  return prefix.length === widthOf(prefix.family) ? prefix.base : formatPrefix(prefix);
}
