import type { NetfilterEvent } from "./event/netfilter-event.js";
import type { NamespaceId } from "./id.js";
import type { LearnedElement, NftSetHeader, NftablesHeader } from "./nftables-header.js";

/** The tables of all namespaces, with those of one as they are now. What rules have put into sets that are still there stays. */
export function nftablesReplaced(
  all: readonly NftablesHeader[],
  now: NftablesHeader,
): readonly NftablesHeader[] {
  const before = all.find(({ namespace }) => namespace === now.namespace);
  const others = all.filter(({ namespace }) => namespace !== now.namespace);
  return [...others, before === undefined ? now : withLearned(before, now)];
}

/** The tables after a rule put a key into a set, or took it out. */
export function setUpdated(
  all: readonly NftablesHeader[],
  namespace: NamespaceId,
  event: NetfilterEvent & { readonly kind: "set-updated" },
): readonly NftablesHeader[] {
  return all.map((header) =>
    header.namespace !== namespace
      ? header
      : {
          ...header,
          tables: header.tables.map((table) =>
            `${table.family} ${table.name}` !== event.table
              ? table
              : {
                  ...table,
                  sets: table.sets.map((set) =>
                    set.name === event.set ? learned(set, event) : set,
                  ),
                },
          ),
        },
  );
}

function learned(
  set: NftSetHeader,
  { element, expiresAt }: NetfilterEvent & { readonly kind: "set-updated" },
): NftSetHeader {
  const others = (set.learned ?? []).filter((one) => one.element !== element);
  const now: readonly LearnedElement[] = expiresAt === null ? [] : [{ element, expiresAt }];
  return { ...set, learned: [...others, ...now] };
}

function withLearned(before: NftablesHeader, now: NftablesHeader): NftablesHeader {
  const known = new Map(
    before.tables.flatMap(({ family, name, sets }) =>
      sets.flatMap((set) =>
        set.learned === undefined ? [] : [[`${family} ${name} ${set.name}`, set.learned] as const],
      ),
    ),
  );
  if (known.size === 0) return now;
  return {
    ...now,
    tables: now.tables.map((table) => ({
      ...table,
      sets: table.sets.map((set) => {
        const kept = known.get(`${table.family} ${table.name} ${set.name}`);
        return kept === undefined ? set : { ...set, learned: kept };
      }),
    })),
  };
}
