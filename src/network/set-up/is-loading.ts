import type { SetUpStep } from "./set-up-step.js";

const LOADING: ReadonlySet<SetUpStep["kind"]> = new Set([
  "load-ipsets",
  "load-ipvs",
  "load-rules",
  "load-nftables",
]);

/** Whether a step gives a namespace rules or sets. */
export function isLoading({ kind }: SetUpStep): boolean {
  return LOADING.has(kind);
}
