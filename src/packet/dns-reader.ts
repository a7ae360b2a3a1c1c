import { MAX_NAME, labelText } from "./dns-name.js";

/** A place in the bytes of a DNS message that is being read; reads beyond `end` give null. */
export interface DnsReader {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
  /** Where the first read failed, for this reader and those within it; null as long as none has. */
  readonly failure: { at: number | null };
}

/** Notes where a read failed, unless one before it has; gives null. */
export function failAt({ failure }: DnsReader, at: number): null {
  failure.at ??= at;
  return null;
}

/** Reads a byte. */
export function readByte(reader: DnsReader): number | null {
  if (reader.at >= reader.end) return failAt(reader, reader.at);
  return reader.bytes[reader.at++] ?? null;
}

/** Reads 16 bits. */
export function readShort(reader: DnsReader): number | null {
  const high = readByte(reader);
  const low = readByte(reader);
  return high === null || low === null ? null : high * 0x100 + low;
}

/** Reads 32 bits. */
export function readLong(reader: DnsReader): number | null {
  const high = readShort(reader);
  const low = readShort(reader);
  return high === null || low === null ? null : high * 0x10000 + low;
}

/** Reads a number of bytes. */
export function readBytes(reader: DnsReader, length: number): Uint8Array | null {
  if (reader.at + length > reader.end) return failAt(reader, reader.at);
  reader.at += length;
  return reader.bytes.subarray(reader.at - length, reader.at);
}

/** Reads a character string. */
export function readString(reader: DnsReader): Uint8Array | null {
  const length = readByte(reader);
  return length === null ? null : readBytes(reader, length);
}

/** Reads a name, following pointers; each must point before the last, so that the walk ends. */
export function readName(reader: DnsReader): string | null {
  const labels: string[] = [];
  let at = reader.at;
  let bound = reader.at;
  let end: number | null = null;
  let length = 1;
  for (;;) {
    const size = reader.bytes[at];
    if (size === undefined || (end === null && at >= reader.end)) return failAt(reader, at);
    if (size === 0) break;
    if (size >= 0xc0) {
      const low = reader.bytes[at + 1];
      const target = (size & 0x3f) * 0x100 + (low ?? 0);
      if (low === undefined || target >= bound) return failAt(reader, at);
      end ??= at + 2;
      [at, bound] = [target, target];
      continue;
    }
    length += size + 1;
    if (size > 63 || length > MAX_NAME || at + 1 + size > reader.bytes.length)
      return failAt(reader, at);
    labels.push(labelText(reader.bytes.subarray(at + 1, at + 1 + size)));
    at += size + 1;
  }
  reader.at = end ?? at + 1;
  return reader.at > reader.end ? failAt(reader, reader.end) : `${labels.join(".")}.`;
}
