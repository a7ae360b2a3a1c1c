/** A value read as Go's standard library reads it, or the error text that Go gives. */
export type GoValue<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** A text in Go's `%q`. */
export function quoteGo(text: string): string {
  return JSON.stringify(text);
}

/** Whole numbers as `strconv.Atoi` takes them; null for any other text. */
export function parseGoInteger(text: string): number | null {
  if (!/^[+-]?\d+$/.test(text)) return null;
  const value = BigInt(text.replace(/^\+/, ""));
  return value >= -(2n ** 63n) && value < 2n ** 63n ? Number(value) : null;
}

/** `strconv.Atoi`. */
export function readInteger(text: string): GoValue<number> {
  const value = parseGoInteger(text);
  if (value !== null) return { ok: true, value };
  const reason = /^[+-]?\d+$/.test(text) ? "value out of range" : "invalid syntax";
  return { ok: false, error: `strconv.Atoi: parsing ${quoteGo(text)}: ${reason}` };
}

/** `strconv.ParseInt` with 32 bits. */
export function readSigned(text: string): GoValue<number> {
  const isNumber = /^[+-]?\d+$/.test(text);
  const value = isNumber ? Number(text) : 0;
  if (isNumber && value >= -(2 ** 31) && value < 2 ** 31) return { ok: true, value };
  const reason = isNumber ? "value out of range" : "invalid syntax";
  return { ok: false, error: `strconv.ParseInt: parsing ${quoteGo(text)}: ${reason}` };
}

/** `strconv.ParseUint` with 32 bits. */
export function readUnsigned(text: string): GoValue<number> {
  const isNumber = /^\d+$/.test(text);
  if (isNumber && BigInt(text) < 2n ** 32n) return { ok: true, value: Number(text) };
  const reason = isNumber ? "value out of range" : "invalid syntax";
  return { ok: false, error: `strconv.ParseUint: parsing ${quoteGo(text)}: ${reason}` };
}

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  "\u00b5s": 1e3,
  "\u03bcs": 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** `time.ParseDuration`; the value is in seconds. */
export function readDuration(text: string): GoValue<number> {
  const invalid = { ok: false, error: `time: invalid duration ${quoteGo(text)}` } as const;
  const sign = text.startsWith("-") ? -1 : 1;
  let rest = text.replace(/^[+-]/, "");
  if (rest === "0") return { ok: true, value: 0 };
  if (rest === "") return invalid;
  let nanoseconds = 0;
  while (rest !== "") {
    const number = /^(\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (number === undefined) return invalid;
    rest = rest.slice(number.length);
    const unit = /^[^.\d]+/.exec(rest)?.[0];
    if (unit === undefined) {
      return { ok: false, error: `time: missing unit in duration ${quoteGo(text)}` };
    }
    const size = NANOSECONDS[unit];
    if (size === undefined) {
      const error = `time: unknown unit ${quoteGo(unit)} in duration ${quoteGo(text)}`;
      return { ok: false, error };
    }
    nanoseconds += Number(number) * size;
    rest = rest.slice(unit.length);
  }
  return nanoseconds > 2 ** 63 ? invalid : { ok: true, value: (sign * nanoseconds) / 1e9 };
}

/** A duration as Go prints it: `1m0s`, `500ms`, `0s`. */
export function formatDuration(seconds: number): string {
  const sign = seconds < 0 ? "-" : "";
  const size = Math.abs(seconds);
  if (size === 0) return "0s";
  if (size < 1e-6) return `${sign}${round(size * 1e9)}ns`;
  if (size < 1e-3) return `${sign}${round(size * 1e6)}\u00b5s`;
  if (size < 1) return `${sign}${round(size * 1e3)}ms`;
  const hours = Math.floor(size / 3600);
  const minutes = Math.floor((size % 3600) / 60);
  const rest = `${round(size % 60)}s`;
  const head = hours > 0 ? `${hours}h${minutes}m` : minutes > 0 ? `${minutes}m` : "";
  return `${sign}${head}${rest}`;
}

/** `net.SplitHostPort`. */
export function splitHostPort(
  text: string,
): GoValue<{ readonly host: string; readonly port: string }> {
  const fail = (reason: string): GoValue<never> => {
    return { ok: false, error: `address ${text}: ${reason}` };
  };
  const colon = text.lastIndexOf(":");
  if (colon === -1) return fail("missing port in address");
  let host = text.slice(0, colon);
  if (text.startsWith("[")) {
    const end = text.indexOf("]");
    if (end === -1) return fail("missing ']' in address");
    if (end + 1 === text.length) return fail("missing port in address");
    if (end + 1 !== colon) {
      return fail(text[end + 1] === ":" ? "too many colons in address" : "missing port in address");
    }
    host = text.slice(1, end);
  } else if (host.includes(":")) return fail("too many colons in address");
  if (host.includes("[") || text.slice(text.startsWith("[") ? 1 : 0).includes("[")) {
    return fail("unexpected '[' in address");
  }
  if (!text.startsWith("[") && text.includes("]")) return fail("unexpected ']' in address");
  return { ok: true, value: { host, port: text.slice(colon + 1) } };
}

/** `net.JoinHostPort`. */
export function joinHostPort(host: string, port: string | number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

function round(value: number): number {
  return Number(value.toFixed(9));
}
