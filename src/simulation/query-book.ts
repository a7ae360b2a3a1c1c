import type { Question } from "../packet/dns-message.js";
import { queryId } from "../trace/id.js";
import type { QueryId } from "../trace/id.js";

/**
 * Which query of the trace a DNS message on the wire belongs to. A message carries a 16-bit id alone;
 * the last program that said it asks a question is the one whose query arrives.
 */
export interface QueryBook {
  /** Gives out the next query's id. */
  next(): QueryId;
  /** Remembers who asks this now. */
  ask(question: Question, query: QueryId): void;
  /** The query that asked this last; a new one where nobody did. */
  find(question: Question): QueryId;
}

/** A book with no question asked yet. */
export function createQueryBook(): QueryBook {
  const asked = new Map<string, QueryId>();
  let queries = 0;
  const next = (): QueryId => queryId(++queries);
  return {
    next,
    ask: (question, query) => {
      asked.set(keyOf(question), query);
    },
    find: (question) => asked.get(keyOf(question)) ?? next(),
  };
}

// Case is not compared: a server may be asked in any.
function keyOf({ name, type }: Question): string {
  return `${name.toLowerCase()} ${type}`;
}
