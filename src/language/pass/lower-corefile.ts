import { plainText } from "../../base/inner-text.js";
import type { InnerText } from "../../base/inner-text.js";
import { nodeLocalAddress } from "../../cluster/node-local-dns.js";
import { keywordOf, statementsOf } from "../syntax.js";
import type { ScenarioDocument } from "../syntax.js";
import type { Pass } from "./pass.js";

/** Takes the texts of the blocks `corefile` and `node-local-corefile` as they are; what is in them, only the DNS part knows. */
export const lowerCorefile: Pass = {
  name: "lower-corefile",
  run: (draft) => {
    const corefile = textOf(draft.document, "corefile") ?? draft.corefile;
    const nodeLocalCorefile = textOf(draft.document, "node-local-corefile");
    if (nodeLocalCorefile === null) return { ...draft, corefile };
    // Who writes a Corefile for it has it.
    const { nodeLocalDns = nodeLocalAddress(draft.settings) } = draft.settings;
    const settings = { ...draft.settings, nodeLocalDns };
    return { ...draft, corefile, settings, nodeLocalCorefile };
  },
};

function textOf({ items }: ScenarioDocument, keyword: string): InnerText | null {
  const block = statementsOf(items)
    .filter((statement) => keywordOf(statement) === keyword)
    .map((statement) => statement.block)
    .find((found) => found?.kind === "verbatim");
  if (block?.kind !== "verbatim") return null;
  return plainText(block.span.source, block.text, block.span.start);
}
