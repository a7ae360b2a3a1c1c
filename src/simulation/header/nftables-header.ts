import { elementsIn } from "../../netfilter/nftables/model/element.js";
import { tableKey } from "../../netfilter/nftables/model/nftables.js";
import type {
  NftChain,
  NftSet,
  NftTable,
  Nftables,
} from "../../netfilter/nftables/model/nftables.js";
import { listedSet } from "../../netfilter/nftables/print/listed.js";
import { printRule } from "../../netfilter/nftables/print/print-rule.js";
import type { NamespaceId } from "../../trace/id.js";
import type {
  NftChainHeader,
  NftSetHeader,
  NftTableHeader,
  NftablesHeader,
} from "../../trace/nftables-header.js";
import { chainKey, listedNumbers } from "./met-rules.js";
import type { MetRules } from "./met-rules.js";
import { unlistedChains } from "./rule-set-header.js";
import type { TextPool } from "./text-pool.js";

/** The tables of nft in a namespace: all, or where it is said what packets have met, that and what stands around it. */
export function nftablesHeader(
  namespace: NamespaceId,
  { tables }: Nftables,
  pool: TextPool,
  met: MetRules | null = null,
): NftablesHeader {
  return { namespace, tables: tables.map((table) => tableHeader(table, pool, met)) };
}

function tableHeader(table: NftTable, pool: TextPool, met: MetRules | null): NftTableHeader {
  const { family, name, comment, owner, sets, chains } = table;
  const shared = { family, name, comment, owner };
  if (met === null) {
    return {
      ...shared,
      sets: sets.map((set) => setHeader(set, pool)),
      chains: chains.map((chain) => chainHeader(chain, pool, null)),
    };
  }
  const key = (chain: NftChain): string => chainKey(tableKey(table), chain.name);
  const isMet = (chain: NftChain): boolean => chain.base !== null || met.chains.has(key(chain));
  return {
    ...shared,
    sets: sets.map((set) => metSetHeader(set, pool, met)),
    chains: chains
      .filter(isMet)
      .map((chain) =>
        chainHeader(
          chain,
          pool,
          listedNumbers(chain.rules.length, met.chains.get(key(chain)) ?? new Set()),
        ),
      ),
    ...unlistedChains(chains, isMet),
  };
}

function setHeader(set: NftSet, pool: TextPool): NftSetHeader {
  const listed = listedSet(set);
  return { ...listed, elements: listed.elements.map((text) => pool.indexOf(text)) };
}

/** A set of no more elements is listed whole. */
const FEW = 64;

function metSetHeader(set: NftSet, pool: TextPool, { elements }: MetRules): NftSetHeader {
  const all = listedSet(set);
  if (all.elements.length <= FEW) return setHeader(set, pool);
  const listed = all.elements.filter((text) => elements.has(text));
  return {
    ...all,
    elements: listed.map((text) => pool.indexOf(text)),
    unlisted: elementsIn(set.elements).length - listed.length,
  };
}

function chainHeader(
  { name, base, comment, rules }: NftChain,
  pool: TextPool,
  numbers: readonly number[] | null,
): NftChainHeader {
  const listed = numbers === null ? rules : numbers.flatMap((number) => rules[number - 1] ?? []);
  return {
    name,
    base,
    comment,
    rules: listed.map((rule) => pool.indexOf(printRule(rule))),
    ...(numbers === null ? {} : { listed: { numbers, of: rules.length } }),
  };
}
