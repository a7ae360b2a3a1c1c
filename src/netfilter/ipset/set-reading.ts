import { errorAt } from "../../base/diagnostic.js";
import type { DiagnosticParameters, Report } from "../../base/diagnostic.js";
import type { Word } from "../iptables/word.js";

/** What the parts of a reader of sets need. */
export interface SetReading {
  /** Reports a mistake at a word. */
  mistake(at: Word, code: string, parameters?: DiagnosticParameters): null;
}

/** A reading that reports there. */
export function setReading(report: Report): SetReading {
  return {
    mistake(at, code, parameters = {}) {
      report(errorAt(at.span, code, { found: at.text, ...parameters }));
      return null;
    },
  };
}

/** Reads a whole number, decimal or hexadecimal; null after a reported mistake. */
export function readCount(word: Word, most: number, reading: SetReading): number | null {
  const number = /^(0x[\da-f]{1,8}|\d{1,15})$/i.test(word.text) ? Number(word.text) : Infinity;
  return number <= most ? number : reading.mistake(word, "sets-not-a-number", { limit: most });
}
