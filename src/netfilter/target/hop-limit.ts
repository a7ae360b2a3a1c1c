import type { Family } from "../../base/address.js";
import type { TargetForm } from "./form.js";
import { needsOption, readNumber } from "./given.js";

/** `-j TTL` and, for IPv6, `-j HL`: sets the time to live, or changes it by a number. */
export interface HopLimitTarget<Kind extends "ttl" | "hl"> {
  readonly kind: Kind;
  readonly operation: "set" | "inc" | "dec";
  readonly by: number;
}

const HIGHEST = 255;

/** The form of the target that changes one family's time to live (libipt_TTL, libip6t_HL). */
export function hopLimitForm<Kind extends "ttl" | "hl">(
  kind: Kind,
  family: Family,
): TargetForm<HopLimitTarget<Kind>> {
  const operations = ["set", "inc", "dec"] as const;
  const options = operations.map((operation) => `--${kind}-${operation}`);
  return {
    names: [kind.toUpperCase()],
    family,
    options: Object.fromEntries(options.map((option) => [option, 1])),
    read(name, given, reading) {
      const [option, second] = given;
      const word = option?.values[0];
      if (option === undefined || word === undefined) return needsOption(name, options, reading);
      if (second !== undefined) return reading.mistake(second.name, "rules-repeated-option");
      const operation = operations[options.indexOf(option.name.text)];
      const by = readNumber(word, [operation === "set" ? 0 : 1, HIGHEST], reading);
      return operation === undefined || by === null ? null : { kind, operation, by };
    },
    print: ({ operation, by }) => `-j ${kind.toUpperCase()} --${kind}-${operation} ${by}`,
    place: () => ({ table: "mangle" }),
    // linux net/netfilter/xt_HL.c: ttl_tg
    act({ operation, by }, { packet }) {
      const { ttl } = packet;
      const changed = operation === "inc" ? ttl + by : operation === "dec" ? ttl - by : by;
      return { kind: "set-ttl", ttl: Math.min(HIGHEST, Math.max(0, changed)) };
    },
  };
}
