import type { Family } from "../../base/address.js";
import { refused } from "../answer.js";
import type { Answer } from "../answer.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";

/** The options before the object: `ip -6 -br -d …`. */
export interface IpOptions {
  /** Null for both, where an object has both. */
  readonly family: Family | null;
  readonly brief: boolean;
  readonly detailed: boolean;
}

/** A command of iproute2 taken apart. */
export interface IpCommand {
  readonly options: IpOptions;
  readonly object: string;
  readonly words: readonly string[];
}

const OPTIONS: readonly (readonly [name: string, least: number, change: Partial<IpOptions>])[] = [
  ["-4", 2, { family: "ipv4" }],
  ["-6", 2, { family: "ipv6" }],
  ["-brief", 3, { brief: true }],
  ["-details", 2, { detailed: true }],
  ["-color", 2, {}],
  ["-Numeric", 2, {}],
];

// iproute2 ip/ip.c and bridge/bridge.c: main; what the real tools take as well, with how many letters at least.
const OTHERS: readonly (readonly [name: string, least: number])[] = [
  ["-loops", 2],
  ["-family", 2],
  ["-0", 2],
  ["-M", 2],
  ["-B", 2],
  ["-human-readable", 2],
  ["-help", 2],
  ["-iec", 2],
  ["-statistics", 2],
  ["-stats", 2],
  ["-resolve", 2],
  ["-oneline", 2],
  ["-timestamp", 2],
  ["-tshort", 3],
  ["-force", 3],
  ["-batch", 2],
  ["-rcvbuf", 3],
  ["-netns", 2],
  ["-all", 2],
  ["-json", 2],
  ["-pretty", 2],
  ["-Version", 2],
  ["-echo", 5],
  ["-compressvlans", 3],
];

// `bridge` has no such options; only it has `-compressvlans`.
const OF_IP: ReadonlySet<string> = new Set([
  "-loops",
  "-0",
  "-M",
  "-B",
  "-human-readable",
  "-iec",
  "-resolve",
  "-rcvbuf",
  "-all",
  "-echo",
]);

function isOf(tool: string, name: string): boolean {
  return tool === "bridge" ? !OF_IP.has(name) : name !== "-compressvlans";
}

function isBeginning(word: string, name: string, least: number): boolean {
  return word.length >= least && name.startsWith(word);
}

/** Reads the options and the object; an answer where the tool would refuse an option, or has one that is not imitated. */
export function readIp(
  tool: Pick<Tool, "name" | "forms">,
  words: readonly string[],
): IpCommand | Answer {
  let options: IpOptions = { family: null, brief: false, detailed: false };
  let at = 0;
  for (; words[at]?.startsWith("-") === true; at++) {
    const word = (words[at] ?? "").replace(/^--/, "-").replace(/^-c=.*|^-color=.*/, "-c");
    const known = OPTIONS.find(([name, least]) => isBeginning(word, name, least));
    if (known === undefined) {
      const isReal = OTHERS.some(
        ([name, least]) => isOf(tool.name, name) && isBeginning(word, name, least),
      );
      const help = tool.name === "bridge" ? "bridge help" : `${tool.name} -help`;
      return isReal
        ? usageOf(tool, words.join(" "))
        : refused(`Option "${words[at] ?? ""}" is unknown, try "${help}".\n`, 255);
    }
    options = { ...options, ...known[2] };
  }
  return { options, object: words[at] ?? "", words: words.slice(at + 1) };
}

/** The name of which a word is a beginning, as iproute2 abbreviates; null where there is none (lib/utils.c: matches). */
export function abbreviated(word: string, names: readonly string[]): string | null {
  return word === "" ? null : (names.find((name) => name.startsWith(word)) ?? null);
}

/** What a list was narrowed by: `dev eth0`, `table all`. */
export type Narrowing = ReadonlyMap<string, string>;

/** Reads pairs of words; a word that is no known key goes to `bare`, once, else null. */
export function readNarrowing(
  words: readonly string[],
  { keys, flags = [], bare }: NarrowingWords,
): Narrowing | null {
  const found = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const value = words[at + 1];
    if (flags.includes(word)) found.set(word, "");
    else if (keys.includes(word)) {
      if (value === undefined) return null;
      found.set(word, value);
      at++;
    } else if (bare !== null && !found.has(bare)) found.set(bare, word);
    else return null;
  }
  return found;
}

/** What may narrow a list. */
export interface NarrowingWords {
  readonly keys: readonly string[];
  readonly flags?: readonly string[];
  /** What a word alone stands for; null for nothing. */
  readonly bare: string | null;
}
