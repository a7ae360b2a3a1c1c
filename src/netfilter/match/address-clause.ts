import { widthOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { contains, formatPrefix, parsePrefix } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { GivenOption, Miss, Reading } from "./form.js";

/** `! -s 10.244.0.0/16`: the condition on one of the packet's addresses. */
export interface AddressClause {
  readonly negated: boolean;
  readonly prefix: Prefix;
}

/** Reads `-s` or `-d`. */
export function readAddress(given: readonly GivenOption[], reading: Reading): AddressClause | null {
  const [option, again] = given;
  if (option === undefined) return null;
  if (again !== undefined) return reading.mistake(again.name, "rules-repeated-option");
  const word = option.values[0];
  if (word === undefined) return null;
  const prefix = parsePrefix(withMaskLength(word.text));
  if (prefix === null) return reading.mistake(word, "rules-not-an-address");
  if (prefix.family !== reading.family) return reading.mistake(word, "rules-wrong-family");
  return { negated: option.negated, prefix };
}

/** `! -s 10.244.0.0/16`; nothing for a prefix that holds every address. */
export function printAddress(option: string, { negated, prefix }: AddressClause): string {
  if (prefix.length === 0 && !negated) return "";
  return `${negated ? "! " : ""}${option} ${formatPrefix(prefix)}`;
}

/** Whether an address fits. */
export function addressHolds({ negated, prefix }: AddressClause, address: Address): boolean {
  // Most rules of kube-proxy name one host; a walk past thousands of them compares texts only.
  const isHost = prefix.length === widthOf(prefix.family);
  return (prefix.base === address || (!isHost && contains(prefix, address))) !== negated;
}

/** Why it does not fit. */
export function addressMiss(option: string, clause: AddressClause, address: Address): Miss {
  return { clause: printAddress(option, clause), found: address };
}

// `10.0.0.0/255.0.0.0` is how old dumps write a mask.
function withMaskLength(text: string): string {
  const [address = "", mask] = text.split("/");
  if (mask === undefined || !/^\d+\.\d+\.\d+\.\d+$/.test(mask)) return text;
  const bits = mask
    .split(".")
    .map((part) => Number(part).toString(2).padStart(8, "0"))
    .join("");
  return /^1*0*$/.test(bits) && bits.length === 32
    ? `${address}/${bits.indexOf("0") === -1 ? 32 : bits.indexOf("0")}`
    : text;
}
