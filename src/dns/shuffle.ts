import type { Effects } from "../base/effect.js";
import { ask } from "./ask.js";
import type { DnsNeed } from "./effect.js";

/** The same things in an order that is drawn. */
export function* shuffle<T>(things: readonly T[]): Effects<DnsNeed, readonly T[]> {
  const shuffled = [...things];
  for (let index = 0; index < things.length - 1; index++) {
    const other = index + (yield* ask({ kind: "draw", bound: things.length - index }));
    const [taken] = shuffled.splice(other, 1, ...shuffled.slice(index, index + 1));
    if (taken !== undefined) shuffled[index] = taken;
  }
  return shuffled;
}
