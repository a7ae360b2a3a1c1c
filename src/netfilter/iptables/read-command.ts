import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { SourceText } from "../../base/source-span.js";
import { isTableName, TABLES } from "../built-in.js";
import type { TableName } from "../rule-set.js";
import { linesOf } from "./line.js";
import { nearName } from "./near-name.js";
import type { Word } from "./word.js";

/** What one call of `iptables` is told to do. */
export interface IptablesCommand {
  readonly table: TableName;
  readonly command: CommandName;
  /** The word that says so. */
  readonly at: Word;
  /** The chain; null where all of the table's are meant. */
  readonly chain: Word | null;
  /** What stands behind the chain: a rule's number, a policy, another name. */
  readonly operands: readonly Word[];
  /** The rule's own words. */
  readonly rule: readonly Word[];
}

/** The commands that change something, and `check`. */
export type CommandName =
  | "append"
  | "insert"
  | "replace"
  | "delete"
  | "check"
  | "flush"
  | "zero"
  | "new-chain"
  | "delete-chain"
  | "rename-chain"
  | "policy";

// iptables 1.8.9 iptables/xshared.c: short and long names.
const COMMANDS: Readonly<Record<string, CommandName>> = {
  "-A": "append",
  "--append": "append",
  "-I": "insert",
  "--insert": "insert",
  "-R": "replace",
  "--replace": "replace",
  "-D": "delete",
  "--delete": "delete",
  "-C": "check",
  "--check": "check",
  "-F": "flush",
  "--flush": "flush",
  "-Z": "zero",
  "--zero": "zero",
  "-N": "new-chain",
  "--new-chain": "new-chain",
  "-X": "delete-chain",
  "--delete-chain": "delete-chain",
  "-E": "rename-chain",
  "--rename-chain": "rename-chain",
  "-P": "policy",
  "--policy": "policy",
};

// How many operands may follow the chain.
const OPERANDS: Readonly<Record<CommandName, number>> = {
  append: 0,
  insert: 1,
  replace: 1,
  delete: 1,
  check: 0,
  flush: 0,
  zero: 1,
  "new-chain": 0,
  "delete-chain": 0,
  "rename-chain": 1,
  policy: 1,
};

const OPTIONAL_CHAIN: ReadonlySet<CommandName> = new Set(["flush", "zero", "delete-chain"]);
/** Options that change nothing here: waiting for the lock, numbers instead of names, more output. */
const SILENT: ReadonlySet<string> = new Set(["-w", "--wait", "-n", "--numeric", "-v", "--verbose"]);

// A line of a dump, so that the words are those of the dump's own grammar.
const BEFORE = "-A x ";

/** Reads the words that follow `iptables` on a command line; null after a reported mistake. */
export function readCommand(source: SourceText, report: Report): IptablesCommand | null {
  const words = wordsOf(source, report);
  if (words === null) return null;
  let table: TableName = "filter";
  let named: { readonly command: CommandName; readonly at: Word } | null = null;
  let chain: Word | null = null;
  const operands: Word[] = [];
  const rule: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const command = word.quoted ? undefined : COMMANDS[word.text];
    if (word.text === "-t" || word.text === "--table") {
      const name = words[++at];
      if (name === undefined) return mistake(report, word, "rules-missing-value");
      if (!isTableName(name.text)) {
        report(errorAt(name.span, "rules-unknown-table", nearName(name.text, TABLES)));
        return null;
      }
      table = name.text;
    } else if (command !== undefined && named === null) {
      named = { command, at: word };
      const next = words[at + 1];
      if (next !== undefined && !isOption(next)) {
        chain = next;
        at++;
      } else if (!OPTIONAL_CHAIN.has(command)) {
        return mistake(report, word, "rules-missing-value");
      }
      while (operands.length < OPERANDS[command] && !isOption(words[at + 1])) {
        const operand = words[++at];
        if (operand === undefined) break;
        operands.push(operand);
      }
    } else if (SILENT.has(word.text)) {
      // The seconds to wait.
      if (/^\d+$/.test(words[at + 1]?.text ?? "") && word.text.startsWith("-w")) at++;
    } else {
      rule.push(word);
    }
  }
  if (named === null) {
    const span = words[0]?.span ?? { source: source.name, start: 0, end: source.text.length };
    const expected = Object.keys(COMMANDS).filter((name) => name.length === 2);
    report(errorAt(span, "rules-no-command", { found: words[0]?.text ?? "", expected }));
    return null;
  }
  return { table, ...named, chain, operands, rule };
}

function wordsOf(source: SourceText, report: Report): readonly Word[] | null {
  const [line] = linesOf({ name: source.name, text: BEFORE + source.text.trim() });
  const lead = source.text.length - source.text.trimStart().length - BEFORE.length;
  if (line?.kind === "rule") {
    return line.words.map((word) => ({
      ...word,
      span: { ...word.span, start: word.span.start + lead, end: word.span.end + lead },
    }));
  }
  const span = { source: source.name, start: 0, end: source.text.length };
  report(errorAt(span, "rules-unreadable-command"));
  return null;
}

function isOption(word: Word | undefined): boolean {
  return (
    word === undefined || (!word.quoted && (word.text === "!" || /^--?[a-z]/i.test(word.text)))
  );
}

function mistake(report: Report, { text, span }: Word, code: string): null {
  report(errorAt(span, code, { found: text }));
  return null;
}
