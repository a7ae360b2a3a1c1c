import { chunkFlags } from "../../packet/sctp-chunk.js";
import type { SctpChunk } from "../../packet/sctp-chunk.js";
import { printClause } from "./clause.js";
import type { GivenOption, Reading } from "./form.js";

/** `--chunk-types any DATA:Be,INIT`: what chunks an SCTP packet has. */
export interface ChunkClause {
  readonly negated: boolean;
  readonly which: "all" | "any" | "only";
  /** The chunks with their flags, as they are listed: `DATA:UBE`, `INIT`; `ALL` and `NONE` alone. */
  readonly chunks: readonly string[];
}

// The chunks in the order in which iptables-save lists them, with the flags that each may have (libxt_sctp).
const CHUNKS: readonly (readonly [string, string])[] = [
  ["DATA", "IUBE"],
  ["INIT", ""],
  ["INIT_ACK", ""],
  ["SACK", ""],
  ["HEARTBEAT", ""],
  ["HEARTBEAT_ACK", ""],
  ["ABORT", "T"],
  ["SHUTDOWN", ""],
  ["SHUTDOWN_ACK", ""],
  ["ERROR", ""],
  ["COOKIE_ECHO", ""],
  ["COOKIE_ACK", ""],
  ["ECN_ECNE", ""],
  ["ECN_CWR", ""],
  ["SHUTDOWN_COMPLETE", "T"],
  ["I_DATA", "IUBE"],
  ["RE_CONFIG", ""],
  ["PAD", ""],
  ["ASCONF_ACK", ""],
  ["FORWARD_TSN", ""],
  ["ASCONF", ""],
];
const ORDER = CHUNKS.map(([name]) => name);
const WHICH = ["all", "any", "only"] as const;

/** Reads `--chunk-types`; null where it is not given, undefined after a reported mistake. */
export function readChunks(
  option: GivenOption | undefined,
  reading: Reading,
): ChunkClause | null | undefined {
  const [first, list] = option?.values ?? [];
  if (option === undefined || first === undefined || list === undefined) return null;
  const which = WHICH.find((name) => name === first.text);
  if (which === undefined) {
    reading.mistake(first, "rules-not-a-chunk-type", { expected: WHICH });
    return undefined;
  }
  const given = list.text === "ALL" || list.text === "NONE" ? [] : list.text.split(",");
  if (!given.every(isChunk)) {
    reading.mistake(list, "rules-not-a-chunk-type", { expected: ORDER });
    return undefined;
  }
  const chunks =
    given.length === 0 ? [list.text] : [...given].sort((a, b) => placeOf(a) - placeOf(b));
  return { negated: option.negated, which, chunks };
}

/** `! --chunk-types only DATA,ABORT`. */
export function printChunks({ negated, which, chunks }: ChunkClause): string {
  return printClause("--chunk-types", negated, `${which} ${chunks.join(",")}`);
}

/** Whether a packet's chunks fit (linux net/netfilter/xt_sctp.c: match_packet). */
export function chunksHold(
  { negated, which, chunks: wanted }: ChunkClause,
  chunks: readonly SctpChunk[],
): boolean {
  const names = wanted.includes("ALL") ? ORDER : wanted.filter((name) => name !== "NONE");
  const clauses = names.map((name) => name.split(":"));
  const fits = ([name = "", flags = ""]: readonly string[], chunk: SctpChunk): boolean =>
    chunk.type === name && Array.from(flags).every((flag) => flagHolds(flag, chunk));
  const isWanted = (chunk: SctpChunk): boolean => clauses.some((clause) => fits(clause, chunk));
  const holds = {
    any: () => chunks.some(isWanted),
    only: () => chunks.every(isWanted),
    all: () => clauses.every((clause) => chunks.some((chunk) => fits(clause, chunk))),
  }[which]();
  return holds !== negated;
}

// A capital asks for the flag, a small letter for its absence.
function flagHolds(letter: string, chunk: SctpChunk): boolean {
  const flag = letter.toUpperCase();
  return chunkFlags(chunk).includes(flag) === (letter === flag);
}

function isChunk(text: string): boolean {
  const [name = "", flags = "", ...rest] = text.split(":");
  const known = CHUNKS.find(([one]) => one === name);
  if (known === undefined || rest.length > 0) return false;
  return Array.from(flags).every((flag) => known[1].includes(flag.toUpperCase()));
}

function placeOf(chunk: string): number {
  return ORDER.indexOf(chunk.split(":")[0] ?? "");
}
