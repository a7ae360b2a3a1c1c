import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { TransportProtocol } from "../../cluster/pod.js";
import type { ServicePortDeclaration } from "../../cluster/declaration.js";
import type { ServicePort } from "../../cluster/service.js";
import { keywordOf } from "../syntax.js";
import type { Statement, Word } from "../syntax.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import { readName } from "./name.js";
import { readNumber, readPort } from "./number.js";

/** The ports of a Service, `port 80 -> 8080/tcp web`; those that clash with one before are reported and left out. */
export function readServicePorts(
  parts: readonly Statement[],
  report: Report,
): readonly ServicePortDeclaration[] {
  const lines = parts.filter((part) => keywordOf(part) === "port");
  const ports: ServicePortDeclaration[] = [];
  for (const line of lines) {
    const port = readServicePort(readWords(line, report));
    if (port === null) continue;
    const key = `${port.port}/${port.protocol}`;
    if (ports.some((other) => `${other.port}/${other.protocol}` === key)) {
      report(errorAt(line.span, "duplicate-port", { port: key }));
    } else if (port.name !== "" && ports.some((other) => other.name === port.name)) {
      report(errorAt(line.span, "duplicate-name", { what: "port", name: port.name }));
    } else {
      // The API server takes no Service of several ports of which one is unnamed.
      if (lines.length > 1 && port.name === "")
        report(errorAt(line.span, "port-without-name", { port: key }));
      ports.push({ ...port, span: line.span });
    }
  }
  return ports;
}

/** Reads `80`, `53/udp dns`, `80 -> 8080`, `80 -> 8080/tcp http`, `80 -> web`, `80 web node-port 30080`. */
function readServicePort(words: WordReader): ServicePort | null {
  const { report } = words;
  const word = words.take("PORT");
  const port = word && readPort(word, report);
  if (port === null) return null;
  const said = words.skip("->") === null ? null : words.take("PORT");
  const target = said === null ? port : readTarget(said, report);
  if (target === null) return null;
  const isNamed = words.peek() !== null && words.peek()?.text !== "node-port";
  const name = isNamed ? words.take("NAME") : null;
  const nodePort = words.skip("node-port") === null ? null : readNodePort(words);
  words.end();
  const protocol = port.protocol ?? target.protocol ?? "tcp";
  if (said !== null && (target.protocol ?? protocol) !== protocol)
    report(errorAt(said.span, "protocols-differ", { expected: [protocol] }));
  return {
    name: (name && readName(name, report)?.value) ?? "",
    protocol,
    port: port.port,
    targetPort: target.port,
    nodePort,
  };
}

function readNodePort(words: WordReader): number | null {
  const word = words.take("PORT");
  return word && readNumber(word, { min: 1, max: 65_535 }, words.report);
}

/** A target is a number or the name of a container port, which has a letter in it. */
function readTarget(
  word: Word,
  report: Report,
): { readonly port: number | string; readonly protocol: TransportProtocol | null } | null {
  if (!/^[a-z0-9-]*[a-z][a-z0-9-]*$/.test(word.text) || word.text.length > 15)
    return readPort(word, report);
  return { port: word.text, protocol: null };
}
