import { address, bitsOf, parseAddress } from "../../base/address.js";
import type { Address, Family } from "../../base/address.js";
import { prefixOf } from "../../base/prefix.js";
import type { Word } from "../iptables/word.js";
import type { GivenOption, MatchForm } from "./form.js";
import type { RecentQuestion } from "./recent-question.js";

/** `-m recent`: whether an address was seen before, and remembering that it was. */
export interface RecentMatch extends RecentQuestion {
  readonly kind: "recent";
  readonly side: "source" | "destination";
  /** The bits of the address that count, as an address. */
  readonly mask: Address;
}

const FULL_MASK: Readonly<Record<Family, Address>> = {
  ipv4: address("255.255.255.255"),
  ipv6: address("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
};

const ACTIONS = ["set", "rcheck", "update", "remove"] as const;

/** The form of `-m recent`. */
export const recent: MatchForm<RecentMatch> = {
  module: "recent",
  options: {
    "--set": 0,
    "--rcheck": 0,
    "--update": 0,
    "--remove": 0,
    "--seconds": 1,
    "--reap": 0,
    "--hitcount": 1,
    "--rttl": 0,
    "--name": 1,
    "--mask": 1,
    "--rsource": 0,
    "--rdest": 0,
  },
  read(given, reading) {
    const option = (name: string): (typeof given)[number] | undefined =>
      given.find((each) => each.name.text === name);
    const number = (name: string): number | null => {
      const word = option(name)?.values[0];
      return word !== undefined && /^\d{1,9}$/.test(word.text) ? Number(word.text) : null;
    };
    const action = ACTIONS.find((name) => option(`--${name}`) !== undefined);
    if (action === undefined) return null;
    for (const name of ["--seconds", "--hitcount"]) {
      const word = option(name)?.values[0];
      if (word !== undefined && number(name) === null)
        return reading.mistake(word, "rules-not-a-number");
    }
    const wrong = misplaced(action, given);
    if (wrong !== undefined)
      return reading.mistake(wrong, "rules-not-together", { other: `--${action}` });
    if (option("--reap") !== undefined && option("--seconds") === undefined) return null;
    const maskWord = option("--mask")?.values[0];
    const mask = maskWord === undefined ? FULL_MASK[reading.family] : parseAddress(maskWord.text);
    if (mask === null)
      return maskWord === undefined ? null : reading.mistake(maskWord, "rules-not-an-address");
    return {
      kind: "recent",
      negated: option(`--${action}`)?.negated ?? false,
      action,
      list: option("--name")?.values[0]?.text ?? "DEFAULT",
      seconds: number("--seconds"),
      reap: option("--reap") !== undefined,
      hitCount: number("--hitcount"),
      sameTtl: option("--rttl") !== undefined,
      side: option("--rdest") === undefined ? "source" : "destination",
      mask,
    };
  },
  print: (match) => `-m recent ${clauseOf(match)} ${listOf(match)}`,
  holds(match, { surroundings, headers }) {
    if (surroundings === null) return null;
    const { buffer, memory, now } = surroundings;
    const address = masked(headers[match.side], match.mask);
    // The time to live as before forwarding took one off (recent_mt).
    const isForwarded = buffer.output !== null && buffer.owner === null;
    const ttl = headers.ttl + (isForwarded ? 1 : 0);
    return memory.recent.ask(match, { address, ttl }, now);
  },
  miss: (match, { headers }) => ({ clause: clauseOf(match), found: headers[match.side] }),
};

// Times and counts are asked of an address that was seen, not of one that is entered or removed.
function misplaced(action: string, given: readonly GivenOption[]): Word | undefined {
  if (action === "rcheck" || action === "update") return undefined;
  const names = ["--seconds", "--hitcount", "--reap", "--rttl"];
  return given.find(({ name }) => names.includes(name.text))?.name;
}

function clauseOf({ negated, action, seconds, reap, hitCount, sameTtl }: RecentMatch): string {
  const parts = [
    `${negated ? "! " : ""}--${action}`,
    ...(seconds === null ? [] : [`--seconds ${seconds}`]),
    ...(reap ? ["--reap"] : []),
    ...(hitCount === null ? [] : [`--hitcount ${hitCount}`]),
    ...(sameTtl ? ["--rttl"] : []),
  ];
  return parts.join(" ");
}

function listOf({ list, mask, side }: RecentMatch): string {
  return `--name ${list} --mask ${mask} --r${side === "source" ? "source" : "dest"}`;
}

function masked(key: Address, mask: Address): Address {
  if (mask === FULL_MASK.ipv4 || mask === FULL_MASK.ipv6) return key;
  const ones = bitsOf(mask).toString(2).replace(/0+$/, "").length;
  return prefixOf(key, ones).base;
}
