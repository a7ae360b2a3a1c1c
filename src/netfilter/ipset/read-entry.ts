import type { Word } from "../iptables/word.js";
import { nearName } from "../iptables/near-name.js";
import type { IpSet, SetEntry } from "./ip-set.js";
import { readElements } from "./read-elements.js";
import { readCount } from "./set-reading.js";
import type { SetReading } from "./set-reading.js";

const MOST = Number.MAX_SAFE_INTEGER;
const LONGEST_TIMEOUT = 2_147_483;
const LONGEST_COMMENT = 255;

/** Reads `ENTRY option …` of `ipset add`: every entry that it stands for; null after a reported mistake. */
export function readEntries(
  word: Word,
  rest: readonly Word[],
  set: IpSet,
  reading: SetReading,
): readonly SetEntry[] | null {
  const elements = readElements(word, set, reading);
  const beside = elements === null ? null : readBeside(rest, set, reading);
  if (elements === null || beside === null) return null;
  return elements.map((each) => ({ elements: each, ...beside }));
}

function readBeside(
  words: readonly Word[],
  { type, options }: IpSet,
  reading: SetReading,
): Omit<SetEntry, "elements"> | null {
  const known = [
    ...(options.timeout === null ? [] : ["timeout"]),
    ...(options.counters ? ["packets", "bytes"] : []),
    ...(options.comment ? ["comment"] : []),
    ...(options.skbInfo ? ["skbmark", "skbprio", "skbqueue"] : []),
    ...(type.includes("net") ? ["nomatch"] : []),
  ];
  const values = new Map<string, Word>();
  let noMatch = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    if (!known.includes(word.text))
      return reading.mistake(word, "sets-unknown-option", nearName(word.text, known));
    if (word.text === "nomatch") {
      noMatch = true;
      continue;
    }
    const value = words[++at];
    if (value === undefined) return reading.mistake(word, "sets-missing-value");
    values.set(word.text, value);
  }
  const count = (name: string, usual: number, most: number): number | null => {
    const word = values.get(name);
    return word === undefined ? usual : readCount(word, most, reading);
  };
  const timeout = count("timeout", options.timeout ?? 0, LONGEST_TIMEOUT);
  const packets = count("packets", 0, MOST);
  const bytes = count("bytes", 0, MOST);
  if (timeout === null || packets === null || bytes === null) return null;
  const comment = values.get("comment");
  if (comment !== undefined && comment.text.length > LONGEST_COMMENT)
    return reading.mistake(comment, "sets-long-comment", { limit: LONGEST_COMMENT });
  const skb = ["skbmark", "skbprio", "skbqueue"].flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [`${name} ${value.text}`];
  });
  return {
    noMatch,
    // 0 stands for no end.
    timeout: timeout === 0 ? null : timeout,
    packets,
    bytes,
    comment: comment?.text ?? null,
    skbInfo: skb.join(" "),
  };
}
