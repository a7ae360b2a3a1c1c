import { labelsOf } from "../packet/dns-name.js";
import type { BlockKey } from "./corefile/corefile.js";
import { collectMetadata } from "./metadata.js";
import type { MetadataCollector } from "./metadata.js";
import type { BlockFilter } from "./plugin.js";
import type { DnsRequest } from "./request.js";

/** A zone and port that a server block, by its number, answers on. */
export interface Listener extends BlockKey {
  readonly block: number;
  /** Null for all addresses. */
  readonly address: string | null;
}

/** The condition of a server block at work. */
export interface RunningView {
  readonly name: string;
  /** The line of its directive in the Corefile. */
  readonly line: number;
  readonly passes: BlockFilter;
}

/** What choosing asks of a server block. */
export interface Choosable {
  readonly view: RunningView | null;
  /** What `metadata` gathers before views look at a query; null where the block has none. */
  readonly collector: MetadataCollector | null;
  /** Whether it has any plugin that answers or hands on. */
  readonly answers: boolean;
}

/** Which block a query goes to. */
export type Choice = {
  /** The views that did not take it, in the order in which they were asked. */
  readonly declined: readonly string[];
} & (
  | {
      readonly kind: "chosen";
      readonly listener: Listener;
      /** With what was gathered on the way. */
      readonly request: DnsRequest;
    }
  /** No block takes it, or one without plugins. */
  | { readonly kind: "refused" }
  /** Whether the block's view takes it is not simulated. */
  | { readonly kind: "unknown"; readonly listener: Listener }
);

/**
 * The block with the longest zone that holds the name and whose view takes the query, in the order of the file; for DS,
 * which the parent of a zone answers, the shortest but the root (coredns core/dnsserver/server.go: ServeDNS).
 */
export function chooseBlock(
  listeners: readonly Listener[],
  blocks: readonly Choosable[],
  original: DnsRequest,
): Choice {
  const [question] = original.message.question;
  const declined: string[] = [];
  if (question === undefined) return { kind: "refused", declined };
  const labels = labelsOf(question.name.toLowerCase());
  let request = original;
  let forDs: Choice | null = null;
  const below = labels.map((_, index) => `${labels.slice(index).join(".")}.`);
  for (const zone of [...below, "."]) {
    // The root is a last resort, but for itself.
    const isResort = zone === "." && labels.length > 0;
    if (isResort && forDs !== null) return forDs;
    for (const listener of listeners) {
      const block = blocks[listener.block];
      if (listener.zone !== zone || block === undefined) continue;
      if (!block.answers && isResort) continue;
      if (!block.answers) return { kind: "refused", declined };
      if (block.collector !== null) request = collectMetadata(block.collector, request);
      const passes = block.view?.passes(request) ?? true;
      if (passes === "unknown") return { kind: "unknown", listener, declined };
      if (!passes) {
        declined.push(block.view?.name ?? "");
        continue;
      }
      if (block.view !== null) request = { ...request, view: block.view.name };
      const choice: Choice = { kind: "chosen", listener, request, declined };
      if (question.type !== "DS" || isResort) return choice;
      forDs = choice;
    }
  }
  return forDs ?? { kind: "refused", declined };
}
