import { bitsOf, familyOf, parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { optionNamed, printClause, printModule } from "./clause.js";
import type { GivenOption, MatchForm, Reading } from "./form.js";

/** `-m iprange`: addresses between two others. */
export interface IprangeMatch {
  readonly kind: "iprange";
  readonly source: AddressRange | null;
  readonly destination: AddressRange | null;
}

interface AddressRange {
  readonly negated: boolean;
  readonly first: Address;
  readonly last: Address;
}

const OPTION = { source: "--src-range", destination: "--dst-range" } as const;
const SIDES = ["source", "destination"] as const;

/** The form of `-m iprange`. */
export const iprange: MatchForm<IprangeMatch> = {
  module: "iprange",
  options: { "--src-range": 1, "--dst-range": 1 },
  read(given, reading) {
    const source = readRange(optionNamed(given, OPTION.source), reading);
    const destination = readRange(optionNamed(given, OPTION.destination), reading);
    if (source === undefined || destination === undefined) return null;
    return source === null && destination === null
      ? null
      : { kind: "iprange", source, destination };
  },
  print: (match) =>
    printModule(
      "iprange",
      SIDES.map((side) => printSide(match, side)),
    ),
  holds: (match, { headers }) => SIDES.every((side) => rangeHolds(match[side], headers[side])),
  miss(match, { headers }) {
    const failed = SIDES.find((side) => !rangeHolds(match[side], headers[side])) ?? "source";
    return { clause: printSide(match, failed) ?? "", found: headers[failed] };
  },
};

function printSide(match: IprangeMatch, side: (typeof SIDES)[number]): string | null {
  const range = match[side];
  return range === null
    ? null
    : printClause(OPTION[side], range.negated, `${range.first}-${range.last}`);
}

// Null where the option is not given, undefined after a mistake.
function readRange(
  option: GivenOption | undefined,
  reading: Reading,
): AddressRange | null | undefined {
  const word = option?.values[0];
  if (option === undefined || word === undefined) return null;
  const parts = word.text.split("-");
  const first = parseAddress(parts[0] ?? "");
  const last = parseAddress(parts[1] ?? parts[0] ?? "");
  if (parts.length > 2 || first === null || last === null) {
    reading.mistake(word, "rules-not-an-address-range");
    return undefined;
  }
  if (familyOf(first) !== reading.family || familyOf(last) !== reading.family) {
    reading.mistake(word, "rules-wrong-family");
    return undefined;
  }
  return { negated: option.negated, first, last };
}

function rangeHolds(range: AddressRange | null, address: Address): boolean {
  if (range === null) return true;
  const bits = bitsOf(address);
  const fits = bits >= bitsOf(range.first) && bits <= bitsOf(range.last);
  return fits !== range.negated;
}
