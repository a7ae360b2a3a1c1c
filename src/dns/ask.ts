import { perform } from "../base/effect.js";
import type { Effects } from "../base/effect.js";
import type { DnsNeed } from "./effect.js";

/** The effect of a kind. */
type NeedOf<Kind extends DnsNeed["kind"]> = Extract<DnsNeed, { readonly kind: Kind }>;

/** Yields an effect and returns its answer: `const now = yield* ask({ kind: "now" })`. */
export function* ask<Kind extends DnsNeed["kind"]>(
  need: { readonly kind: Kind } & NeedOf<Kind>,
): Effects<DnsNeed, NonNullable<NeedOf<Kind>["answer"]>> {
  return yield* perform<NeedOf<Kind>>(need);
}
