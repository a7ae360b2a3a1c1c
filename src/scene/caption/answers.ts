import type { DnsMessage } from "../../packet/dns-message.js";
import { withoutRoot } from "../naming.js";

const MOST = 4;
/** The records whose data is a name, or ends with one. */
const NAMING = new Set(["CNAME", "DNAME", "NS", "PTR", "SRV", "MX"]);

/** The first answers of a message: `A 10.96.1.64, A 10.96.1.65`; null where it has none. */
export function answersText({ answer }: DnsMessage): string | null {
  if (answer.length === 0) return null;
  const shown = answer
    .slice(0, MOST)
    .map(({ type, data }) => `${type} ${NAMING.has(type) ? withoutRoot(data) : data}`);
  return fewOf(shown, answer.length);
}

/** The first of many texts, with how many more there are. */
export function firstFew(texts: readonly string[]): string {
  return fewOf(texts.slice(0, MOST), texts.length);
}

function fewOf(shown: readonly string[], count: number): string {
  return [...shown, ...(count > MOST ? [`+${count - MOST}`] : [])].join(", ");
}
