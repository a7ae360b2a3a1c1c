import { addressOf, bitsOf, parseAddress, widthOf } from "../base/address.js";
import type { Family } from "../base/address.js";
import { base64Of, bytesOfBase64 } from "./base64.js";
import { labelText } from "./dns-name.js";
import { stringBytes } from "./dns-text.js";

/** The parameters of SVCB and HTTPS records by number (RFC 9460, 14.3.2; RFC 9461; RFC 9540). */
const KEYS = [
  "mandatory",
  "alpn",
  "no-default-alpn",
  "port",
  "ipv4hint",
  "ech",
  "ipv6hint",
  "dohpath",
  "ohttp",
];

/** The number of a parameter's name; null where it is none. */
export function parameterNumber(name: string): number | null {
  const known = KEYS.indexOf(name);
  if (known !== -1) return known;
  const digits = /^key(0|[1-9]\d{0,4})$/.exec(name)?.[1];
  return digits === undefined || Number(digits) > 0xffff ? null : Number(digits);
}

/** A parameter as written: its name, and its value with escapes. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
}

/** The bytes of a parameter's value; null where the value does not fit the name. */
export function parameterBytes({ name, value }: Parameter): readonly number[] | null {
  const items = value.split(",");
  switch (name) {
    case "mandatory": {
      const numbers = items.map(parameterNumber);
      if (numbers.includes(null)) return null;
      return numbers.sort((a, b) => (a ?? 0) - (b ?? 0)).flatMap((code) => shortBytes(code ?? 0));
    }
    case "alpn":
      return value === "" ? null : listBytes(stringBytes(value));
    case "no-default-alpn":
    case "ohttp":
      return value === "" ? [] : null;
    case "port":
      return /^\d{1,5}$/.test(value) && Number(value) <= 0xffff ? shortBytes(Number(value)) : null;
    case "ipv4hint":
    case "ipv6hint":
      return hintBytes(items, name === "ipv4hint" ? "ipv4" : "ipv6");
    case "ech":
      return bytesOfBase64(value);
    default:
      return stringBytes(value);
  }
}

/** A parameter from its number and the bytes of its value. */
export function parameterOf(number: number, bytes: Uint8Array): Parameter {
  const name = KEYS[number] ?? `key${number}`;
  switch (name) {
    case "mandatory":
      return { name, value: shortsOf(bytes).map(nameOf).join(",") };
    case "alpn":
      return { name, value: stringsOf(bytes).map(itemText).join(",") };
    case "port":
      return { name, value: String(shortsOf(bytes)[0] ?? 0) };
    case "ipv4hint":
    case "ipv6hint":
      return { name, value: hintsOf(bytes, name === "ipv4hint" ? "ipv4" : "ipv6").join(",") };
    case "ech":
      return { name, value: base64Of(bytes) };
    default:
      return { name, value: escapedText(bytes) };
  }
}

function nameOf(number: number): string {
  return KEYS[number] ?? `key${number}`;
}

function shortBytes(value: number): readonly number[] {
  return [value >> 8, value & 0xff];
}

function shortsOf(bytes: Uint8Array): readonly number[] {
  const shorts: number[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    shorts.push((bytes[at] ?? 0) * 0x100 + (bytes[at + 1] ?? 0));
  }
  return shorts;
}

// A list's items are parted by commas; one that belongs to an item has a backslash before it.
function listBytes(bytes: readonly number[]): readonly number[] | null {
  const items: number[][] = [[]];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x2c) items.push([]);
    else if (byte === 0x5c) items.at(-1)?.push(bytes[++at] ?? 0);
    else items.at(-1)?.push(byte);
  }
  const fits = items.every(({ length }) => length > 0 && length < 256);
  return fits ? items.flatMap((item) => [item.length, ...item]) : null;
}

function stringsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const strings: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 1 + (bytes[at] ?? 0)) {
    strings.push(bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0)));
  }
  return strings;
}

function itemText(bytes: Uint8Array): string {
  return escapedText(bytes).replaceAll(/\\\\|,/g, (found) =>
    found === "," ? "\\\\," : "\\\\\\\\",
  );
}

function escapedText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (byte < 0x20 || byte > 0x7e) text += labelText(Uint8Array.of(byte));
    else text += '"; \\'.includes(character) ? `\\${character}` : character;
  }
  return text;
}

function hintBytes(items: readonly string[], family: Family): readonly number[] | null {
  const bytes: number[] = [];
  for (const item of items) {
    const parsed = parseAddress(item);
    if (parsed === null || parsed.includes(":") !== (family === "ipv6")) return null;
    const bits = bitsOf(parsed);
    for (let shift = BigInt(widthOf(family) - 8); shift >= 0n; shift -= 8n) {
      bytes.push(Number((bits >> shift) & 0xffn));
    }
  }
  return bytes;
}

function hintsOf(bytes: Uint8Array, family: Family): readonly string[] {
  const size = widthOf(family) / 8;
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) => {
    const own = bytes.subarray(index * size, (index + 1) * size);
    return addressOf(
      own.reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n),
      family,
    );
  });
}
