import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { Said, ServiceDeclaration } from "../../cluster/declaration.js";
import { LIMIT } from "../limit.js";
import { headSpanOf, keywordOf, partsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { isName } from "../value/name.js";
import { readNumber } from "../value/number.js";
import { readWords } from "../word-reader.js";

/** How often Services are repeated that say so, by their names with their places. */
export type Copies = ReadonlyMap<Said<string>, number>;

/**
 * How many Services a block with `copies NUMBER` stands for; null where it does not say so, or where it says what only one
 * Service can have: a cluster address or a node port.
 */
export function readCopies(
  block: Statement,
  { name, clusterAddresses, ports, healthCheckNodePort }: ServiceDeclaration,
  report: Report,
): number | null {
  const part = partsOf(block).find((each) => keywordOf(each) === "copies");
  if (part === undefined) return null;
  const words = readWords(part, report);
  const word = words.take("NUMBER");
  const count = word && readNumber(word, { min: 1, max: LIMIT.services }, report);
  words.end();
  if (count === null) return null;
  const last = nameOfCopy(name.value, count);
  if (!isName(last)) {
    report(errorAt(name.span, "bad-name", { text: last }));
    return null;
  }
  const single = [
    clusterAddresses.length > 0 ? "cluster-ip" : null,
    ports.some(({ nodePort }) => nodePort !== null) ? "node-port" : null,
    healthCheckNodePort === null ? null : "health-check-node-port",
  ].filter((found) => found !== null);
  for (const each of single) report(errorAt(headSpanOf(part), "not-with-copies", { word: each }));
  return single.length > 0 ? null : count;
}

/** The Services with their copies, `filler-1`, `filler-2` …, in place of those that are repeated; a copy with a name that is taken is reported and left out. */
export function withCopies(
  services: readonly ServiceDeclaration[],
  copies: Copies,
  report: Report,
): readonly ServiceDeclaration[] {
  if (copies.size === 0) return services;
  const keyOf = (namespace: string, name: string): string => `${namespace}/${name}`;
  const single = services.filter(({ name }) => !copies.has(name));
  const taken = new Set(single.map(({ namespace, name }) => keyOf(namespace, name.value)));
  return services.flatMap((service) => {
    const { namespace, name } = service;
    const count = copies.get(name);
    if (count === undefined) return [service];
    return Array.from({ length: count }, (_, index) => nameOfCopy(name.value, index + 1)).flatMap(
      (value) => {
        const key = keyOf(namespace, value);
        if (!taken.has(key)) {
          taken.add(key);
          return [{ ...service, name: { ...name, value } }];
        }
        report(errorAt(name.span, "duplicate-name", { what: "service", name: value }));
        return [];
      },
    );
  });
}

function nameOfCopy(name: string, number: number): string {
  return `${name}-${number}`;
}
