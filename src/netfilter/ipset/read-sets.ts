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

// Further ones say nothing new.
const MOST_DIAGNOSTICS = 100;
// The sets of one text together, so that untrusted text does not make reading slow.
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
  const drafts = new Map<string, Draft>();
  const reading = setReading(report);
  for (const words of wordsOfLines(source)) {
    if (diagnostics.length > MOST_DIAGNOSTICS) break;
    readLine(words, drafts, reading);
  }
  const sets = [...drafts.values()].map(({ set, entries }): [string, IpSet] => [
    set.name,
    { ...set, entries: [...entries.values()] },
  ]);
  return { sets: new Map(sets), diagnostics };
}

function readLine(words: readonly Word[], drafts: Map<string, Draft>, reading: SetReading): void {
  const isFlag = ({ text }: Word): boolean => text === "-exist" || text === "-!";
  const [command, ...rest] = words.filter((word, place) => place !== 0 || !isFlag(word));
  if (command === undefined) return;
  const kind = COMMANDS[command.text];
  switch (kind) {
    case undefined:
      reading.mistake(
        command,
        "sets-unknown-command",
        nearName(command.text, Object.keys(COMMANDS)),
      );
      return;
    case "none":
      return;
    case "create": {
      const set = readCreate(rest, command, reading);
      const name = rest[0];
      if (set === null || name === undefined) return;
      if (!drafts.has(set.name)) drafts.set(set.name, { set, entries: new Map() });
      else if (!rest.some(isFlag)) reading.mistake(name, "sets-repeated-set");
      return;
    }
    case "add":
    case "del":
    case "flush":
    case "destroy": {
      const name = rest[0];
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
      else changeEntries(kind, rest, draft, { drafts, reading, command });
      return;
    }
  }
}

function changeEntries(
  kind: "add" | "del",
  [, entry, ...rest]: readonly Word[],
  { set, entries }: Draft,
  { drafts, reading, command }: { drafts: Map<string, Draft>; reading: SetReading; command: Word },
): void {
  if (entry === undefined) {
    reading.mistake(command, "sets-incomplete");
    return;
  }
  if (set.type === "list:set" && !drafts.has(entry.text)) {
    reading.mistake(entry, "sets-unknown-set", nearName(entry.text, drafts.keys()));
    return;
  }
  const read = readEntries(entry, rest, set, reading);
  if (read === null) return;
  const isForced = rest.some(({ text }) => text === "-exist" || text === "-!");
  for (const each of read) {
    const key = entryKey(each.elements);
    if (kind === "del") {
      entries.delete(key);
      continue;
    }
    // Of a range those that are there already are left as they are.
    if (entries.has(key) && !isForced && read.length === 1) {
      reading.mistake(entry, "sets-repeated-entry");
      return;
    }
    const most = set.type === "list:set" ? Infinity : set.options.maxElements;
    const all = [...drafts.values()].reduce((sum, one) => sum + one.entries.size, 0);
    if (!entries.has(key) && (entries.size >= most || all >= MOST_ENTRIES)) {
      reading.mistake(entry, "sets-full", { max: Math.min(most, MOST_ENTRIES) });
      return;
    }
    entries.set(key, each);
  }
}
