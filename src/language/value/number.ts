import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { TransportProtocol } from "../../cluster/pod.js";
import type { Word } from "../syntax.js";

/** A whole number within bounds; null, with a diagnostic, where the word is none. */
export function readNumber(
  word: Word,
  bounds: { readonly min: number; readonly max: number },
  report: Report,
): number | null {
  const value = /^\d{1,15}$/.test(word.text) ? Number(word.text) : null;
  if (value !== null && value >= bounds.min && value <= bounds.max) return value;
  report(errorAt(word.span, "bad-number", { text: word.text, ...bounds }));
  return null;
}

/** A port with the protocol behind it, if any: `80`, `8080/tcp`, `53/udp`. */
export interface PortText {
  readonly port: number;
  readonly protocol: TransportProtocol | null;
}

/** A port as written; null, with a diagnostic, where the word is none. */
export function readPort(word: Word, report: Report): PortText | null {
  const found = parsePort(word.text);
  if (found === null) report(errorAt(word.span, "bad-port", { text: word.text }));
  return found;
}

/** Reads `80`, `8080/tcp`; null where the text is no port. */
export function parsePort(text: string): PortText | null {
  const [, digits = "", protocol] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/i.exec(text) ?? [];
  const port = Number(digits);
  if (digits === "" || port < 1 || port > 65_535) return null;
  return { port, protocol: PROTOCOLS.find((known) => known === protocol?.toLowerCase()) ?? null };
}

const PROTOCOLS: readonly TransportProtocol[] = ["tcp", "udp", "sctp"];

const MICROSECONDS: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
};

const LONGEST_DAYS = 365;

/** A length of time in microseconds (`500ms`, `35s`, `1h30m`); null, with a diagnostic, where the word is none. */
export function readDuration(word: Word, report: Report): number | null {
  const whole = /^(?:\d{1,9}(?:us|ms|s|m|h|d))+$/.test(word.text) && word.text.length < 40;
  const parts = whole ? [...word.text.matchAll(/(\d+)([a-z]+)/g)] : [];
  const total = parts.reduce(
    (sum, [, n, unit = ""]) => sum + Number(n) * (MICROSECONDS[unit] ?? 0),
    0,
  );
  if (whole && total <= LONGEST_DAYS * (MICROSECONDS["d"] ?? 0)) return total;
  report(errorAt(word.span, "bad-duration", { text: word.text, expected: ["500ms", "35s", "3h"] }));
  return null;
}
