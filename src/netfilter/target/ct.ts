import type { GivenOption, Reading } from "../match/form.js";
import { CONTINUE } from "./act.js";
import type { TargetForm } from "./form.js";
import { hasOption, readNumber, valueOf } from "./given.js";

/** `-j CT` and its old form `-j NOTRACK`: what conntrack is to do with a packet that it has not seen yet. */
export interface CtTarget {
  readonly kind: "ct";
  readonly name: "CT" | "NOTRACK";
  /** Conntrack and NAT leave the packet alone. */
  readonly notrack: boolean;
  /** The part of the conntrack table that it belongs to: a number, or the packet's mark. */
  readonly zone: { readonly option: string; readonly value: number | "mark" } | null;
  /** Of which changes programs that listen are told; empty for all. */
  readonly events: readonly string[];
  readonly expectationEvents: readonly string[];
}

// The order in which iptables-save lists them (libxt_CT: ct_event_tbl).
const EVENTS = [
  "new",
  "related",
  "destroy",
  "reply",
  "assured",
  "protoinfo",
  "helper",
  "mark",
  "natseqinfo",
  "secmark",
];
const EXPECTATION_EVENTS = ["new"];
const ZONES = ["--zone", "--zone-orig", "--zone-reply"] as const;

/** The form of `-j CT` without a helper or a timeout policy, which are kept as they are read (libxt_CT). */
export const ct: TargetForm<CtTarget> = {
  names: ["CT", "NOTRACK"],
  family: null,
  options: {
    "--notrack": 0,
    "--zone": 1,
    "--zone-orig": 1,
    "--zone-reply": 1,
    "--ctevents": 1,
    "--expevents": 1,
    "--helper": 1,
    "--timeout": 1,
  },
  read({ text }, given, reading) {
    const nothing = { zone: null, events: [], expectationEvents: [] } as const;
    if (text === "NOTRACK") return { kind: "ct", name: text, notrack: true, ...nothing };
    if (hasOption(given, "--helper") || hasOption(given, "--timeout")) return null;
    const zone = readZone(given, reading);
    const events = readEvents(given, "--ctevents", EVENTS, reading);
    const expectationEvents = readEvents(given, "--expevents", EXPECTATION_EVENTS, reading);
    if (zone === undefined || events === null || expectationEvents === null) return null;
    const notrack = hasOption(given, "--notrack");
    return { kind: "ct", name: "CT", notrack, zone, events, expectationEvents };
  },
  print({ name, notrack, zone, events, expectationEvents }) {
    if (name === "NOTRACK") return "-j NOTRACK";
    const parts = [
      "-j CT",
      ...(notrack ? ["--notrack"] : []),
      ...(events.length === 0 ? [] : [`--ctevents ${events.join(",")}`]),
      ...(expectationEvents.length === 0 ? [] : [`--expevents ${expectationEvents.join(",")}`]),
      ...(zone === null ? [] : [`${zone.option} ${zone.value}`]),
    ];
    return parts.join(" ");
  },
  place: () => ({ table: "raw" }),
  // There is one zone here: a packet that is put into another may find a connection there that nobody knows of.
  act({ notrack, zone }) {
    if (notrack) return { kind: "untrack" };
    return zone === null ? CONTINUE : { kind: "unknown" };
  },
};

function readZone(given: readonly GivenOption[], reading: Reading): CtTarget["zone"] | undefined {
  const option = ZONES.find((each) => hasOption(given, each));
  const word = option === undefined ? undefined : valueOf(given, option);
  if (option === undefined || word === undefined) return null;
  if (word.text === "mark") return { option, value: "mark" };
  const value = readNumber(word, [0, 65_535], reading);
  if (value === null) return undefined;
  return value === 0 ? null : { option, value };
}

function readEvents(
  given: readonly GivenOption[],
  option: string,
  known: readonly string[],
  reading: Reading,
): readonly string[] | null {
  const word = valueOf(given, option);
  if (word === undefined) return [];
  const names = word.text.split(",");
  const wrong = names.find((name) => !known.includes(name));
  if (wrong !== undefined)
    return reading.mistake(word, "rules-not-an-event", { found: wrong, expected: known });
  return known.filter((name) => names.includes(name));
}
