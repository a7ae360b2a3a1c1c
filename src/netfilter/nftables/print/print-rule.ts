import { printPlace } from "../../target/translation.js";
import { DATA_TYPES } from "../expression/data-type.js";
import type { DataType } from "../expression/data-type.js";
import { printExpression, typesOf } from "../expression/evaluate.js";
import { lengthOfMask } from "../expression/mark-prefix.js";
import { elementsIn } from "../model/element.js";
import type { NftRule } from "../model/nftables.js";
import type { Lookup, MarkPart, MatchPart, RulePart, TranslatePart } from "../model/rule-part.js";
import { printVerdict } from "../model/verdict.js";
import { printSeconds } from "../read/read-time.js";
import { printElement, sortElements } from "./print-element.js";

/** A rule as `nft list` prints it (nft 1.0.6). */
export function printRule({ parts, comment }: NftRule): string {
  const said = comment === null ? [] : [`comment "${comment}"`];
  return [...parts.map(printPart), ...said].join(" ");
}

/** One question or deed of a rule. */
export function printPart(part: RulePart): string {
  switch (part.kind) {
    case "match":
      return printMatch(part);
    case "verdict":
      return printVerdict(part.verdict);
    case "vmap":
      return `${printExpression(part.of)} vmap ${printLookup(part.map, typesOf(part.of))}`;
    case "reject":
      return ["reject", ...(part.with.text === "" ? [] : [part.with.text])].join(" ");
    case "mark":
      return printMark(part);
    case "translate":
      return printTranslate(part);
    case "update": {
      const timeout = part.timeout === null ? "" : ` timeout ${printSeconds(part.timeout)}`;
      return `${part.operation} @${part.set} { ${printExpression(part.key)}${timeout} }`;
    }
    case "counter":
      return "counter packets 0 bytes 0";
    case "opaque":
      return part.text;
  }
}

function printMatch({ of, negated, values }: MatchPart): string {
  const prefix = markPrefixOf({ of, values });
  if (prefix !== null) return `meta mark ${negated ? "!= " : ""}${prefix}`;
  // Where bits are taken out first, nft says what the rest is compared by.
  const sign = negated ? "!= " : of.kind === "masked-mark" ? "== " : "";
  return `${printExpression(of)} ${sign}${printLookup(values, typesOf(of))}`;
}

// Of a mask of the highest bits nft makes a prefix, as it would of an address (netlink_delinearize.c: relational_binop_postprocess).
function markPrefixOf({ of, values }: Pick<MatchPart, "of" | "values">): string | null {
  const length = of.kind === "masked-mark" ? lengthOfMask(of.mask) : null;
  if (length === null || values.kind === "named" || values.braces) return null;
  return `${printLookup(values, ["mark"])}/${length}`;
}

function printLookup(lookup: Lookup, types: readonly DataType[]): string {
  if (lookup.kind === "named") return `@${lookup.name}`;
  const elements = sortElements(elementsIn(lookup.elements), types).map((element) =>
    printElement(element, types),
  );
  return lookup.braces ? `{ ${elements.join(", ")} }` : elements.join(",");
}

const SIGNS = { and: "&", or: "|", xor: "^" } as const;

function printMark({ operation, value }: MarkPart): string {
  const mark = DATA_TYPES.mark.parse(String(value)) ?? "";
  return operation === "set"
    ? `meta mark set ${mark}`
    : `meta mark set meta mark ${SIGNS[operation]} ${mark}`;
}

function printTranslate({ statement, family, to, options }: TranslatePart): string {
  const words: string[] = [statement];
  if (to !== null) {
    if (family !== null) words.push(family);
    words.push("to");
    if (to.kind === "range") words.push(printPlace(to.range));
    else {
      const types = typesOf(to.of);
      words.push(printExpression(to.of), "map", printLookup(to.map, types));
    }
  }
  if (options.length > 0) words.push(options.join(","));
  return words.join(" ");
}
