import { MAX_LABEL, MAX_NAME, labelBytes, labelsOf } from "./dns-name.js";

/** Bytes of a DNS message as they are written, with the names that later ones may point to. */
export interface DnsWriter {
  readonly bytes: number[];
  /** Where each name (in its exact spelling) was written. */
  readonly names: Map<string, number>;
  /** Whether later names may point to earlier ones. */
  readonly compresses: boolean;
}

/** A writer with nothing written. */
export function createWriter(compresses = true): DnsWriter {
  return { bytes: [], names: new Map(), compresses };
}

/** Writes 16 bits. */
export function writeShort(writer: DnsWriter, value: number): void {
  writer.bytes.push((value >> 8) & 0xff, value & 0xff);
}

/** Writes 32 bits. */
export function writeLong(writer: DnsWriter, value: number): void {
  writeShort(writer, Math.floor(value / 0x10000) & 0xffff);
  writeShort(writer, value & 0xffff);
}

/** Writes a character string: a byte of length, and at most 255 bytes. */
export function writeString(writer: DnsWriter, bytes: readonly number[]): void {
  const cut = bytes.slice(0, 255);
  writer.bytes.push(cut.length, ...cut);
}

/** Writes a name that may point to an earlier one (RFC 1035, 4.1.4). */
export function writeName(writer: DnsWriter, name: string): void {
  const labels = labelsOf(name);
  let length = 1;
  for (const [index, label] of labels.entries()) {
    const rest = labels.slice(index).join(".");
    const earlier = writer.names.get(rest);
    if (earlier !== undefined) {
      writeShort(writer, 0xc000 | earlier);
      return;
    }
    if (writer.compresses && writer.bytes.length < 0x4000)
      writer.names.set(rest, writer.bytes.length);
    length += writeLabel(writer, label);
    if (length > MAX_NAME) throw new Error(`hopwise: ${name} is too long for a name`);
  }
  writer.bytes.push(0);
}

/** Writes a name that may not be compressed, as in the data of newer types (RFC 3597, 4). */
export function writePlainName(writer: DnsWriter, name: string): void {
  for (const label of labelsOf(name)) writeLabel(writer, label);
  writer.bytes.push(0);
}

function writeLabel(writer: DnsWriter, label: string): number {
  const bytes = labelBytes(label);
  if (bytes === null || bytes.length === 0 || bytes.length > MAX_LABEL) {
    throw new Error(`hopwise: "${label}" is no label`);
  }
  writer.bytes.push(bytes.length, ...bytes);
  return bytes.length + 1;
}

/** Writes bytes, however many. */
export function writeBytes({ bytes }: DnsWriter, more: Iterable<number>): void {
  for (const byte of more) bytes.push(byte);
}
