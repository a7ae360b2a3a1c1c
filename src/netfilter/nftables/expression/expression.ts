import type { SelectorName } from "./selector.js";

/** What a rule asks a packet, or chance, for. */
export type NftExpression =
  | { readonly kind: "selector"; readonly name: SelectorName }
  /** A number below the modulus that is drawn anew for each packet. */
  | { readonly kind: "numgen"; readonly modulus: number; readonly offset: number }
  | { readonly kind: "concatenation"; readonly parts: readonly SelectorName[] }
  /** Some bits of the mark. */
  | { readonly kind: "masked-mark"; readonly mask: number };
