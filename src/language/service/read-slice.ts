import { familyOf } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import type { Report } from "../../base/diagnostic.js";
import type { EndpointDeclaration, EndpointSliceDeclaration } from "../../cluster/declaration.js";
import type { EndpointPort } from "../../cluster/endpoint-slice.js";
import { keywordOf, partsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readChoice, readLabels, readName } from "../value/name.js";
import { readPort } from "../value/number.js";
import { readWords } from "../word-reader.js";
import { readNamespace } from "../workload/template.js";
import { readEndpointLines } from "./read-endpoint.js";

/** Reads an `endpoint-slice NAME for SERVICE` block; null where not even its names are right. */
export function readSlice(block: Statement, report: Report): EndpointSliceDeclaration | null {
  const words = readWords(block, report);
  const word = words.take("NAME");
  const name = word && readName(word, report);
  if (name !== null && words.skip("for") === null) words.take("for");
  const serviceWord = words.take("SERVICE");
  const service = serviceWord && readName(serviceWord, report);
  words.end();
  if (name === null || service === null) return null;
  const parts = partsOf(block);
  const endpoints = readEndpointLines(parts, { word: "endpoint" }, report);
  const labels = parts
    .filter((part) => keywordOf(part) === "labels")
    .flatMap((part) => [...readWords(part, report).list("KEY=VALUE")]);
  return {
    name,
    namespace: readNamespace(parts, report),
    service,
    labels: { "kubernetes.io/service-name": service.value, ...readLabels(labels, report) },
    family: readFamily(parts, report) ?? familyOfFirst(endpoints),
    ports: readSlicePorts(parts, report),
    endpoints,
  };
}

function readFamily(parts: readonly Statement[], report: Report): Family | null {
  const part = parts.find((candidate) => keywordOf(candidate) === "family");
  if (part === undefined) return null;
  const words = readWords(part, report);
  const word = words.take("ipv4, ipv6");
  words.end();
  return word && readChoice<Family>(word, ["ipv4", "ipv6"], report);
}

function familyOfFirst(endpoints: readonly EndpointDeclaration[]): Family {
  const first = endpoints[0]?.addresses[0];
  return first === undefined ? "ipv4" : familyOf(first.value);
}

/** The lines `port PORT/PROTOCOL NAME` of a slice. */
export function readSlicePorts(
  parts: readonly Statement[],
  report: Report,
): readonly EndpointPort[] {
  return parts.flatMap((part): readonly EndpointPort[] => {
    if (keywordOf(part) !== "port") return [];
    const words = readWords(part, report);
    const word = words.take("PORT");
    const port = word && readPort(word, report);
    const named = words.peek() === null ? null : words.take("NAME");
    const name = named && readName(named, report);
    words.end();
    if (port === null) return [];
    return [{ name: name?.value ?? "", protocol: port.protocol ?? "tcp", port: port.port }];
  });
}
