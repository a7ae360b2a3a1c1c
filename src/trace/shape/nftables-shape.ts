import type {
  LearnedElement,
  NftBaseHeader,
  NftChainHeader,
  NftSetHeader,
  NftTableHeader,
  NftablesHeader,
} from "../nftables-header.js";
import { listedShape, namespaceShape, unlistedShape } from "./rule-set-shape.js";
import {
  count,
  flag,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  text,
  type Shape,
} from "./shape.js";

const base: Shape<NftBaseHeader> = object<NftBaseHeader>({
  type: oneOf<NftBaseHeader["type"]>({ filter: 1, nat: 1, route: 1 }),
  hook: oneOf<NftBaseHeader["hook"]>({
    prerouting: 1,
    input: 1,
    forward: 1,
    output: 1,
    postrouting: 1,
  }),
  priority: number,
  policy: oneOf<NftBaseHeader["policy"]>({ accept: 1, drop: 1 }),
});

const chain: Shape<NftChainHeader> = object<NftChainHeader>({
  name: text,
  base: nullable(base),
  comment: nullable(text),
  rules: list(count),
  listed: optional(listedShape),
});

const set: Shape<NftSetHeader> = object<NftSetHeader>({
  kind: oneOf<NftSetHeader["kind"]>({ set: 1, map: 1 }),
  name: text,
  type: text,
  flags: list(text),
  timeout: nullable(number),
  size: nullable(count),
  comment: nullable(text),
  elements: list(count),
  unlisted: optional(count),
  learned: optional(list(object<LearnedElement>({ element: text, expiresAt: number }))),
});

/** The tables of nft in a namespace. */
export const nftablesShape: Shape<NftablesHeader> = object<NftablesHeader>({
  namespace: namespaceShape,
  tables: list(
    object<NftTableHeader>({
      family: oneOf<NftTableHeader["family"]>({ ip: 1, ip6: 1, inet: 1 }),
      name: text,
      comment: nullable(text),
      owner: text,
      sets: list(set),
      chains: list(chain),
      unlisted: optional(unlistedShape),
    }),
  ),
  uncompiled: optional(flag),
});
