import { parseRecordClass, parseRecordType } from "../../packet/dns-code.js";
import type { RecordClass, RecordType, ResourceRecord } from "../../packet/dns-message.js";
import { absoluteName } from "./absolute-name.js";
import { generateLines } from "./generate.js";
import { lexZoneFile } from "./lex.js";
import type { ZoneEntry, ZoneFault, ZoneToken } from "./lex.js";
import { readRecordData } from "./record-data.js";
import { parseZoneTime } from "./ttl.js";

/** What a zone file is read with. */
export interface ZoneSource {
  /** Its path, which `$INCLUDE` paths are relative to. */
  readonly path: string;
  readonly text: string;
  readonly origin: string;
  /** The text of another file; null where there is none. */
  readonly readFile: (path: string) => string | null;
}

/** The records of a zone file in their order, or what CoreDNS says against it. */
export type ParsedZoneFile = readonly ResourceRecord[] | { readonly error: string };

/** Reads a zone file (RFC 1035, 5; miekg/dns scan.go: ZoneParser). */
export function parseZoneFile(source: ZoneSource): ParsedZoneFile {
  const records: ResourceRecord[] = [];
  const error = readInto(records, source, { ttl: null, depth: 0, generated: false });
  return error === null ? records : { error };
}

// miekg/dns scan.go: maxIncludeDepth; the number of records is ours, since files can include each other many times.
const DEEPEST_INCLUDE = 7;
const MOST_RECORDS = 500_000;
const GENERATED_TTL = 3600;

interface Ttl {
  readonly seconds: number;
  /** Whether `$TTL` said so; else it is the last record's, which the next may change. */
  readonly fixed: boolean;
}

interface Reading {
  readonly ttl: Ttl | null;
  readonly depth: number;
  readonly generated: boolean;
}

/** What holds from one entry to the next. */
interface State extends ZoneSource {
  origin: string;
  owner: string;
  ttl: Ttl | null;
  readonly depth: number;
  readonly generated: boolean;
}

function readInto(records: ResourceRecord[], source: ZoneSource, reading: Reading): string | null {
  const { entries, fault } = lexZoneFile(source.text);
  const state: State = { ...source, ...reading, owner: "" };
  for (const entry of entries) {
    const wrong = readEntry(records, state, entry);
    if (typeof wrong === "string") return wrong;
    if (wrong !== null) return faultText(source.path, wrong);
  }
  return fault === null ? null : faultText(source.path, fault);
}

function faultText(path: string, { text, token }: ZoneFault): string {
  return `${path}: dns: ${text}: ${JSON.stringify(token.text)} at line: ${token.line}:${token.column}`;
}

// A text is the fault of another file, which names it already.
function readEntry(
  records: ResourceRecord[],
  state: State,
  entry: ZoneEntry,
): ZoneFault | string | null {
  const [first] = entry.tokens;
  const directive = entry.indented || first === undefined ? "" : first.text.toUpperCase();
  const words = entry.tokens.slice(1);
  switch (directive) {
    case "$TTL": {
      const [word = entry.end, garbage] = words;
      if (garbage !== undefined) return { text: "garbage after rdata", token: garbage };
      const seconds = word === entry.end ? null : parseZoneTime(word.text);
      if (seconds === null) return { text: "expecting $TTL value, not this...", token: word };
      state.ttl = { seconds, fixed: true };
      return null;
    }
    case "$ORIGIN": {
      const [word = entry.end, garbage] = words;
      if (garbage !== undefined) return { text: "garbage after rdata", token: garbage };
      const origin = absoluteName(word.text, state.origin);
      if (origin === null) return { text: "bad origin name", token: word };
      state.origin = origin;
      return null;
    }
    case "$INCLUDE":
      return include(records, state, entry);
    case "$GENERATE": {
      if (state.generated)
        return { text: "nested $GENERATE directive not allowed", token: entry.end };
      const lines = generateLines(words, entry.end);
      if (typeof lines !== "string") return lines;
      const ttl = { seconds: GENERATED_TTL, fixed: false };
      return readInto(
        records,
        { ...state, text: lines },
        { ttl, depth: state.depth, generated: true },
      );
    }
    default:
      return readRecord(records, state, entry);
  }
}

function include(
  records: ResourceRecord[],
  state: State,
  { tokens, end }: ZoneEntry,
): ZoneFault | string | null {
  const [, file = end, written] = tokens;
  if (file === end) return { text: "expecting $INCLUDE value, not this...", token: end };
  const origin = written === undefined ? state.origin : absoluteName(written.text, state.origin);
  if (origin === null) return { text: "bad origin name", token: written ?? end };
  if (state.depth >= DEEPEST_INCLUDE) return { text: "too deeply nested $INCLUDE", token: file };
  const folder = state.path.includes("/") ? state.path.replace(/[^/]*$/, "") : "";
  const path = file.text.startsWith("/") ? file.text : folder + file.text;
  const text = state.readFile(path);
  if (text === null) {
    const as = path === file.text ? "" : ` as \`${path}'`;
    const reason = `failed to open \`${file.text}'${as}: open ${path}: no such file or directory`;
    return { text: reason, token: file };
  }
  const { ttl, depth, generated } = state;
  return readInto(records, { ...state, path, text, origin }, { ttl, generated, depth: depth + 1 });
}

function readRecord(records: ResourceRecord[], state: State, entry: ZoneEntry): ZoneFault | null {
  const { tokens, end, indented } = entry;
  let at = 0;
  // A word alone on its line is no owner to the real one.
  if (!indented && tokens.length > 1) {
    const [owner = end] = tokens;
    const name = absoluteName(owner.text, state.origin);
    if (name === null) return { text: "bad owner name", token: owner };
    state.owner = name;
    at = 1;
  }
  const header = readHeader(state, tokens.slice(at), entry);
  if ("token" in header) return header;
  const { type, recordClass, rest } = header;
  if (records.length >= MOST_RECORDS) return { text: "too many records", token: end };
  const read = readRecordData(type, rest, { origin: state.origin, end });
  if ("token" in read) return read;
  const ttl = header.ttl ?? state.ttl?.seconds ?? 0;
  records.push({ name: state.owner, type, class: recordClass, ttl, data: read.data });
  return null;
}

interface Header {
  readonly type: RecordType;
  readonly recordClass: RecordClass;
  readonly ttl: number | null;
  readonly rest: readonly ZoneToken[];
}

// The TTL and the class stand before the type, in any order, and each may be left out.
function readHeader(
  state: State,
  tokens: readonly ZoneToken[],
  { end, indented }: ZoneEntry,
): Header | ZoneFault {
  let ttl: number | null = null;
  let recordClass: RecordClass | null = null;
  for (const [index, token] of tokens.entries()) {
    const type = token.quoted ? null : parseRecordType(token.text);
    if (type !== null) {
      if (!indented && ttl === null && recordClass === null && state.ttl === null) {
        return { text: "missing TTL with no previous value", token };
      }
      return { type, recordClass: recordClass ?? "IN", ttl, rest: tokens.slice(index + 1) };
    }
    const named: RecordClass | null = recordClass === null ? parseRecordClass(token.text) : null;
    if (named !== null) recordClass = named;
    else {
      const seconds: number | null = ttl === null ? parseZoneTime(token.text) : null;
      if (seconds === null) return { text: expected(ttl !== null, recordClass !== null), token };
      ttl = seconds;
      if (state.ttl?.fixed !== true) state.ttl = { seconds, fixed: false };
    }
  }
  return { text: expected(ttl !== null, recordClass !== null), token: end };
}

function expected(hasTtl: boolean, hasClass: boolean): string {
  if (hasTtl && hasClass) return "unknown RR type";
  return hasTtl ? "expecting RR type or class, not this..." : "not a TTL";
}
