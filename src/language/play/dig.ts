import { parseAddress } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { USUAL_DIG } from "../../cluster/dns-client.js";
import type { DigOptions } from "../../cluster/dns-client.js";
import type { Command } from "../../cluster/scenario.js";
import { parseRecordType } from "../../packet/dns-code.js";
import type { RecordType } from "../../packet/dns-message.js";
import { reverseName } from "../../packet/reverse-name.js";
import type { Word } from "../syntax.js";
import { readAddress } from "../value/address.js";
import { isDomainName, nearParameters } from "../value/name.js";
import { readNumber } from "../value/number.js";
import type { WordReader } from "../word-reader.js";
import { readDigFlag } from "./dig-option.js";
import { hasResolver } from "./has-resolver.js";
import type { NameScope } from "./name-scope.js";
import { warnOfMistake } from "./name-scope.js";

/** The types that can be asked for by their names; `TYPE65280` is one too. */
const TYPES: readonly RecordType[] = [
  "A",
  "AAAA",
  "CNAME",
  "NS",
  "SOA",
  "PTR",
  "SRV",
  "TXT",
  "MX",
  "HINFO",
  "ANY",
  "CAA",
  "NAPTR",
  "HTTPS",
  "SVCB",
];

const CLASSES = ["IN", "CH", "HS"] as const;

interface DigDraft {
  name: string | null;
  type: RecordType | null;
  class: "IN" | "CH";
  options: DigOptions;
}

/** Reads what stands behind `dig`: a name, a type, a class, `@SERVER`, `-x ADDRESS`, `-t`, `-p` and `+` options in any order; null with a diagnostic. */
export function readDig(words: WordReader, scope: NameScope): Command | null {
  const given = words.list("NAME");
  if (given.length === 0) return null;
  const draft = readDigWords(given, words.report, (name, word) => {
    warnOfMistake(name, word, scope);
  });
  if (draft === null) return null;
  if (draft.options.server === null && !hasResolver(scope)) {
    // Nobody told it of a DNS server.
    words.take("@ADDRESS");
    return null;
  }
  if (draft.name === null) words.take("NAME");
  return draft.name === null ? null : commandOf({ ...draft, name: draft.name });
}

/** A command line of dig, and the mistakes in it; null where it asks for nothing. */
export function digCommand(
  given: readonly string[],
  source: string,
): { readonly command: Command | null; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  let start = 0;
  const words = given.map((text): Word => {
    const span = { source, start, end: start + text.length };
    start = span.end + 1;
    return { text, quoted: false, closed: true, gap: 1, span };
  });
  const report = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic);
  };
  const draft = readDigWords(words, report, () => undefined);
  const name = draft?.name ?? null;
  return {
    command: draft === null || name === null ? null : commandOf({ ...draft, name }),
    diagnostics,
  };
}

/** Reads dig's words; null with a diagnostic. */
function readDigWords(
  given: readonly Word[],
  report: WordReader["report"],
  onName: (name: string, word: Word) => void,
): DigDraft | null {
  const draft: DigDraft = {
    name: null,
    type: null,
    class: "IN",
    options: { ...USUAL_DIG, words: given.map(({ text }) => text) },
  };
  const unknown = (word: Word): null => {
    report(errorAt(word.span, "not-yet-supported", { word: word.text }));
    return null;
  };
  const left = [...given];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const { text } = word;
    if (/^-[xtqpc]$/.test(text)) {
      const value = left.shift();
      if (value === undefined) {
        report(
          errorAt(word.span, "missing-value", { after: text, expected: [EXPECTED[text] ?? ""] }),
        );
        return null;
      }
      if (!takeDashed(draft, text, value, report)) return null;
      if (text === "-q") onName(value.text, value);
    } else if (text.startsWith("+")) {
      const options = readDigFlag(draft.options, word, report);
      if (options === null) return null;
      draft.options = options;
    } else if (text === "-4") continue;
    else if (text.startsWith("-")) return unknown(word);
    else if (/^@./.test(text)) {
      const server = readAddress(innerWord(word, 1), report);
      if (server === null) return null;
      draft.options = { ...draft.options, server: server.value };
    } else if (!takePlain(draft, word, report, onName)) return null;
  }
  return draft;
}

const EXPECTED: Readonly<Record<string, string>> = {
  "-x": "ADDRESS",
  "-t": "TYPE",
  "-q": "NAME",
  "-p": "PORT",
  "-c": "CLASS",
};

function takeDashed(
  draft: DigDraft,
  option: string,
  value: Word,
  report: WordReader["report"],
): boolean {
  switch (option) {
    case "-x": {
      const address = readAddress(value, report);
      if (address === null) return false;
      draft.name = reverseName(address.value);
      draft.type ??= "PTR";
      return true;
    }
    case "-p": {
      const port = readNumber(value, { min: 1, max: 65_535 }, report);
      if (port !== null) draft.options = { ...draft.options, port };
      return port !== null;
    }
    case "-q":
      draft.name = value.text;
      return isName(value, report);
    case "-c":
      return takeClass(draft, value, report);
    default: {
      const type = parseRecordType(value.text);
      if (type === null) reportChoice(value, TYPES, report);
      else draft.type = type;
      return type !== null;
    }
  }
}

// A word that is no option: the type or class where it can be one, else the name.
function takePlain(
  draft: DigDraft,
  word: Word,
  report: WordReader["report"],
  onName: (name: string, word: Word) => void,
): boolean {
  const { text } = word;
  const type = typeNamed(text);
  if (type !== null && draft.type === null) {
    draft.type = type;
    return true;
  }
  const isClass = CLASSES.some((one) => one === text.toUpperCase());
  if (isClass && type === null) return takeClass(draft, word, report);
  if (draft.name !== null) {
    reportChoice(word, TYPES, report);
    return false;
  }
  if (!isName(word, report)) return false;
  draft.name = text;
  onName(text, word);
  return true;
}

function typeNamed(text: string): RecordType | null {
  const known = TYPES.find((type) => type === text.toUpperCase());
  return known ?? (/^type\d{1,5}$/i.test(text) ? parseRecordType(text) : null);
}

function takeClass(draft: DigDraft, word: Word, report: WordReader["report"]): boolean {
  const found = (["IN", "CH"] as const).find((one) => one === word.text.toUpperCase());
  if (found === undefined) reportChoice(word, ["IN", "CH"], report);
  else draft.class = found;
  return found !== undefined;
}

function isName(word: Word, report: WordReader["report"]): boolean {
  if (isDomainName(word.text) || word.text === "." || parseAddress(word.text) !== null) return true;
  report(errorAt(word.span, "bad-domain-name", { text: word.text }));
  return false;
}

function reportChoice(word: Word, expected: readonly string[], report: WordReader["report"]): void {
  const near = nearParameters(word.text.toUpperCase(), expected);
  report(errorAt(word.span, "bad-choice", { text: word.text, expected, ...near }));
}

function innerWord(word: Word, from: number): Word {
  return {
    ...word,
    text: word.text.slice(from),
    span: { ...word.span, start: word.span.start + from },
  };
}

function commandOf(draft: DigDraft & { readonly name: string }): Command {
  const { name, type, options } = draft;
  return { kind: "dig", name, type: type ?? "A", class: draft.class, options };
}
