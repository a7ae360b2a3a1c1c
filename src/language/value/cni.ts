import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { SourceText } from "../../base/source-span.js";
import type { CniSettings } from "../../cluster/cni-settings.js";
import type { VerbatimDeclaration } from "../../cluster/topology/host.js";
import type { Statement } from "../syntax.js";
import { readWords } from "../word-reader.js";
import type { WordReader } from "../word-reader.js";
import { readChoice } from "./name.js";

const KINDS = ["kindnet", "bridge", "ptp", "flannel", "calico", "weave", "cloud-routes"] as const;

/** Reads `cni kindnet`, `cni flannel vxlan`, `cni bridge { … }` with the plugin's own JSON; kindnet where nothing right is said. */
export function readCni(
  part: Statement | undefined,
  source: SourceText,
  report: Report,
): CniSettings {
  if (part === undefined) return USUAL;
  const words = readWords(part, report);
  const word = words.take(KINDS.join(", "));
  const kind = word && readChoice(word, KINDS, report, ["cilium"]);
  if (kind === null) return USUAL;
  const cni = readKind(kind, words, part, source);
  words.end();
  const takesConfig = kind === "bridge" || kind === "ptp";
  if (part.block !== null && !takesConfig)
    report(errorAt(part.block.brace, "unexpected-block", { word: kind }));
  return cni;
}

const USUAL: CniSettings = { kind: "kindnet" };

function readKind(
  kind: CniSettings["kind"],
  words: WordReader,
  part: Statement,
  source: SourceText,
): CniSettings {
  switch (kind) {
    case "kindnet":
    case "cloud-routes":
    case "weave":
      return { kind };
    case "bridge":
    case "ptp":
      return { kind, config: configOf(part, source) };
    case "flannel":
      return { kind, backend: readBackend(words, ["vxlan", "host-gw"] as const) };
    case "calico":
      return { kind, backend: readBackend(words, ["ipip", "bgp"] as const) };
  }
}

/** One of a CNI's ways between nodes; the first where none is said. */
function readBackend<T extends string>(words: WordReader, choices: readonly [T, ...T[]]): T {
  if (words.peek() === null) return choices[0];
  const word = words.take(choices.join(", "));
  return (word && readChoice(word, choices, words.report)) ?? choices[0];
}

/** The JSON of a plugin: the block's text, or the block itself where its braces are the JSON's own. */
function configOf({ block }: Statement, source: SourceText): VerbatimDeclaration | null {
  if (block?.kind !== "verbatim") return null;
  if (block.text.trimStart().startsWith("{")) return { text: block.text, span: block.span };
  const { start } = block.brace;
  // A comment behind the brace is no JSON; blanks keep every place.
  const head = source.text.slice(start + 1, block.span.start).replace(/[^\r\n]/g, " ");
  return { text: `{${head}${block.text}}`, span: { ...block.span, start } };
}
