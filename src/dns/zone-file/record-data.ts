import { parseAddress } from "../../base/address.js";
import { parseRecordType } from "../../packet/dns-code.js";
import { isLastField, layoutOf } from "../../packet/dns-layout.js";
import type { Field, LastField } from "../../packet/dns-layout.js";
import type { RecordType } from "../../packet/dns-message.js";
import { parameterBytes, parameterNumber } from "../../packet/dns-parameters.js";
import { quotedText, stringBytes } from "../../packet/dns-text.js";
import { parseSignatureTime, signatureTime } from "../../packet/dns-time.js";
import { absoluteName } from "./absolute-name.js";
import { fieldName } from "./field-name.js";
import type { ZoneEntry, ZoneFault, ZoneToken } from "./lex.js";
import { parseZoneTime } from "./ttl.js";

/** A record's data in its presentation form, or what is wrong with it (miekg/dns scan_rr.go). */
export type ReadData = { readonly data: string } | ZoneFault;

/** Reads the words behind a record's type. */
export function readRecordData(
  type: RecordType,
  tokens: readonly ZoneToken[],
  { origin, end }: { readonly origin: string; readonly end: ZoneEntry["end"] },
): ReadData {
  const [first = end] = tokens;
  if (tokens.length === 0) return { text: "unexpected newline", token: end };
  const layout = layoutOf(type);
  if (layout === null || first.text === "\\#") return readUnknown(tokens, end);
  const words: string[] = [];
  for (const [index, field] of layout.entries()) {
    const token = tokens[index] ?? end;
    const word = isLastField(field)
      ? readRest(field, tokens.slice(index))
      : readField(field, token, origin, type === "SOA" && index > 2);
    if (word === null) return { text: `bad ${type} ${fieldName(type, index)}`, token };
    if (word !== "") words.push(word);
  }
  const last = layout.at(-1);
  const garbage = last !== undefined && isLastField(last) ? undefined : tokens[layout.length];
  if (garbage !== undefined) return { text: "garbage after rdata", token: garbage };
  return { data: words.join(" ") };
}

// `\# 4 0A000001` (RFC 3597).
function readUnknown(tokens: readonly ZoneToken[], end: ZoneToken): ReadData {
  const [mark = end, length = end, ...digits] = tokens;
  const hex = digits.map(({ text }) => text).join("");
  if (mark.text !== "\\#") return { text: "bad RFC3597 Rdata", token: mark };
  if (!/^\d{1,5}$/.test(length.text) || hex.length !== 2 * Number(length.text)) {
    return { text: "bad RFC3597 Rdata", token: length };
  }
  if (!/^[0-9a-fA-F]*$/.test(hex)) return { text: "bad RFC3597 Rdata", token: digits[0] ?? end };
  return { data: `\\# ${Number(length.text)} ${hex.toLowerCase()}`.trimEnd() };
}

const LARGEST = { byte: 0xff, short: 0xffff, long: 0xffffffff } as const;

function readField(
  field: Exclude<Field, LastField>,
  { text }: ZoneToken,
  origin: string,
  isTime: boolean,
): string | null {
  switch (field) {
    case "ipv4":
    case "ipv6": {
      const address = parseAddress(text);
      return address?.includes(":") === (field === "ipv6") ? address : null;
    }
    case "name":
    case "plain-name":
      return absoluteName(text, origin);
    case "byte":
    case "short":
    case "long": {
      const number = /^\d+$/.test(text) ? Number(text) : isTime ? parseZoneTime(text) : null;
      return number === null || number > LARGEST[field] ? null : String(number);
    }
    case "time": {
      const seconds = parseSignatureTime(text);
      return seconds === null ? null : signatureTime(seconds);
    }
    case "type":
      return parseRecordType(text);
    case "tag":
      return /^[0-9a-zA-Z]+$/.test(text) ? text : null;
    case "string":
      return text === "\n" ? null : quotedText(Uint8Array.from(stringBytes(`"${text}"`)));
  }
}

const LONGEST_STRING = 255;

function readRest(field: LastField, tokens: readonly ZoneToken[]): string | null {
  const joined = tokens.map(({ text }) => text).join("");
  switch (field) {
    case "strings":
      return tokens.flatMap(({ text }) => stringsOf(text)).join(" ") || null;
    case "octets":
      return tokens.length === 1 ? quotedText(Uint8Array.from(stringBytes(`"${joined}"`))) : null;
    case "hex":
      return /^[0-9a-fA-F]+$/.test(joined) ? joined.toUpperCase() : null;
    case "base64":
      return joined === "" ? null : joined;
    case "types": {
      const types = tokens.map(({ text }) => parseRecordType(text));
      return types.includes(null) ? null : types.join(" ");
    }
    case "parameters":
      return readParameters(tokens);
  }
}

// What is longer than a character string may be becomes several.
function stringsOf(text: string): readonly string[] {
  const bytes = stringBytes(`"${text}"`);
  const count = Math.max(1, Math.ceil(bytes.length / LONGEST_STRING));
  return Array.from({ length: count }, (_, index) => {
    const part = bytes.slice(index * LONGEST_STRING, (index + 1) * LONGEST_STRING);
    return quotedText(Uint8Array.from(part));
  });
}

// `alpn=h2` or `alpn="h2"`: a value in quotes is a word of its own, without a blank before it.
function readParameters(tokens: readonly ZoneToken[]): string | null {
  const words: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const next = tokens[index + 1];
    if (token === undefined || token.quoted) return null;
    const equals = token.text.indexOf("=");
    const name = equals === -1 ? token.text : token.text.slice(0, equals);
    let value = equals === -1 ? "" : token.text.slice(equals + 1);
    if (equals !== -1 && value === "" && next?.quoted === true && next.glued) {
      value = next.text;
      index++;
    }
    if (parameterNumber(name) === null || parameterBytes({ name, value }) === null) return null;
    words.push(`${name}="${value}"`);
  }
  return words.join(" ");
}
