import { warningAt } from "../../base/diagnostic.js";
import type { Diagnostic, Report } from "../../base/diagnostic.js";
import type { SourceText } from "../../base/source-span.js";
import type { Word } from "../iptables/word.js";
import { nearName } from "../iptables/near-name.js";
import { entryKey } from "./entry-key.js";
import type { IpSet, IpSets, SetEntry } from "./ip-set.js";
import { readCreate } from "./read-create.js";
import { readEntries } from "./read-entry.js";
import { wordsOfLines } from "./set-line.js";
import { setReading } from "./set-reading.js";
import type { SetReading } from "./set-reading.js";

interface Draft {
  readonly set: IpSet;
  readonly entries: Map<string, SetEntry>;
}

interface Reader {
  readonly drafts: Map<string, Draft>;
  readonly reading: SetReading;
  /** How many entries were added or removed so far. */
  handled: number;
}

// Further ones say nothing new.
const MOST_DIAGNOSTICS = 100;
// Of one text, so that untrusted text does not make reading slow.
const MOST_ENTRIES = 500_000;

const COMMANDS: Readonly<Record<string, "create" | "add" | "del" | "flush" | "destroy" | "none">> =
  {
    create: "create",
    "-N": "create",
    add: "add",
    "-A": "add",
    del: "del",
    "-D": "del",
    flush: "flush",
    "-F": "flush",
    destroy: "destroy",
    "-X": "destroy",
    COMMIT: "none",
  };

/** Reads what `ipset save` printed, or what `ipset restore` is given. Every mistake is reported at its place; the lines around it still count. */
export function readSets(source: SourceText): {
  readonly sets: IpSets;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => {
    if (diagnostics.length < MOST_DIAGNOSTICS) diagnostics.push(diagnostic);
    else if (diagnostics.length === MOST_DIAGNOSTICS)
      diagnostics.push(
        warningAt(diagnostic.span, "sets-too-many-mistakes", { max: MOST_DIAGNOSTICS }),
      );
  };
  const to: Reader = { drafts: new Map(), reading: setReading(report), handled: 0 };
  for (const words of wordsOfLines(source)) {
    if (diagnostics.length > MOST_DIAGNOSTICS) break;
    readLine(words, to);
  }
  const sets = [...to.drafts.values()].map(({ set, entries }): [string, IpSet] => [
    set.name,
    { ...set, entries: [...entries.values()] },
  ]);
  return { sets: new Map(sets), diagnostics };
}

function readLine(words: readonly Word[], to: Reader): void {
  const { drafts, reading } = to;
  const isFlag = ({ text, quoted }: Word): boolean =>
    !quoted && (text === "-exist" || text === "-!");
  const isForced = words.some(isFlag);
  const [command, name, ...rest] = words.filter((word) => !isFlag(word));
  if (command === undefined) return;
  const kind = COMMANDS[command.text];
  switch (kind) {
    case undefined: {
      const near = nearName(command.text, Object.keys(COMMANDS));
      reading.mistake(command, "sets-unknown-command", near);
      return;
    }
    case "none":
      return;
    case "create": {
      const set = readCreate(name === undefined ? [] : [name, ...rest], command, reading);
      if (set === null || name === undefined) return;
      if (!drafts.has(set.name)) drafts.set(set.name, { set, entries: new Map() });
      else if (!isForced) reading.mistake(name, "sets-repeated-set");
      return;
    }
    case "add":
    case "del":
    case "flush":
    case "destroy": {
      if (name === undefined) {
        reading.mistake(command, "sets-incomplete");
        return;
      }
      const draft = drafts.get(name.text);
      if (draft === undefined) {
        reading.mistake(name, "sets-unknown-set", nearName(name.text, drafts.keys()));
        return;
      }
      if (kind === "destroy") drafts.delete(name.text);
      else if (kind === "flush") draft.entries.clear();
      else changeEntries(draft, { kind, words: rest, command, isForced }, to);
      return;
    }
  }
}

interface Change {
  readonly kind: "add" | "del";
  /** The entry, and what is said of it. */
  readonly words: readonly Word[];
  readonly command: Word;
  readonly isForced: boolean;
}

function changeEntries({ set, entries }: Draft, change: Change, to: Reader): void {
  const { drafts, reading } = to;
  const [entry, ...rest] = change.words;
  if (entry === undefined) {
    reading.mistake(change.command, "sets-incomplete");
    return;
  }
  if (set.type === "list:set" && !drafts.has(entry.text)) {
    reading.mistake(entry, "sets-unknown-set", nearName(entry.text, drafts.keys()));
    return;
  }
  const read = readEntries(entry, rest, set, reading) ?? [];
  to.handled += read.length;
  const most = set.type === "list:set" ? Infinity : set.options.maxElements;
  for (const each of read) {
    const key = entryKey(each.elements);
    if (change.kind === "del") {
      entries.delete(key);
      continue;
    }
    const isThere = entries.has(key);
    // Of a range those that are there already are left as they are.
    if (isThere && !change.isForced && read.length === 1) {
      reading.mistake(entry, "sets-repeated-entry");
      return;
    }
    if (!isThere && (entries.size >= most || to.handled > MOST_ENTRIES)) {
      reading.mistake(entry, "sets-full", { max: Math.min(most, MOST_ENTRIES) });
      return;
    }
    if (!isThere || change.isForced) entries.set(key, each);
  }
  if (to.handled > MOST_ENTRIES) reading.mistake(entry, "sets-full", { max: MOST_ENTRIES });
}
