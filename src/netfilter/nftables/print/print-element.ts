import { DATA_TYPES } from "../expression/data-type.js";
import type { DataType } from "../expression/data-type.js";
import type { NftElement } from "../model/element.js";
import { printVerdict } from "../model/verdict.js";
import { printSeconds } from "../read/read-time.js";

/** An element as `nft list` prints it: `10.96.0.10 . udp . 53 : goto service-…`. */
export function printElement(element: NftElement, key: readonly DataType[]): string {
  const { value, comment, timeout } = element;
  const words = [printKey(element.key, key)];
  if (timeout !== null) words.push(`timeout ${printSeconds(timeout)}`);
  if (comment !== null) words.push(`comment "${comment}"`);
  if (value !== null)
    words.push(
      ":",
      value.kind === "verdict" ? printVerdict(value.verdict) : value.parts.join(" . "),
    );
  return words.join(" ");
}

/** Elements in the order in which nft lists them: by number; of keys with parts, by their bytes from the last on (src/mergesort.c of nft 1.0.6). */
export function sortElements(
  elements: readonly NftElement[],
  key: readonly DataType[],
): readonly NftElement[] {
  if (elements.length < 2) return elements;
  return elements
    .map((element) => ({ element, rank: rankOf(element.key, key) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ element }) => element);
}

function printKey(key: string, types: readonly DataType[]): string {
  return types[0] === "ifname" && types.length === 1 ? `"${key}"` : key;
}

function rankOf(key: string, types: readonly DataType[]): bigint {
  const [only] = types;
  if (only === undefined) return 0n;
  if (types.length === 1) return DATA_TYPES[only].numberOf(firstOf(key));
  let rank = 0n;
  let shift = 0n;
  for (const [index, part] of key.split(" . ").entries()) {
    const type = types[index] ?? only;
    const { bytes, numberOf } = DATA_TYPES[type];
    let number = numberOf(part);
    // The bytes of a part stand in the order of the network, and all of them are taken for one number of a PC's.
    for (let at = bytes - 1; at >= 0; at--) {
      rank |= (number & 0xffn) << (shift + BigInt(8 * at));
      number >>= 8n;
    }
    shift += BigInt(8 * bytes);
  }
  return rank;
}

// The first key of a prefix or a range.
function firstOf(key: string): string {
  return /^[^-/]*/.exec(key)?.[0] ?? key;
}
