import { headerLength } from "../../packet/packet-length.js";
import type { Packet } from "../../packet/packet.js";
import { payloadBytes, utf8Bytes } from "../../packet/payload-bytes.js";
import { optionNamed, printClause, printModule } from "./clause.js";
import type { GivenOption, MatchForm, Reading } from "./form.js";
import { bytesOfHex, printPattern } from "./hex-string.js";

/** `-m string`: whether the packet holds some bytes. */
export interface StringMatch {
  readonly kind: "string";
  readonly negated: boolean;
  readonly pattern: readonly number[];
  readonly algorithm: "bm" | "kmp";
  /** Between which bytes of the packet it is looked for. */
  readonly from: number;
  readonly to: number;
  readonly ignoresCase: boolean;
}

const LAST = 0xffff;
const LONGEST_PATTERN = 128;
const ALGORITHMS = ["bm", "kmp"] as const;
const IP_HEADER = { ipv4: 20, ipv6: 40 } as const;

/** The form of `-m string`. */
export const string: MatchForm<StringMatch> = {
  module: "string",
  options: {
    "--string": 1,
    "--hex-string": 1,
    "--algo": 1,
    "--from": 1,
    "--to": 1,
    "--icase": 0,
  },
  read(given, reading) {
    const option = optionNamed(given, "--string", "--hex-string");
    const algo = optionNamed(given, "--algo")?.values[0];
    if (option === undefined || algo === undefined) return null;
    const algorithm = ALGORITHMS.find((name) => name === algo.text);
    if (algorithm === undefined)
      return reading.mistake(algo, "rules-not-an-algorithm", { expected: ALGORITHMS });
    const pattern = readPattern(option, reading);
    const from = readOffset(optionNamed(given, "--from"), 0, reading);
    const to = readOffset(optionNamed(given, "--to"), LAST, reading);
    if (pattern === null || from === null || to === null) return null;
    const ignoresCase = optionNamed(given, "--icase") !== undefined;
    const { negated } = option;
    return { kind: "string", negated, pattern, algorithm, from, to, ignoresCase };
  },
  print: (match) =>
    printModule("string", [
      clauseOf(match),
      `--algo ${match.algorithm}`,
      match.from === 0 ? null : `--from ${match.from}`,
      match.to === LAST ? null : `--to ${match.to}`,
      match.ignoresCase ? "--icase" : null,
    ]),
  holds(match, { headers }) {
    const found = isFound(match, headers);
    return found === null ? null : found !== match.negated;
  },
  miss: (match) => ({ clause: clauseOf(match), found: match.negated ? "" : "-" }),
};

function clauseOf({ negated, pattern }: StringMatch): string {
  return printClause(printPattern(pattern)[0], negated, printPattern(pattern)[1]);
}

// Looked for in what the packet carries; of its headers not every byte is known here. A place counts from the IP header,
// and the pattern must end before `to` (linux net/core/skbuff.c: skb_find_text).
function isFound({ pattern, from, to, ignoresCase }: StringMatch, packet: Packet): boolean | null {
  const bytes = payloadBytes(packet.transport.payload);
  if (bytes === null) return null;
  const before = IP_HEADER[packet.family] + headerLength(packet.transport);
  const last = Math.min(to - before, bytes.length) - pattern.length;
  const wanted = ignoresCase ? pattern.map(lower) : pattern;
  for (let start = Math.max(0, from - before); start <= last; start++) {
    const fits = wanted.every((byte, index) => {
      const found = bytes[start + index] ?? -1;
      return (ignoresCase ? lower(found) : found) === byte;
    });
    if (fits) return true;
  }
  return false;
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

function readPattern({ name, values }: GivenOption, reading: Reading): readonly number[] | null {
  const word = values[0];
  if (word === undefined) return null;
  const bytes = name.text === "--string" ? utf8Bytes(word.text) : bytesOfHex(word.text);
  if (bytes === null || bytes.length === 0 || bytes.length > LONGEST_PATTERN)
    return reading.mistake(word, "rules-not-a-pattern", { limit: LONGEST_PATTERN });
  return bytes;
}

function readOffset(
  option: GivenOption | undefined,
  usual: number,
  reading: Reading,
): number | null {
  const word = option?.values[0];
  if (word === undefined) return usual;
  if (/^\d{1,5}$/.test(word.text) && Number(word.text) <= LAST) return Number(word.text);
  return reading.mistake(word, "rules-not-a-number");
}
