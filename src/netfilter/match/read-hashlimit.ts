import { widthOf } from "../../base/address.js";
import type { Word } from "../iptables/word.js";
import { bytesOfCost, parseByteRate, parseBytes } from "./byte-rate.js";
import { optionNamed } from "./clause.js";
import type { GivenOption, Reading } from "./form.js";
import { MODES } from "./hashlimit-match.js";
import type { HashlimitMatch, HashlimitRate, Mode } from "./hashlimit-match.js";
import { parseRate } from "./rate.js";

/** The parts of a second that costs are counted in. */
export const SCALE = 1_000_000;

const RATES = ["--hashlimit-upto", "--hashlimit-above", "--hashlimit"];
const NUMBERS = {
  "--hashlimit-htable-size": 0,
  "--hashlimit-htable-max": 0,
  "--hashlimit-htable-gcinterval": 1_000,
  "--hashlimit-rate-interval": 1,
} as const;
const USUAL_BURST = 5;

/** The options of `-m hashlimit`, with the number of words that each takes. */
export const OPTIONS: Readonly<Record<string, number>> = {
  ...Object.fromEntries([...RATES, ...Object.keys(NUMBERS)].map((option) => [option, 1])),
  "--hashlimit-burst": 1,
  "--hashlimit-mode": 1,
  "--hashlimit-name": 1,
  "--hashlimit-htable-expire": 1,
  "--hashlimit-srcmask": 1,
  "--hashlimit-dstmask": 1,
  "--hashlimit-rate-match": 0,
};

/** Reads the options of `-m hashlimit`; null after a reported mistake, and where the rate or the name is missing. */
export function readHashlimit(
  given: readonly GivenOption[],
  reading: Reading,
): HashlimitMatch | null {
  const option = optionNamed(given, ...RATES);
  const word = option?.values[0];
  const name = optionNamed(given, "--hashlimit-name")?.values[0];
  if (option === undefined || word === undefined || name === undefined) return null;
  const burst = optionNamed(given, "--hashlimit-burst")?.values[0];
  const read = readRate(word, burst, reading);
  const modes = readModes(optionNamed(given, "--hashlimit-mode")?.values[0], reading);
  const number = (asked: string, usual: number, limit: number): number | null =>
    readNumber(optionNamed(given, asked)?.values[0], { usual, limit }, reading);
  const usually = (asked: keyof typeof NUMBERS): number | null =>
    number(asked, NUMBERS[asked], 0xffffffff);
  const width = widthOf(reading.family);
  const [tableSize, tableMost] = [
    usually("--hashlimit-htable-size"),
    usually("--hashlimit-htable-max"),
  ];
  const collectEvery = usually("--hashlimit-htable-gcinterval");
  const interval = usually("--hashlimit-rate-interval");
  const expire = number("--hashlimit-htable-expire", (read?.unit ?? 0) * 1_000, 0xffffffff);
  const sourceLength = number("--hashlimit-srcmask", width, width);
  const destinationLength = number("--hashlimit-dstmask", width, width);
  if (read === null || modes === null || tableSize === null || tableMost === null) return null;
  if (collectEvery === null || interval === null || expire === null) return null;
  if (sourceLength === null || destinationLength === null) return null;
  return {
    kind: "hashlimit",
    family: reading.family,
    // The opposite of one is the other.
    above: (option.name.text === "--hashlimit-above") !== option.negated,
    rate: read.rate,
    modes,
    name: name.text,
    tableSize,
    tableMost,
    collectEvery,
    expire,
    sourceLength,
    destinationLength,
    interval: optionNamed(given, "--hashlimit-rate-match") === undefined ? null : interval,
  };
}

function readRate(
  word: Word,
  burst: Word | undefined,
  reading: Reading,
): { readonly rate: HashlimitRate; readonly unit: number } | null {
  const packets = parseRate(word.text, SCALE);
  if (packets !== null) {
    const most = readNumber(burst, { usual: USUAL_BURST, limit: 1_000_000 }, reading);
    if (most === null) return null;
    return { rate: { kind: "packets", cost: packets.cost, burst: most }, unit: packets.unit };
  }
  const cost = parseByteRate(word.text);
  if (cost === null || cost === 0n) return reading.mistake(word, "rules-not-a-rate");
  const asked = burst === undefined ? 0n : parseBytes(burst.text);
  const least = bytesOfCost(cost);
  if (burst !== undefined && (asked === null || asked < least))
    return reading.mistake(burst, "rules-not-a-number");
  // Kept in multiples of the rate, rounded up.
  const multiple = least === 0n ? 0n : ((asked ?? 0n) + least - 1n) / least;
  return { rate: { kind: "bytes", cost, burst: multiple }, unit: 0 };
}

function readModes(word: Word | undefined, reading: Reading): readonly Mode[] | null {
  if (word === undefined) return [];
  const given = word.text.toLowerCase().split(",");
  const modes = MODES.filter((mode) => given.includes(mode));
  const found = given.find((name) => !MODES.some((mode) => mode === name));
  if (found === undefined) return modes;
  return reading.mistake(word, "rules-not-a-mode", { found, expected: MODES });
}

function readNumber(
  word: Word | undefined,
  { usual, limit }: { readonly usual: number; readonly limit: number },
  reading: Reading,
): number | null {
  if (word === undefined) return usual;
  if (/^\d{1,10}$/.test(word.text) && Number(word.text) <= limit) return Number(word.text);
  return reading.mistake(word, "rules-not-a-number");
}
