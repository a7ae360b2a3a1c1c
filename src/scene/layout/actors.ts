import type { NamespaceHeader, ServiceHeader } from "../../trace/header.js";
import type { Trace } from "../../trace/trace.js";
import { castOf } from "./cast.js";

/** What is shown of a list, and the names of what is not. */
export interface Shown<Item> {
  readonly shown: readonly Item[];
  readonly hidden: readonly string[];
}

/** The nodes: all where they fit, and those of the play in any case. */
export function shownNodes(trace: Trace, limit: number): Shown<NamespaceHeader> {
  const nodes = trace.header.namespaces.filter(({ kind }) => kind === "node");
  const { namespaces } = castOf(trace);
  return upTo(nodes, limit, ({ id }) => namespaces.has(id));
}

/** The pods of a node: as many as the limit, and those of the play in any case. */
export function shownPods(
  trace: Trace,
  node: NamespaceHeader,
  limit: number,
): Shown<NamespaceHeader> {
  const pods = trace.header.namespaces.filter((pod) => pod.kind === "pod" && pod.node === node.id);
  const { namespaces } = castOf(trace);
  return upTo(pods, limit, ({ id }) => namespaces.has(id));
}

/** The hosts outside the cluster that something goes to. */
export function shownOutside(trace: Trace): readonly NamespaceHeader[] {
  const { namespaces } = castOf(trace);
  return trace.header.namespaces.filter(({ kind, id }) => kind === "outside" && namespaces.has(id));
}

/** The Services: all where they fit; else the one that is in play first, and then those of the play. */
export function shownServices(
  trace: Trace,
  limit: number,
  inPlay: ServiceHeader | null,
): Shown<ServiceHeader> {
  const all = trace.header.services;
  if (all.length <= limit) return { shown: all, hidden: [] };
  const { services } = castOf(trace);
  const rest = all.filter((service) => service !== inPlay);
  const first = inPlay === null ? [] : [inPlay];
  const { shown } = upTo(rest, limit - first.length, (service) => services.has(service));
  const kept = [...first, ...shown].slice(0, limit);
  const names = all.filter((service) => !kept.includes(service)).map(({ name }) => name);
  return { shown: kept, hidden: names };
}

/** The first items up to the limit, in their order; those that matter are never left out. */
function upTo<Item extends { readonly name: string }>(
  items: readonly Item[],
  limit: number,
  matters: (item: Item) => boolean,
): Shown<Item> {
  let room = Math.max(0, limit - items.filter(matters).length);
  const shown = items.filter((item) => matters(item) || room-- > 0);
  const kept = new Set(shown);
  return { shown, hidden: items.filter((item) => !kept.has(item)).map(({ name }) => name) };
}
