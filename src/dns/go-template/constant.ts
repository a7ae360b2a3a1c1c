import { stringConstant } from "../go-string.js";
import type { DynamicValue } from "../dynamic-value.js";
import { TemplateError, TemplateUnsupported } from "./template-error.js";
import type { TemplateToken } from "./token.js";

/** The value of a number, a text, a character or a truth value. */
export function constantOf(token: TemplateToken): DynamicValue {
  const { kind, text } = token;
  if (kind === "bool") return text === "true";
  if (kind === "raw-string") return text.slice(1, -1).replaceAll("\r", "");
  if (kind !== "string" && kind !== "character") return numberOf(text);
  const value = stringConstant(text);
  if (value === null) throw new TemplateError("invalid syntax");
  return kind === "string" ? value : BigInt(value.codePointAt(0) ?? 0);
}

function numberOf(text: string): DynamicValue {
  const plain = text.replaceAll("_", "");
  const [, sign = "", digits = ""] = /^([+-]?)(.*)$/.exec(plain) ?? [];
  if (/^(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[0-9]+)$/.test(digits)) {
    const isOctal = /^0[0-7]+$/.test(digits);
    if (/^0[0-9]/.test(digits) && !isOctal) throw wrongNumber(text);
    const value = BigInt(isOctal ? `0o${digits.slice(1)}` : digits.toLowerCase());
    return sign === "-" ? -value : value;
  }
  if (/^0x/i.test(digits)) throw new TemplateUnsupported(`the number ${text}`);
  const value = Number(plain);
  if (digits === "" || !/^[0-9.]/.test(digits) || Number.isNaN(value)) throw wrongNumber(text);
  return value;
}

function wrongNumber(text: string): TemplateError {
  return new TemplateError(`illegal number syntax: ${JSON.stringify(text)}`);
}
