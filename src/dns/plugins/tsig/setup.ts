import { recordTypeNumber } from "../../../packet/record-type-number.js";
import { normalZone, zonesOrKeys } from "../../corefile/block-key.js";
import { advance, currentText } from "../../corefile/cursor.js";
import { advanceInBlock, remainingArguments, wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NO_FILES, readFile } from "../../files.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";
import { createTsig } from "./handler.js";
import { readKeys } from "./read-keys.js";

/** The numbers of opcodes by their names (miekg/dns msg.go v1.1: StringToOpcode). */
const OPCODES: ReadonlyMap<string, number> = new Map([
  ["QUERY", 0],
  ["IQUERY", 1],
  ["STATUS", 2],
  ["NOTIFY", 4],
  ["UPDATE", 5],
]);
const QUERY = 0;

interface Draft {
  readonly keys: Set<string>;
  types: readonly number[];
  allTypes: boolean;
  /** Of opcodes. */
  opcodes: readonly number[];
  allOpcodes: boolean;
}

/** Reads `tsig [ZONE…] { … }`; whatever is wrong, CoreDNS says that the words are (coredns plugin/tsig/setup.go: setup). */
export function setupTsig(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const line = directive.tokens[0]?.line ?? 0;
  const draft: Draft = {
    keys: new Set(),
    types: [],
    allTypes: false,
    opcodes: [],
    allOpcodes: false,
  };
  let zones: readonly string[] | null = null;
  while (advance(directive)) {
    if (zones !== null) return wrongArguments(directive);
    zones = zonesOrKeys(remainingArguments(directive), block.zones);
    while (advanceInBlock(directive)) {
      if (!readOption(directive, block, draft)) return wrongArguments(directive);
    }
  }
  const options = {
    zones: zones ?? [],
    types: draft.allTypes ? null : draft.types,
    everyQuery: draft.allOpcodes || draft.opcodes.includes(QUERY),
  };
  return { kind: "done", parts: [{ line, start: () => createTsig(options) }], unsupported: [] };
}

// False where anything is wrong.
function readOption(directive: Dispenser, { files = NO_FILES }: SetupBlock, draft: Draft): boolean {
  const option = currentText(directive);
  if (!["secret", "secrets", "require", "require_opcode"].includes(option)) return false;
  const words = remainingArguments(directive);
  const [first = ""] = words;
  switch (option) {
    case "secret":
      return words.length === 2 && addKeys(draft, [normalZone(first)]);
    case "secrets": {
      const text = words.length === 1 ? readFile(files, first) : null;
      const keys = text === null ? null : readKeys(text);
      return keys !== null && addKeys(draft, keys);
    }
    case "require": {
      draft.allTypes ||= first === "all";
      const types = first === "all" ? [] : named(words, recordTypeNumber);
      draft.types = types ?? [];
      return words.length > 0 && types !== null;
    }
    default: {
      draft.allOpcodes ||= first === "all";
      const opcodes = first === "all" ? [] : named(words, opcodeNumber);
      draft.opcodes = opcodes ?? [];
      return words.length > 0 && opcodes !== null;
    }
  }
}

function addKeys({ keys }: Draft, added: readonly string[]): boolean {
  if (added.some((key) => keys.has(key))) return false;
  for (const key of added) keys.add(key);
  return true;
}

// The numbers of words, none for `none`; null where a word names nothing.
function named(
  words: readonly string[],
  numberOf: (word: string) => number | null,
): readonly number[] | null {
  if (words[0] === "none") return [];
  const numbers = words.map(numberOf);
  return numbers.includes(null) ? null : numbers.filter((number) => number !== null);
}

function opcodeNumber(word: string): number | null {
  return OPCODES.get(word) ?? null;
}
