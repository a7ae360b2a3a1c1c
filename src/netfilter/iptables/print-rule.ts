import { formOf } from "../match/order.js";
import type { Rule } from "../rule-set.js";
import { targetFormOf } from "../target/order.js";

/** A rule as iptables-save prints it, without `-A CHAIN`. */
export function printRule({ matches, target }: Rule): string {
  const parts = matches.map((match) => formOf(match).print(match));
  if (target !== null) parts.push(targetFormOf(target).print(target));
  return parts.filter((part) => part !== "").join(" ");
}
