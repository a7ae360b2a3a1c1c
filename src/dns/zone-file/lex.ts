/** A word of a zone file. */
export interface ZoneToken {
  readonly text: string;
  /** Whether it stood in quotes. */
  readonly quoted: boolean;
  /** Whether it follows the one before without a blank. */
  readonly glued: boolean;
  /** Where CoreDNS says that it stands: the line, and the column behind its last character, from 1. */
  readonly line: number;
  readonly column: number;
}

/** What makes one record or directive: a line, or several where parentheses hold them together. */
export interface ZoneEntry {
  readonly tokens: readonly ZoneToken[];
  /** Whether it begins with a blank, so that the owner is the one before. */
  readonly indented: boolean;
  /** The end of its last line, for what is missing there. */
  readonly end: ZoneToken;
}

/** A text that is wrong, at the word where it shows. */
export interface ZoneFault {
  readonly text: string;
  readonly token: ZoneToken;
}

interface Reader {
  readonly text: string;
  at: number;
  line: number;
  lineStart: number;
}

/** The entries of a zone file, and the fault that they end with (miekg/dns scan.go: zlexer). */
export function lexZoneFile(text: string): {
  readonly entries: readonly ZoneEntry[];
  readonly fault: ZoneFault | null;
} {
  const reader: Reader = { text, at: 0, line: 1, lineStart: 0 };
  const entries: ZoneEntry[] = [];
  while (reader.at < text.length) {
    const entry = readEntry(reader);
    if ("token" in entry) return { entries, fault: entry };
    if (entry.tokens.length > 0) entries.push(entry);
  }
  return { entries, fault: null };
}

function readEntry(reader: Reader): ZoneEntry | ZoneFault {
  const tokens: ZoneToken[] = [];
  const indented = /[ \t]/.test(reader.text.charAt(reader.at));
  let depth = 0;
  let glued = false;
  for (;;) {
    const character = reader.text.charAt(reader.at);
    const end = place(reader, "\n", 0);
    if (character === "" && depth > 0) {
      return { text: "unbalanced brace", token: place(reader, "unbalanced brace", 0) };
    }
    if (character === "") return { tokens, indented, end };
    if (character === ";") {
      const stop = reader.text.indexOf("\n", reader.at);
      reader.at = stop === -1 ? reader.text.length : stop;
      continue;
    }
    if (character === "\n") {
      nextLine(reader);
      if (depth === 0) return { tokens, indented, end };
      glued = false;
      continue;
    }
    if (/[ \t\r()]/.test(character)) {
      if (character === "(") depth++;
      if (character === ")") depth--;
      reader.at++;
      // A parenthesis parts no words by itself, as in CoreDNS.
      if (/[ \t]/.test(character)) glued = false;
      if (depth < 0)
        return { text: "extra closing brace", token: place(reader, "extra closing brace", 0) };
      continue;
    }
    tokens.push(character === '"' ? readQuoted(reader, glued) : readWord(reader, glued));
    glued = true;
  }
}

function readWord(reader: Reader, glued: boolean): ZoneToken {
  let text = "";
  for (;;) {
    const character = reader.text.charAt(reader.at);
    if (character === "\\" && reader.at + 1 < reader.text.length) {
      const escaped = reader.text.charAt(reader.at + 1);
      text += character + (escaped === "\n" ? "" : escaped);
      reader.at += escaped === "\n" ? 1 : 2;
      continue;
    }
    if (character === "" || /[ \t\n;"()]/.test(character)) break;
    if (character !== "\r") text += character;
    reader.at++;
  }
  const isBlankNext = /[ \t]/.test(reader.text.charAt(reader.at));
  return { ...place(reader, text, isBlankNext ? 1 : 0), glued };
}

function readQuoted(reader: Reader, glued: boolean): ZoneToken {
  reader.at++;
  let text = "";
  for (;;) {
    const character = reader.text.charAt(reader.at);
    if (character === "" || character === '"') break;
    if (character === "\\") {
      text += character + reader.text.charAt(reader.at + 1);
      reader.at += 2;
      continue;
    }
    text += character;
    if (character === "\n") nextLine(reader);
    else reader.at++;
  }
  reader.at++;
  return { ...place(reader, text, 0), quoted: true, glued };
}

function place(reader: Reader, text: string, more: number): ZoneToken {
  const column = reader.at - reader.lineStart + more;
  return { text, quoted: false, glued: false, line: reader.line, column };
}

function nextLine(reader: Reader): void {
  reader.at++;
  reader.line++;
  reader.lineStart = reader.at;
}
