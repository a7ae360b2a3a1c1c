import type { NetfilterEvent, RuleVerdict } from "../../trace/event/netfilter-event.js";

/** A rule's verdict by the kernel's name: it knows REJECT as a kind of drop, and a translation as a kind of accept. */
export function kernelVerdict(verdict: RuleVerdict): string {
  switch (verdict.kind) {
    case "jump":
    case "goto":
      return `${verdict.kind} ${verdict.chain}`;
    case "reject":
      return "drop";
    case "dnat":
    case "snat":
      return "accept";
    case "accept":
    case "drop":
    case "return":
    case "continue":
    case "queue":
      return verdict.kind;
  }
}

/** How a table's walk ended, by the kernel's names: `accept`, `policy DROP`. */
export function kernelEnd({
  verdict,
  byPolicy,
}: Extract<NetfilterEvent, { readonly kind: "table-left" }>): string {
  const kernel = verdict === "reject" ? "drop" : verdict;
  return byPolicy ? `policy ${kernel.toUpperCase()}` : kernel;
}
