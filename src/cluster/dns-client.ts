import type { Address } from "../base/address.js";

/** What dig and nslookup are told alike. */
export interface DnsClientOptions {
  /** The server to ask; null for those of resolv.conf. */
  readonly server: Address | null;
  readonly port: number;
  /** Whether the search list is used. */
  readonly search: boolean;
  /** The only search domain, in place of those of resolv.conf; null where none is said. */
  readonly domain: string | null;
  /** Whether TCP is used from the start; null where the type decides. */
  readonly tcp: boolean | null;
  readonly recurse: boolean;
  /** Seconds to wait for an answer; null for what resolv.conf says, or five. */
  readonly timeout: number | null;
  /** How often each server is asked; null for what resolv.conf says, or three times. */
  readonly tries: number | null;
}

/** What dig is told beside the question. */
export interface DigOptions extends DnsClientOptions {
  /** The command's words as written, which dig repeats. */
  readonly words: readonly string[];
  /** A name with at least so many dots is asked for as it is; null for what resolv.conf says. */
  readonly ndots: number | null;
  /** Whether an answer that was cut short is taken as it is. */
  readonly ignoreTruncation: boolean;
  readonly authenticData: boolean;
  readonly authoritative: boolean;
  readonly checkingDisabled: boolean;
  /** Whether the query has an OPT record. */
  readonly edns: boolean;
  readonly bufferSize: number;
  readonly dnssec: boolean;
  readonly cookie: boolean;
  readonly nsid: boolean;
  readonly short: boolean;
  readonly identify: boolean;
  /** What is printed. */
  readonly shown: ReadonlySet<DigPart>;
}

/** The parts of what dig prints: all of them where nobody says otherwise. */
export const DIG_PARTS = [
  "cmd",
  "comments",
  "question",
  "answer",
  "authority",
  "additional",
  "stats",
  "ttl",
  "class",
] as const;

/** A part of what dig prints. */
export type DigPart = (typeof DIG_PARTS)[number];

const USUAL: DnsClientOptions = {
  server: null,
  port: 53,
  search: false,
  domain: null,
  tcp: null,
  recurse: true,
  timeout: null,
  tries: null,
};

/** What dig does where nobody says otherwise (BIND 9.18 bin/dig/dighost.c: make_empty_lookup). */
export const USUAL_DIG: DigOptions = {
  ...USUAL,
  words: [],
  ndots: null,
  ignoreTruncation: false,
  authenticData: true,
  authoritative: false,
  checkingDisabled: false,
  edns: true,
  bufferSize: 1232,
  dnssec: false,
  cookie: true,
  nsid: false,
  short: false,
  identify: false,
  shown: new Set(DIG_PARTS),
};

/** What nslookup does where nobody says otherwise (BIND 9.18 bin/dig/nslookup.c). */
export const USUAL_NSLOOKUP: DnsClientOptions = { ...USUAL, search: true };
