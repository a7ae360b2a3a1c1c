import type { ChainHeader, RuleSetHeader, TableHeader } from "../header.js";
import type { NamespaceId } from "../id.js";
import type { ListedRules, UnlistedChains } from "../listed-rules.js";
import { familyShape } from "./packet-shape.js";
import {
  count,
  flag,
  list,
  nullable,
  object,
  oneOf,
  optional,
  text,
  written,
  type Shape,
} from "./shape.js";

/** A namespace's id, `kind/name`; its form also keeps it from being a name that every object has. */
export const namespaceShape: Shape<NamespaceId> = written(
  "a namespace's id, such as node/worker",
  (value) => /^[a-z]+\/\S+$/.test(value),
);

/** Which rules of a chain are listed. */
export const listedShape: Shape<ListedRules> = object<ListedRules>({
  numbers: list(count),
  of: count,
});

/** Chains that are left out. */
export const unlistedShape: Shape<UnlistedChains> = object<UnlistedChains>({
  chains: count,
  rules: count,
});

const chain: Shape<ChainHeader> = object<ChainHeader>({
  name: text,
  policy: nullable(oneOf<"ACCEPT" | "DROP">({ ACCEPT: 1, DROP: 1 })),
  rules: list(count),
  owners: list(text),
  listed: optional(listedShape),
});

/** The rules of a namespace and family. */
export const ruleSetShape: Shape<RuleSetHeader> = object<RuleSetHeader>({
  namespace: namespaceShape,
  family: familyShape,
  tables: list(
    object<TableHeader>({ name: text, chains: list(chain), unlisted: optional(unlistedShape) }),
  ),
  uncompiled: optional(flag),
});
