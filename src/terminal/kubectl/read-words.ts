import { FLAGS } from "./flags.js";
import type { Flag } from "./flags.js";

/** A command's words apart: what is named, and the options with their values (`true` for one that is only set). */
export interface KubectlWords {
  readonly kind: "words";
  /** The verb first. */
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
}

/** Words apart, an option that kubectl does not have, or one that it has and that is not imitated. */
export type ReadWords =
  | KubectlWords
  | { readonly kind: "wrong"; readonly reason: string }
  | { readonly kind: "other"; readonly word: string };

/** Takes options out of a command's words wherever they stand, as kubectl does (github.com/spf13/pflag). */
export function readWords(given: readonly string[]): ReadWords {
  const words: string[] = [];
  const flags = new Map<string, string>();
  const rest = [...given];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      words.push(...rest);
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      words.push(word);
      continue;
    }
    const read = word.startsWith("--") ? readLong(word, rest) : readShort(word, rest);
    if (read.kind !== "flags") return read;
    for (const [name, value] of read.flags) flags.set(name, value);
  }
  return { kind: "words", words, flags };
}

type ReadFlags =
  | { readonly kind: "flags"; readonly flags: readonly (readonly [string, string])[] }
  | Exclude<ReadWords, KubectlWords>;

function readLong(word: string, rest: string[]): ReadFlags {
  const [name = "", ...parts] = word.slice(2).split("=");
  const flag = FLAGS.find((one) => one.name === name);
  if (flag === undefined) return { kind: "wrong", reason: `unknown flag: --${name}` };
  if (!flag.isImitated) return { kind: "other", word };
  if (parts.length > 0) return valueOf(flag, parts.join("="));
  if (flag.takes === "nothing") return valueOf(flag, "true");
  const next = rest.shift();
  return next === undefined
    ? { kind: "wrong", reason: `flag needs an argument: --${name}` }
    : valueOf(flag, next);
}

// `-Ao wide`, `-owide`, `-o=wide`: letters one after the other, the last of them perhaps with a value.
function readShort(word: string, rest: string[]): ReadFlags {
  const flags: (readonly [string, string])[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    const flag = FLAGS.find((one) => one.letter === letter);
    const place = `'${letter}' in ${word}`;
    if (flag === undefined) return { kind: "wrong", reason: `unknown shorthand flag: ${place}` };
    if (!flag.isImitated) return { kind: "other", word };
    const behind = word.slice(at + 1);
    const isSet = flag.takes === "nothing" && !behind.startsWith("=");
    const value = isSet ? "true" : behind === "" ? rest.shift() : behind.replace(/^=(?=.)/, "");
    if (value === undefined) return { kind: "wrong", reason: `flag needs an argument: ${place}` };
    const read = valueOf(flag, value);
    if (read.kind !== "flags") return read;
    flags.push(...read.flags);
    if (!isSet) break;
  }
  return { kind: "flags", flags };
}

// strconv.ParseBool of Go
const TRUE: ReadonlySet<string> = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const FALSE: ReadonlySet<string> = new Set(["0", "f", "F", "FALSE", "false", "False"]);

function valueOf({ name, letter, takes }: Flag, value: string): ReadFlags {
  if (takes === "value") return { kind: "flags", flags: [[name, value]] };
  if (TRUE.has(value)) return { kind: "flags", flags: [[name, "true"]] };
  if (FALSE.has(value)) return { kind: "flags", flags: [[name, "false"]] };
  const called = letter === null ? `--${name}` : `-${letter}, --${name}`;
  const quoted = JSON.stringify(value);
  const reason = `invalid argument ${quoted} for "${called}" flag: strconv.ParseBool: parsing ${quoted}: invalid syntax`;
  return { kind: "wrong", reason };
}
