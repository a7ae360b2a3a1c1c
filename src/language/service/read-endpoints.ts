import type { Report } from "../../base/diagnostic.js";
import type { EndpointDeclaration, EndpointSliceDeclaration } from "../../cluster/declaration.js";
import { mirroredSlices } from "../../cluster/mirror-endpoints.js";
import { keywordOf, partsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readLabels, readName } from "../value/name.js";
import { readWords } from "../word-reader.js";
import { readNamespace } from "../workload/template.js";
import { readEndpointLines } from "./read-endpoint.js";
import { readSlicePorts } from "./read-slice.js";

const DETAILS = ["on", "pod", "not-ready"];

/** Reads an `endpoints SERVICE` block: the slices that such an object is mirrored to; none where its name is wrong. */
export function readEndpoints(
  block: Statement,
  report: Report,
): readonly EndpointSliceDeclaration[] {
  const words = readWords(block, report);
  const word = words.take("SERVICE");
  const name = word && readName(word, report);
  words.end();
  if (name === null) return [];
  const parts = partsOf(block);
  const labels = parts
    .filter((part) => keywordOf(part) === "labels")
    .flatMap((part) => [...readWords(part, report).list("KEY=VALUE")]);
  return mirroredSlices({
    name,
    namespace: readNamespace(parts, report),
    labels: readLabels(labels, report),
    subsets: [
      {
        ports: readSlicePorts(parts, report),
        endpoints: readEndpointLines(parts, { word: "address", details: DETAILS }, report).map(
          mirrored,
        ),
      },
    ],
  });
}

// Such an object knows addresses and those that are not ready.
function mirrored(endpoint: EndpointDeclaration): EndpointDeclaration {
  const ready = endpoint.ready ?? true;
  return { ...endpoint, ready, serving: ready, terminating: false };
}
