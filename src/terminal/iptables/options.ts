import { nearest } from "../../base/nearest.js";

/** What `iptables` was asked. */
export interface IptablesQuestion {
  readonly command: "list" | "rules" | "version";
  readonly table: string;
  readonly chain: string | null;
  readonly rule: string | null;
  readonly numeric: boolean;
  readonly verbose: boolean;
  readonly exact: boolean;
  readonly numbered: boolean;
}

/** Why it cannot be answered. */
export type OptionProblem =
  | { readonly kind: "unknown-option"; readonly word: string }
  | { readonly kind: "bad-argument"; readonly word: string }
  | { readonly kind: "missing-argument"; readonly word: string }
  | { readonly kind: "no-command" }
  /** An option that the tool has and that is not imitated, such as one that changes rules. */
  | { readonly kind: "not-imitated"; readonly word: string; readonly near: string | null };

const LONG: Readonly<Record<string, string>> = {
  "--list": "L",
  "--list-rules": "S",
  "--table": "t",
  "--numeric": "n",
  "--verbose": "v",
  "--exact": "x",
  "--line-numbers": "0",
  "--ipv4": "4",
  "--ipv6": "6",
  "--wait": "w",
  "--version": "V",
};

const KNOWN = "LStnvx046wV";
// What iptables has beside (iptables 1.8.9 iptables/iptables.c: original_opts).
const OTHERS = "ADCIRFZNXEPhsdpjiogfmcM";
const OTHER_LONG = [
  "--append",
  "--delete",
  "--check",
  "--insert",
  "--replace",
  "--flush",
  "--zero",
  "--new-chain",
  "--delete-chain",
  "--rename-chain",
  "--policy",
  "--source",
  "--destination",
  "--protocol",
  "--in-interface",
  "--out-interface",
  "--jump",
  "--goto",
  "--match",
  "--fragment",
  "--set-counters",
  "--modprobe",
  "--help",
];

/** Reads the words as iptables does: letters may stand together, and long options may be cut short. */
export function readOptions(words: readonly string[]): IptablesQuestion | OptionProblem {
  let question: IptablesQuestion = {
    command: "list",
    table: "filter",
    chain: null,
    rule: null,
    numeric: false,
    verbose: false,
    exact: false,
    numbered: false,
  };
  let isAsked = false;
  let at = 0;
  const next = (): string | null => {
    const word = words[at];
    if (word === undefined || word.startsWith("-") || word === "!") return null;
    at++;
    return word;
  };
  while (at < words.length) {
    const word = words[at++] ?? "";
    const letters = lettersOf(word);
    if (letters === null)
      return word.startsWith("-") ? unknown(word) : { kind: "bad-argument", word };
    for (const [place, letter] of Array.from(letters.text).entries()) {
      const attached = letters.isLong ? letters.value : letters.text.slice(place + 1) || null;
      if (OTHERS.includes(letter)) return notImitated(letters.isLong ? word : `-${letter}`);
      if (!KNOWN.includes(letter)) return { kind: "unknown-option", word: `-${letter}` };
      if (letter === "L" || letter === "S") {
        isAsked = true;
        const chain = attached ?? next();
        const rule = chain === null ? null : next();
        question = { ...question, command: letter === "L" ? "list" : "rules", chain, rule };
        if (attached !== null) break;
      } else if (letter === "t") {
        const table = attached ?? words[at++] ?? null;
        if (table === null) return { kind: "missing-argument", word: "t" };
        question = { ...question, table };
        break;
      } else if (letter === "w") {
        next();
      } else if (letter === "V") {
        return { ...question, command: "version" };
      } else {
        question = { ...question, ...FLAGS[letter] };
      }
    }
  }
  return isAsked ? question : { kind: "no-command" };
}

const FLAGS: Readonly<Record<string, Partial<IptablesQuestion>>> = {
  n: { numeric: true },
  v: { verbose: true },
  x: { exact: true },
  "0": { numbered: true },
};

interface Letters {
  readonly text: string;
  readonly isLong: boolean;
  readonly value: string | null;
}

function lettersOf(word: string): Letters | null {
  if (!word.startsWith("--")) {
    return /^-[^-]/.test(word) ? { text: word.slice(1), isLong: false, value: null } : null;
  }
  const [name = "", value = null] = word.split(/=(.*)/s);
  const exact = LONG[name];
  const near = Object.keys(LONG).filter((long) => long.startsWith(name) && name.length > 2);
  const letter = exact ?? (near.length === 1 ? LONG[near[0] ?? ""] : undefined);
  return letter === undefined ? null : { text: letter, isLong: true, value };
}

function unknown(word: string): OptionProblem {
  return OTHER_LONG.includes(word) ? notImitated(word) : { kind: "unknown-option", word };
}

function notImitated(word: string): OptionProblem {
  return { kind: "not-imitated", word, near: nearest(word, Object.keys(LONG)) };
}
