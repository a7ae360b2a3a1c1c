import { utf8Bytes } from "../../packet/dns-name.js";
import { quoteGo } from "../corefile/go-value.js";
import { isComposite } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { formatValue } from "./print.js";
import { TemplateUnsupported } from "./template-error.js";
import { typeName } from "./type-name.js";

type Value = DynamicValue | undefined;

/** Values one after the other, with a space between two of which neither is a text (go fmt.Sprint). */
export function printed(values: readonly Value[]): string {
  return values
    .map((value, index) => {
      const before = values[index - 1];
      const hasSpace = index > 0 && typeof value !== "string" && typeof before !== "string";
      return (hasSpace ? " " : "") + formatValue(value);
    })
    .join("");
}

/** Values with a space between each two, and the end of a line (go fmt.Sprintln). */
export function printedLine(values: readonly Value[]): string {
  return `${values.map(formatValue).join(" ")}\n`;
}

const VERB = /%([-+# 0]*)(\d+)?(\.\d*)?(.)?/gsu;
const WIDEST = 1000;

/** A format with its values (go fmt.Sprintf); `*` and `[n]` are not simulated. */
export function formatWords(format: string, values: readonly Value[]): string {
  let used = 0;
  const text = format.replace(
    VERB,
    (_, flags: string, width: string | undefined, precision: string | undefined, verb?: string) => {
      if (verb === undefined) return "%!(NOVERB)";
      if (verb === "%") return "%";
      if (verb === "*" || verb === "[") throw new TemplateUnsupported(`%${verb} in a format`);
      if (used >= values.length) return `%!${verb}(MISSING)`;
      const digits = precision === undefined ? null : Number(precision.slice(1));
      if (Number(width ?? 0) > WIDEST || (digits ?? 0) > WIDEST) {
        throw new TemplateUnsupported("so wide a format");
      }
      return padded(wordOf(verb, values[used++], { flags, digits }), flags, Number(width ?? 0));
    },
  );
  const extra = values.slice(used).map((value) => {
    if (typeof value === "bigint") throw new TemplateUnsupported("a number too many for a format");
    return `${typeName(value)}=${formatValue(value)}`;
  });
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.join(", ")})`;
}

interface Form {
  readonly flags: string;
  /** What stands after the point. */
  readonly digits: number | null;
}

function wordOf(verb: string, value: Value, form: Form): string {
  if (form.flags.includes("#")) throw new TemplateUnsupported("# in a format");
  if (verb === "v") return formatValue(value);
  if (verb === "T") throw new TemplateUnsupported("%T in a format");
  if (typeof value === "string") return textWord(verb, value, form) ?? wrong(verb, value);
  if (typeof value === "bigint") return integerWord(verb, value, form) ?? wrong(verb, value);
  if (typeof value === "number") return floatWord(verb, value, form) ?? wrong(verb, value);
  if (typeof value === "boolean" && verb === "t") return String(value);
  if (isComposite(value) && value.kind === "list") {
    return `[${value.items.map((item) => wordOf(verb, item, form)).join(" ")}]`;
  }
  return wrong(verb, value);
}

function textWord(verb: string, value: string, { digits }: Form): string | null {
  const text = digits === null ? value : Array.from(value).slice(0, digits).join("");
  if (verb === "s") return text;
  if (verb === "q") return quoteGo(text);
  if (verb !== "x" && verb !== "X") return null;
  const hex = utf8Bytes(value)
    .slice(0, digits ?? undefined)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return verb === "x" ? hex : hex.toUpperCase();
}

const BASES: Readonly<Record<string, number>> = { d: 10, b: 2, o: 8, x: 16, X: 16 };

function integerWord(verb: string, value: bigint, { flags, digits }: Form): string | null {
  if (verb === "c")
    return String.fromCodePoint(Number(value >= 0n && value <= 0x10ffffn ? value : 0xfffdn));
  if (verb === "q" || verb === "U" || verb === "O")
    throw new TemplateUnsupported(`%${verb} of a number`);
  const base = Object.hasOwn(BASES, verb) ? BASES[verb] : undefined;
  if (base === undefined) return null;
  const plain = (value < 0n ? -value : value).toString(base).padStart(digits ?? 0, "0");
  return signed(value < 0n, verb === "X" ? plain.toUpperCase() : plain, flags);
}

function floatWord(verb: string, value: number, { flags, digits }: Form): string | null {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) throw new TemplateUnsupported("such a number in a format");
  if ((digits ?? 0) > 100 || size >= 1e21) throw new TemplateUnsupported(`%${verb} of a number`);
  if (verb === "f" || verb === "F") return signed(value < 0, fixed(size, digits ?? 6), flags);
  if (verb === "g" && digits === null) return formatValue(value);
  if (
    verb === "e" ||
    verb === "g" ||
    verb === "E" ||
    verb === "G" ||
    verb === "x" ||
    verb === "b"
  ) {
    throw new TemplateUnsupported(`%${verb} of a number`);
  }
  return null;
}

// Of what lies in the middle of two numbers, Go takes the even one; `toFixed` with so many digits is exact.
function fixed(value: number, digits: number): string {
  const exact = value.toFixed(100);
  const end = exact.indexOf(".") + 1 + digits;
  const isTie = digits < 100 && /^50*$/.test(exact.slice(end));
  const kept = exact.slice(0, digits === 0 ? end - 1 : end);
  return isTie && /[02468]$/.test(kept) ? kept : value.toFixed(Math.min(100, digits));
}

function signed(isNegative: boolean, plain: string, flags: string): string {
  if (isNegative) return `-${plain}`;
  if (flags.includes("+")) return `+${plain}`;
  return flags.includes(" ") ? ` ${plain}` : plain;
}

function padded(text: string, flags: string, width: number): string {
  const missing = width - Array.from(text).length;
  if (missing <= 0) return text;
  if (flags.includes("-")) return text + " ".repeat(missing);
  const sign = flags.includes("0") ? (/^[-+ ]/.exec(text)?.[0] ?? "") : "";
  return sign + (flags.includes("0") ? "0" : " ").repeat(missing) + text.slice(sign.length);
}

// Which of Go's types of whole numbers it is, is not known.
function wrong(verb: string, value: Value): string {
  if (typeof value === "bigint") throw new TemplateUnsupported(`%${verb} of a number`);
  if (value === undefined || value === null) return `%!${verb}(<nil>)`;
  return `%!${verb}(${typeName(value)}=${formatValue(value)})`;
}
