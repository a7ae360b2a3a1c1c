import { addressOf, bitsOf, parseAddress, widthOf } from "../base/address.js";
import type { Family } from "../base/address.js";
import type { RecordType } from "./dns-message.js";
import { readBytes, readLong, readName, readShort, readString } from "./dns-reader.js";
import type { DnsReader } from "./dns-reader.js";
import { bytesOfHex, hexOf, quotedText, stringBytes, wordsOf } from "./dns-text.js";
import { writeLong, writeName, writePlainName, writeShort, writeString } from "./dns-writer.js";
import type { DnsWriter } from "./dns-writer.js";

/** How one field of a record's data is laid out. */
type Field = "ipv4" | "ipv6" | "name" | "plain-name" | "short" | "long" | "string" | "strings";

/** The layouts of the types whose data has a form of its own; the others are written `\# length hex` (RFC 3597). */
const LAYOUTS: Readonly<Partial<Record<RecordType, readonly Field[]>>> = {
  A: ["ipv4"],
  AAAA: ["ipv6"],
  CNAME: ["name"],
  NS: ["name"],
  PTR: ["name"],
  MX: ["short", "name"],
  SOA: ["name", "name", "long", "long", "long", "long", "long"],
  SRV: ["short", "short", "short", "plain-name"],
  NAPTR: ["short", "short", "string", "string", "string", "plain-name"],
  TXT: ["strings"],
  HINFO: ["string", "string"],
};

/** Writes a record's data from its presentation form. */
export function writeData(writer: DnsWriter, type: RecordType, data: string): void {
  const words = wordsOf(data);
  const layout = LAYOUTS[type];
  if (layout === undefined || words[0] === "\\#") {
    writer.bytes.push(...bytesOfHex(words.slice(2).join("")));
    return;
  }
  for (const [index, field] of layout.entries()) {
    if (field === "strings") for (const word of words) writeString(writer, stringBytes(word));
    else writeField(writer, field, words[index] ?? "");
  }
}

/** Reads a record's data to the reader's end, into its presentation form; null where it is malformed. */
export function readData(reader: DnsReader, type: RecordType): string | null {
  const layout = LAYOUTS[type];
  if (layout === undefined) {
    const bytes = readBytes(reader, reader.end - reader.at);
    return bytes === null ? null : `\\# ${bytes.length} ${hexOf(bytes)}`.trimEnd();
  }
  const words: string[] = [];
  for (const field of layout) {
    do {
      const word = readField(reader, field);
      if (word === null) return null;
      words.push(word);
    } while (field === "strings" && reader.at < reader.end);
  }
  return reader.at === reader.end ? words.join(" ") : null;
}

function writeField(writer: DnsWriter, field: Exclude<Field, "strings">, word: string): void {
  switch (field) {
    case "ipv4":
    case "ipv6":
      writeAddress(writer, word, field);
      return;
    case "name":
      writeName(writer, word);
      return;
    case "plain-name":
      writePlainName(writer, word);
      return;
    case "short":
      writeShort(writer, Number(word));
      return;
    case "long":
      writeLong(writer, Number(word));
      return;
    case "string":
      writeString(writer, stringBytes(word));
  }
}

function readField(reader: DnsReader, field: Field): string | null {
  switch (field) {
    case "ipv4":
    case "ipv6":
      return readAddress(reader, field);
    case "name":
    case "plain-name":
      return readName(reader);
    case "short":
    case "long": {
      const number = field === "short" ? readShort(reader) : readLong(reader);
      return number === null ? null : String(number);
    }
    case "string":
    case "strings": {
      const bytes = readString(reader);
      return bytes === null ? null : quotedText(bytes);
    }
  }
}

function writeAddress(writer: DnsWriter, word: string, family: Family): void {
  const parsed = parseAddress(word);
  if (parsed === null) throw new Error(`hopwise: ${word} is no address`);
  const bits = bitsOf(parsed);
  for (let shift = BigInt(widthOf(family) - 8); shift >= 0n; shift -= 8n) {
    writer.bytes.push(Number((bits >> shift) & 0xffn));
  }
}

function readAddress(reader: DnsReader, family: Family): string | null {
  const bytes = readBytes(reader, widthOf(family) / 8);
  if (bytes === null) return null;
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  return addressOf(bits, family);
}
