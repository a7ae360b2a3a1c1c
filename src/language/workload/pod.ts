import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { PodDeclaration } from "../../cluster/declaration.js";
import { keywordOf, partsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readName, readNodeName } from "../value/name.js";
import { readWords } from "../word-reader.js";
import { readTemplate } from "./template.js";

/** Reads a `pod NAME on NODE` block; null where not even its name is right. */
export function readPod(block: Statement, report: Report): PodDeclaration | null {
  const words = readWords(block, report);
  const word = words.take("NAME");
  const name = word && readName(word, report);
  const home = words.skip("on") === null ? null : words.take("NODE");
  const node = home && readNodeName(home, report);
  words.end();
  if (name === null) return null;
  const template = readTemplate(block, name, report);
  const said = new Map(partsOf(block).map((part) => [keywordOf(part), part]));
  const unready = said.get("unready");
  if (unready !== undefined && said.has("ready"))
    report(errorAt(unready.span, "said-twice", { word: "ready, unready" }));
  return {
    ...template,
    kind: "pod",
    node,
    ready: unready === undefined,
    deployment: null,
    terminating: said.has("terminating"),
  };
}
