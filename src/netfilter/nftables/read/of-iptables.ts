import { BUILT_IN, isTableName } from "../../built-in.js";
import type { NftFamily } from "../model/nftables.js";
import type { Cursor } from "./cursor.js";

/** Whether the block that begins here is a table that iptables-nft keeps: it has the name and a built-in chain of one of iptables' own. */
export function isOfIptables(
  cursor: Cursor,
  { family, name }: { readonly family: NftFamily; readonly name: string },
): boolean {
  if (family === "inet" || !isTableName(name)) return false;
  const builtIn: readonly string[] = BUILT_IN[name];
  let depth = 0;
  for (let ahead = 0; ; ahead++) {
    const token = cursor.peek(ahead);
    if (token === null) return false;
    if (token.kind === "sign" && token.text === "{") depth++;
    if (token.kind === "sign" && token.text === "}" && --depth === 0) return false;
    const next = cursor.peek(ahead + 1);
    if (depth === 1 && token.text === "chain" && builtIn.includes(next?.text ?? "")) return true;
  }
}

/** Passes over a block with all that is in it. */
export function skipBlock(cursor: Cursor): boolean {
  let depth = 0;
  do {
    if (cursor.isAt("{")) depth++;
    else if (cursor.isAt("}")) depth--;
    if (cursor.take() === null) return false;
  } while (depth > 0);
  return true;
}
