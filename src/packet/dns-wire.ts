import { classCode, classOf, rcodeNumber, rcodeOf, typeCode, typeOf } from "./dns-code.js";
import { readData, writeData } from "./dns-data.js";
import { ednsOf, optRecord, PLAIN_UDP_SIZE } from "./dns-edns.js";
import type { Edns } from "./dns-edns.js";
import type { DnsMessage, Question, ResourceRecord } from "./dns-message.js";
import { failAt, readBytes, readLong, readName, readShort } from "./dns-reader.js";
import type { DnsReader } from "./dns-reader.js";
import { bytesOfHex, hexOf } from "./hex.js";
import { createWriter, writeBytes, writeLong, writeName, writeShort } from "./dns-writer.js";
import type { DnsWriter } from "./dns-writer.js";
import type { EdnsOption } from "./edns-option.js";

// The bits of the header's second word (RFC 1035, 4.1.1; RFC 4035, 3).
const FLAG_BITS = { qr: 15, aa: 10, tc: 9, rd: 8, ra: 7, ad: 5, cd: 4 } as const;
const FLAG_NAMES = ["qr", "aa", "tc", "rd", "ra", "ad", "cd"] as const;
const OPCODE_MASK = 0x7800;
const NO_EDNS: Edns = { size: PLAIN_UDP_SIZE, version: 0, dnssecOk: false };

/** The message's bytes, names compressed. */
export function encodeDns(message: DnsMessage): Uint8Array {
  return Uint8Array.from(writeMessage(createWriter(), message).bytes);
}

/** The message's size in bytes, names compressed. */
export function dnsSize(message: DnsMessage): number {
  return writeMessage(createWriter(), message).bytes.length;
}

/** The message's size in bytes as it would be without compression, which is how CoreDNS counts what it logs. */
export function uncompressedDnsSize(message: DnsMessage): number {
  return writeMessage(createWriter(false), message).bytes.length;
}

function writeMessage(writer: DnsWriter, message: DnsMessage): DnsWriter {
  writeShort(writer, message.id);
  let word = rcodeNumber(message.rcode) & 0xf;
  for (const flag of FLAG_NAMES) if (message.flags[flag]) word |= 1 << FLAG_BITS[flag];
  writeShort(writer, word);
  const sections = [message.answer, message.authority, message.additional];
  writeShort(writer, message.question.length);
  for (const section of sections) writeShort(writer, section.length);
  for (const question of message.question) {
    writeName(writer, question.name);
    writeShort(writer, typeCode(question.type));
    writeShort(writer, classCode(question.class));
  }
  for (const record of sections.flat()) writeRecord(writer, record, message);
  return writer;
}

/** A message, or where the bytes are none: an offset in them, at most their length. */
export type ReadDns =
  | { readonly kind: "message"; readonly message: DnsMessage }
  | { readonly kind: "malformed"; readonly at: number };

/** The message that the bytes hold; null where they are malformed, cut short, or no plain query or reply. */
export function decodeDns(bytes: Uint8Array): DnsMessage | null {
  const read = readDns(bytes);
  return read.kind === "message" ? read.message : null;
}

/** The message that the bytes hold, or where they are malformed, cut short, or no plain query or reply. */
export function readDns(bytes: Uint8Array): ReadDns {
  const end = Math.min(bytes.length, 0xffff);
  const reader: DnsReader = { bytes, at: 0, end, failure: { at: null } };
  const message = readMessage(reader);
  if (message !== null && reader.at === bytes.length) return { kind: "message", message };
  return { kind: "malformed", at: reader.failure.at ?? reader.at };
}

const RCODE_AT = 3;

function readMessage(reader: DnsReader): DnsMessage | null {
  const [id, word, ...counts] = Array.from({ length: 6 }, () => readShort(reader));
  const [questions, answers, authorities, additionals] = counts;
  if (id == null || word == null || additionals == null) return null;
  if ((word & OPCODE_MASK) !== 0) return failAt(reader, 2);
  const flag = (name: keyof typeof FLAG_BITS): boolean => ((word >> FLAG_BITS[name]) & 1) === 1;
  const question = readSection(reader, questions ?? 0, readQuestion);
  const answer = question && readSection(reader, answers ?? 0, readRecord);
  const authority = answer && readSection(reader, authorities ?? 0, readRecord);
  const additional = authority && readSection(reader, additionals, readRecord);
  if (question === null || answer === null || authority === null || additional === null)
    return null;
  const rcode = rcodeOf((word & 0xf) + extendedBits(additional));
  if (rcode === null) return failAt(reader, RCODE_AT);
  return {
    id,
    flags: {
      qr: flag("qr"),
      aa: flag("aa"),
      tc: flag("tc"),
      rd: flag("rd"),
      ra: flag("ra"),
      ad: flag("ad"),
      cd: flag("cd"),
    },
    rcode,
    question,
    answer: answer.map(({ record }) => record),
    authority: authority.map(({ record }) => record),
    additional: additional.map(({ record }) => record),
  };
}

function writeRecord(writer: DnsWriter, record: ResourceRecord, message: DnsMessage): void {
  writeName(writer, record.name);
  writeShort(writer, typeCode(record.type));
  if (record.type === "OPT") {
    const edns = ednsOf({ ...message, additional: [record] });
    const { size, version, dnssecOk, options = [] } = edns ?? NO_EDNS;
    writeShort(writer, size);
    writer.bytes.push(rcodeNumber(message.rcode) >> 4, version, dnssecOk ? 0x80 : 0, 0);
    const written = options.map(({ code, data }) => ({ code, bytes: bytesOfHex(data) }));
    writeShort(
      writer,
      written.reduce((sum, { bytes }) => sum + 4 + bytes.length, 0),
    );
    for (const { code, bytes } of written) {
      writeShort(writer, code);
      writeShort(writer, bytes.length);
      writeBytes(writer, bytes);
    }
    return;
  }
  writeShort(writer, classCode(record.class));
  writeLong(writer, record.ttl);
  const lengthAt = writer.bytes.length;
  writeShort(writer, 0);
  writeData(writer, record.type, record.data);
  const length = writer.bytes.length - lengthAt - 2;
  writer.bytes.splice(lengthAt, 2, length >> 8, length & 0xff);
}

// A count may lie: every item takes bytes, so the loop ends with them at the latest.
function readSection<Item>(
  reader: DnsReader,
  count: number,
  read: (reader: DnsReader) => Item | null,
): Item[] | null {
  const items: Item[] = [];
  for (let index = 0; index < count; index++) {
    const item = read(reader);
    if (item === null) return null;
    items.push(item);
  }
  return items;
}

function readQuestion(reader: DnsReader): Question | null {
  const name = readName(reader);
  const type = readShort(reader);
  const code = readShort(reader);
  if (name === null || type === null || code === null) return null;
  return { name, type: typeOf(type), class: classOf(code) };
}

interface ReadRecord {
  readonly record: ResourceRecord;
  /** The upper bits of the response code, from an OPT record. */
  readonly extended: number;
}

function readRecord(reader: DnsReader): ReadRecord | null {
  const name = readName(reader);
  const type = readShort(reader);
  const code = readShort(reader);
  const ttl = readLong(reader);
  const length = readShort(reader);
  if (name === null || type === null || code === null || ttl === null || length === null)
    return null;
  const end = reader.at + length;
  if (end > reader.end) return failAt(reader, reader.at - 2);
  if (typeOf(type) === "OPT") {
    const options = readOptions({ ...reader, end });
    if (options === null) return null;
    reader.at = end;
    const dnssecOk = ((ttl >>> 15) & 1) === 1;
    const record = optRecord({ size: code, version: (ttl >>> 16) & 0xff, dnssecOk, options });
    return { record, extended: ttl >>> 24 };
  }
  const inner: DnsReader = { ...reader, end };
  const data = readData(inner, typeOf(type));
  if (data === null) return failAt(reader, inner.at);
  reader.at = end;
  return { record: { name, type: typeOf(type), class: classOf(code), ttl, data }, extended: 0 };
}

function readOptions(reader: DnsReader): readonly EdnsOption[] | null {
  const options: EdnsOption[] = [];
  while (reader.at < reader.end) {
    const code = readShort(reader);
    const length = readShort(reader);
    const bytes = length === null ? null : readBytes(reader, length);
    if (code === null || bytes === null) return null;
    options.push({ code, data: hexOf(bytes) });
  }
  return options;
}

function extendedBits(additional: readonly ReadRecord[]): number {
  return additional.reduce((bits, { extended }) => bits | (extended << 4), 0);
}
