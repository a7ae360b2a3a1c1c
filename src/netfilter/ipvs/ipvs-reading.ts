import type { DiagnosticParameters } from "../../base/diagnostic.js";
import type { Word } from "../iptables/word.js";

/** What the parts of a reader of virtual servers need. */
export interface IpvsReading {
  /** Reports a mistake at a word. */
  mistake(at: Word, code: string, parameters?: DiagnosticParameters): null;
  warn(at: Word, code: string): void;
}
