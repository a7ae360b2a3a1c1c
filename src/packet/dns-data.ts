import { addressOf, bitsOf, parseAddress, widthOf } from "../base/address.js";
import type { Family } from "../base/address.js";
import { base64Of, bytesOfBase64 } from "./base64.js";
import { parseRecordType, typeCode, typeOf } from "./dns-code.js";
import { isLastField, layoutOf } from "./dns-layout.js";
import type { Field, LastField } from "./dns-layout.js";
import type { RecordType } from "./dns-message.js";
import { parameterBytes, parameterNumber, parameterOf } from "./dns-parameters.js";
import { readByte, readBytes, readLong, readName, readShort, readString } from "./dns-reader.js";
import type { DnsReader } from "./dns-reader.js";
import { quotedText, stringBytes, wordsOf } from "./dns-text.js";
import { bytesOfHex, hexOf } from "./hex.js";
import { parseSignatureTime, signatureTime } from "./dns-time.js";
import { typeMapBytes, typesOfMap } from "./dns-type-map.js";
import {
  writeBytes,
  writeLong,
  writeName,
  writePlainName,
  writeShort,
  writeString,
} from "./dns-writer.js";
import type { DnsWriter } from "./dns-writer.js";

/** Writes a record's data from its presentation form. */
export function writeData(writer: DnsWriter, type: RecordType, data: string): void {
  const words = wordsOf(data);
  const layout = layoutOf(type);
  if (layout === null || words[0] === "\\#") {
    writeBytes(writer, bytesOfHex(words.slice(2).join("")));
    return;
  }
  for (const [index, field] of layout.entries()) {
    if (isLastField(field)) writeRest(writer, field, words.slice(index));
    else writeField(writer, field, words[index] ?? "");
  }
}

/** Reads a record's data to the reader's end, into its presentation form; null where it is malformed. */
export function readData(reader: DnsReader, type: RecordType): string | null {
  const layout = layoutOf(type);
  if (layout === null) {
    const bytes = readBytes(reader, reader.end - reader.at);
    return bytes === null ? null : `\\# ${bytes.length} ${hexOf(bytes)}`.trimEnd();
  }
  const words: string[] = [];
  for (const field of layout) {
    const word = isLastField(field) ? readRest(reader, field) : readField(reader, field);
    if (word === null) return null;
    if (word !== "") words.push(word);
  }
  return reader.at === reader.end ? words.join(" ") : null;
}

function writeField(writer: DnsWriter, field: Exclude<Field, LastField>, word: string): void {
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
    case "byte":
      writer.bytes.push(Number(word) & 0xff);
      return;
    case "short":
      writeShort(writer, Number(word));
      return;
    case "long":
      writeLong(writer, Number(word));
      return;
    case "time":
      writeLong(writer, parseSignatureTime(word) ?? 0);
      return;
    case "type":
      writeShort(writer, typeCode(parseRecordType(word) ?? "TYPE0"));
      return;
    case "tag":
    case "string":
      writeString(writer, stringBytes(word));
  }
}

function writeRest(writer: DnsWriter, field: LastField, words: readonly string[]): void {
  switch (field) {
    case "strings":
      for (const word of words) writeString(writer, stringBytes(word));
      return;
    case "octets":
      writeBytes(writer, stringBytes(words[0] ?? ""));
      return;
    case "hex":
      writeBytes(writer, bytesOfHex(words.join("")));
      return;
    case "base64":
      writeBytes(writer, bytesOfBase64(words.join("")));
      return;
    case "types":
      writeBytes(writer, typeMapBytes(words));
      return;
    case "parameters":
      writeParameters(writer, words);
  }
}

// They stand in the order of their numbers (RFC 9460, 2.2).
function writeParameters(writer: DnsWriter, words: readonly string[]): void {
  // The quotes of a value make a word of their own.
  const whole = words.join(" ").replaceAll(/= "/g, '="');
  const written = whole.match(/[^\s="]+(="(?:\\[^]|[^"\\])*"|=\S*)?/g) ?? [];
  const parameters = written.flatMap((word) => {
    const [, name = "", value = ""] = /^([^=]*)=?"?([^]*?)"?$/.exec(word) ?? [];
    const number = parameterNumber(name);
    return number === null ? [] : [{ number, bytes: parameterBytes({ name, value }) ?? [] }];
  });
  for (const { number, bytes } of parameters.sort((a, b) => a.number - b.number)) {
    writeShort(writer, number);
    writeShort(writer, bytes.length);
    writeBytes(writer, bytes);
  }
}

function readField(reader: DnsReader, field: Exclude<Field, LastField>): string | null {
  switch (field) {
    case "ipv4":
    case "ipv6":
      return readAddress(reader, field);
    case "name":
    case "plain-name":
      return readName(reader);
    case "byte":
      return readByte(reader)?.toString() ?? null;
    case "short":
      return readShort(reader)?.toString() ?? null;
    case "long":
      return readLong(reader)?.toString() ?? null;
    case "time": {
      const seconds = readLong(reader);
      return seconds === null ? null : signatureTime(seconds);
    }
    case "type": {
      const code = readShort(reader);
      return code === null ? null : typeOf(code);
    }
    case "tag": {
      const bytes = readString(reader);
      const text = bytes === null ? "" : quotedText(bytes).slice(1, -1);
      return /^[0-9a-zA-Z]+$/.test(text) ? text : null;
    }
    case "string": {
      const bytes = readString(reader);
      return bytes === null ? null : quotedText(bytes);
    }
  }
}

function readRest(reader: DnsReader, field: LastField): string | null {
  if (field === "strings") {
    const words: string[] = [];
    do {
      const bytes = readString(reader);
      if (bytes === null) return null;
      words.push(quotedText(bytes));
    } while (reader.at < reader.end);
    return words.join(" ");
  }
  if (field === "parameters") return readParameters(reader);
  const bytes = readBytes(reader, reader.end - reader.at);
  if (bytes === null) return null;
  switch (field) {
    case "octets":
      return quotedText(bytes);
    case "hex":
      return hexOf(bytes).toUpperCase();
    case "base64":
      return base64Of(bytes);
    case "types":
      return readTypes(bytes);
  }
}

function readTypes(bytes: Uint8Array): string | null {
  const types = typesOfMap(bytes);
  return types !== null && sameBytes(typeMapBytes(types), bytes) ? types.join(" ") : null;
}

// Their numbers grow (RFC 9460, 2.2), and each value has the form of its parameter.
function readParameters(reader: DnsReader): string | null {
  const words: string[] = [];
  let last = -1;
  while (reader.at < reader.end) {
    const number = readShort(reader);
    const size = readShort(reader);
    const bytes = size === null ? null : readBytes(reader, size);
    if (number === null || bytes === null || number <= last) return null;
    last = number;
    const parameter = parameterOf(number, bytes);
    if (!sameBytes(parameterBytes(parameter), bytes)) return null;
    words.push(`${parameter.name}="${parameter.value}"`);
  }
  return words.join(" ");
}

function sameBytes(some: readonly number[] | null, other: Uint8Array): boolean {
  return some?.length === other.length && some.every((byte, index) => byte === other[index]);
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
