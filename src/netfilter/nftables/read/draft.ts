import type { RuleOwner } from "../../rule-set.js";
import type {
  NftBase,
  NftChain,
  NftFamily,
  NftRule,
  NftSet,
  NftTable,
  Nftables,
} from "../model/nftables.js";
import { tableKey } from "../model/nftables.js";
import { NO_ELEMENTS } from "../model/element.js";
import { elementIndex } from "./element-index.js";
import type { ReadElement } from "./read-element.js";

/** Tables while commands change them. */
export type Draft = Map<string, TableDraft>;

/** A table while commands change it. */
export interface TableDraft {
  readonly family: NftFamily;
  readonly name: string;
  comment: string | null;
  readonly owner: RuleOwner;
  readonly sets: Map<string, SetDraft>;
  readonly chains: Map<string, ChainDraft>;
}

/** A set while commands change it; one that nothing has changed gives its old value back. */
export interface SetDraft {
  readonly set: NftSet;
  /** By key; null where they are as they were. */
  elements: Map<string, ReadElement> | null;
}

/** A chain while commands change it. */
export interface ChainDraft {
  chain: NftChain;
  /** Null where they are as they were. */
  rules: NftRule[] | null;
}

/** Tables as they are, to be changed. */
export function draftOf({ tables }: Nftables): Draft {
  return new Map(
    tables.map((table) => [
      tableKey(table),
      {
        ...table,
        sets: new Map(table.sets.map((set) => [set.name, { set, elements: null }])),
        chains: new Map(table.chains.map((chain) => [chain.name, { chain, rules: null }])),
      },
    ]),
  );
}

/** An empty table. */
export function newTable(family: NftFamily, name: string, owner: RuleOwner): TableDraft {
  return { family, name, comment: null, owner, sets: new Map(), chains: new Map() };
}

/** An empty chain. */
export function newChain(name: string, base: NftBase | null, comment: string | null): ChainDraft {
  return { chain: { name, base, comment, rules: [] }, rules: [] };
}

/** The elements of a set, to be changed. */
export function elementsOf(draft: SetDraft): Map<string, ReadElement> {
  if (draft.elements === null) {
    const { exact, spans } = draft.set.elements;
    const known = new Map<string, ReadElement>();
    for (const [key, element] of exact) known.set(key, { element, span: null });
    for (const { first, last, element } of spans)
      known.set(element.key, { element, span: { first, last } });
    draft.elements = known;
  }
  return draft.elements;
}

/** The rules of a chain, to be changed. */
export function rulesOf(draft: ChainDraft): NftRule[] {
  draft.rules ??= [...draft.chain.rules];
  return draft.rules;
}

/** What the tables have come to. */
export function finished(draft: Draft): Nftables {
  return { tables: [...draft.values()].map(finishedTable) };
}

function finishedTable({ family, name, comment, owner, sets, chains }: TableDraft): NftTable {
  return {
    family,
    name,
    comment,
    owner,
    sets: [...sets.values()].map(({ set, elements }) =>
      elements === null
        ? set
        : {
            ...set,
            elements:
              elements.size === 0 ? NO_ELEMENTS : elementIndex([...elements.values()], set.key),
          },
    ),
    chains: [...chains.values()].map(({ chain, rules }) =>
      rules === null ? chain : { ...chain, rules },
    ),
  };
}
