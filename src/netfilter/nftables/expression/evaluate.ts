import type { WalkContext } from "../../../trace/event/netfilter-event.js";
import { DATA_TYPES } from "./data-type.js";
import type { DataType } from "./data-type.js";
import type { NftExpression } from "./expression.js";
import { selectorForm } from "./selector.js";
import type { SelectorName } from "./selector.js";

/** Who is asked: the packet, and chance. */
export interface Question {
  readonly context: WalkContext;
  /** The next number below a modulus; null where none was drawn. */
  readonly draw: (modulus: number) => number | null;
}

/** The canonical text of what an expression comes to, parts joined as nft writes them; null where the packet has no such thing. */
export function evaluate(expression: NftExpression, { context, draw }: Question): string | null {
  switch (expression.kind) {
    case "selector":
      return selectorForm(expression.name).ask(context);
    case "concatenation":
      return concatenated(expression.parts, context);
    case "masked-mark":
      // A mark has 32 bits, the language's own operators know signs.
      return DATA_TYPES.mark.parse(String((context.mark & expression.mask) >>> 0));
    case "numgen": {
      const drawn = draw(expression.modulus);
      return drawn === null ? null : String(drawn + expression.offset);
    }
  }
}

/** The types of the parts of what an expression comes to. */
export function typesOf(expression: NftExpression): readonly DataType[] {
  switch (expression.kind) {
    case "selector":
      return [selectorForm(expression.name).type];
    case "concatenation":
      return expression.parts.map((name) => selectorForm(name).type);
    case "masked-mark":
      return ["mark"];
    case "numgen":
      return ["integer"];
  }
}

/** As nft prints it. */
export function printExpression(expression: NftExpression): string {
  switch (expression.kind) {
    case "selector":
      return expression.name;
    case "concatenation":
      return expression.parts.join(" . ");
    case "masked-mark":
      return `meta mark & ${DATA_TYPES.mark.parse(String(expression.mask)) ?? ""}`;
    case "numgen": {
      const offset = expression.offset === 0 ? "" : ` offset ${expression.offset}`;
      return `numgen random mod ${expression.modulus}${offset}`;
    }
  }
}

function concatenated(parts: readonly SelectorName[], context: WalkContext): string | null {
  let key = "";
  for (const [index, name] of parts.entries()) {
    const value = selectorForm(name).ask(context);
    if (value === null) return null;
    key += index === 0 ? value : ` . ${value}`;
  }
  return key;
}
