import { formatBoundKey, formatKey } from "./corefile.js";
import type { BlockKey, ServerBlock } from "./corefile.js";
import type { SetUpBlock } from "../set-up.js";

/** What is wrong with a block's key beside those before it. */
export interface DoubleKey {
  readonly block: ServerBlock;
  readonly text: string;
}

/** The keys that were seen, each with the address that it is bound to; empty for all. */
export interface SeenKeys {
  readonly bound: Set<string>;
  /** By the key alone: the bound one that was seen last. */
  readonly unbound: Map<string, string>;
}

/** What a key has in common with those before it. */
export type Overlap =
  { readonly kind: "same" } | { readonly kind: "overlap"; readonly with: string } | null;

/**
 * Keys that two blocks want. CoreDNS looks at this last (coredns core/dnsserver/register.go:
 * validateZonesAndListeningAddresses). Blocks with a view may share a key, though not where `bind` makes two sockets of it.
 */
export function doubleKeys(
  blocks: readonly ServerBlock[],
  setUp: readonly SetUpBlock[],
): readonly DoubleKey[] {
  const seen: SeenKeys = { bound: new Set(), unbound: new Map() };
  const found: DoubleKey[] = [];
  for (const [index, block] of blocks.entries()) {
    const settings = setUp[index]?.settings;
    for (const key of block.keys) {
      for (const address of settings?.listenAt ?? [""]) {
        const isFiltered = (settings?.view ?? null) !== null;
        const overlap = isFiltered
          ? overlapOf(seen, key, address)
          : registerKey(seen, key, address);
        const text = `cannot serve ${formatBoundKey(key, address)} - `;
        if (overlap?.kind === "same" && !isFiltered) {
          found.push({ block, text: `${text}it is already defined` });
        }
        if (overlap?.kind === "overlap") {
          const reason = `zone overlap listener capacity with ${overlap.with}`;
          found.push({ block, text: text + reason });
        }
      }
    }
  }
  return found;
}

/** Compares a key with those before it, and keeps it where it has nothing in common (core/dnsserver/address.go). */
export function registerKey(seen: SeenKeys, key: BlockKey, address: string): Overlap {
  const overlap = overlapOf(seen, key, address);
  if (overlap !== null) return overlap;
  seen.bound.add(formatBoundKey(key, address));
  seen.unbound.set(formatKey(key), formatBoundKey(key, address));
  return null;
}

function overlapOf(seen: SeenKeys, key: BlockKey, address: string): Overlap {
  if (seen.bound.has(formatBoundKey(key, address))) return { kind: "same" };
  const unbound = formatKey(key);
  const other = seen.unbound.get(unbound);
  if (other === undefined) return null;
  if (address === "") return { kind: "overlap", with: other };
  return seen.bound.has(unbound) ? { kind: "overlap", with: unbound } : null;
}
