import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { DIG_PARTS } from "../../cluster/dns-client.js";
import type { DigOptions, DigPart } from "../../cluster/dns-client.js";
import type { Word } from "../syntax.js";
import { isDomainName, nearParameters } from "../value/name.js";
import { readNumber } from "../value/number.js";

/** What a switch of dig does, on or off. */
type Switch = (options: DigOptions, on: boolean) => DigOptions;

const part =
  (name: DigPart): Switch =>
  (options, on) => {
    const shown = new Set(options.shown);
    if (on) shown.add(name);
    else shown.delete(name);
    return { ...options, shown };
  };

const all: Switch = (options, on) => {
  // How a record is written is no part of it.
  const kept = DIG_PARTS.filter((name) =>
    name === "ttl" || name === "class" ? options.shown.has(name) : on,
  );
  return { ...options, shown: new Set(kept) };
};

const recurse: Switch = (options, on) => ({ ...options, recurse: on });
const tcp: Switch = (options, on) => ({ ...options, tcp: on });
const search: Switch = (options, on) => ({ ...options, search: on });

/** The switches of dig by their names, each with `no` before it for off (BIND 9.18 bin/dig/dig.c: plus_option). */
const SWITCHES: Readonly<Record<string, Switch>> = {
  all,
  ...Object.fromEntries(DIG_PARTS.map((name) => [name === "ttl" ? "ttlid" : name, part(name)])),
  short: (options, on) => ({ ...options, short: on }),
  identify: (options, on) => ({ ...options, identify: on }),
  tcp,
  vc: tcp,
  search,
  defname: search,
  recurse,
  rdflag: recurse,
  ignore: (options, on) => ({ ...options, ignoreTruncation: on }),
  adflag: (options, on) => ({ ...options, authenticData: on }),
  aaflag: (options, on) => ({ ...options, authoritative: on }),
  aaonly: (options, on) => ({ ...options, authoritative: on }),
  cdflag: (options, on) => ({ ...options, checkingDisabled: on }),
  dnssec: (options, on) => ({ ...options, dnssec: on, edns: on || options.edns }),
  cookie: (options, on) => ({ ...options, cookie: on }),
  nsid: (options, on) => ({ ...options, nsid: on, edns: on || options.edns }),
  edns: (options, on) => ({ ...options, edns: on }),
};

/** The options of dig that take a number, with what it may be. */
const NUMBERS: Readonly<
  Record<
    string,
    {
      readonly min: number;
      readonly max: number;
      readonly set: (options: DigOptions, value: number) => DigOptions;
    }
  >
> = {
  bufsize: { min: 0, max: 65_535, set: (options, bufferSize) => ({ ...options, bufferSize }) },
  ndots: { min: 0, max: 15, set: (options, ndots) => ({ ...options, ndots, search: true }) },
  time: { min: 1, max: 3600, set: (options, timeout) => ({ ...options, timeout }) },
  timeout: { min: 1, max: 3600, set: (options, timeout) => ({ ...options, timeout }) },
  tries: { min: 1, max: 20, set: (options, tries) => ({ ...options, tries }) },
  retry: { min: 0, max: 19, set: (options, retry) => ({ ...options, tries: retry + 1 }) },
};

const NAMES = [...Object.keys(SWITCHES), ...Object.keys(NUMBERS), "domain"];

/** The options with one more word, `+short`, `+noall`, `+time=1`, taken into account; null with a diagnostic. */
export function readDigFlag(options: DigOptions, word: Word, report: Report): DigOptions | null {
  const [, name = "", value] = /^\+([^=]*)(?:=(.*))?$/.exec(word.text) ?? [];
  const inner = (text: string): Word => {
    const start = word.span.end - text.length;
    return { ...word, text, span: { ...word.span, start } };
  };
  const number = Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
  if (number !== undefined) {
    const read = readNumber(inner(value ?? ""), number, report);
    return read === null ? null : number.set(options, read);
  }
  if (name === "domain") {
    const domain = value ?? "";
    if (isDomainName(domain)) return { ...options, domain, search: true };
    report(errorAt(word.span, "bad-domain-name", { text: domain }));
    return null;
  }
  const isOff = name.startsWith("no") && Object.hasOwn(SWITCHES, name.slice(2));
  const key = isOff ? name.slice(2) : name;
  const change = Object.hasOwn(SWITCHES, key) ? SWITCHES[key] : undefined;
  if (change !== undefined && value === undefined) return change(options, !isOff);
  const near = nearParameters(name, NAMES);
  const nearest = near["nearest"] === undefined ? {} : { nearest: `+${String(near["nearest"])}` };
  report(errorAt(word.span, "not-yet-supported", { word: word.text, ...nearest }));
  return null;
}
