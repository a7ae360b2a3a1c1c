import { fixture, html, oneEvent } from "@open-wc/testing";
import "../../src/compare.js";
import type { HopwiseCompare } from "../../src/compare.js";

/** A cluster whose Service has two endpoints, called once from a pod. */
export const TWO_ENDPOINTS = `hopwise 1
title "one call"
title ja "1 回の呼び出し"
compare iptables nftables
node worker { address 172.18.0.2 }
pod client on worker
deployment web {
  replicas 2
  on worker
  labels app=web
  serves 80/tcp http 200 "hello"
}
service web {
  select app=web
  cluster-ip 10.96.1.64
  port 80
}
play {
  chapter "A call"
  chapter ja "呼び出し"
  client curl http://10.96.1.64
}
`;

/** A comparison on a page that plays a scenario, drawn and ready. */
export async function comparisonOf(scenario: string, modes = ""): Promise<HopwiseCompare> {
  const comparison = await fixture<HopwiseCompare>(
    html`<hopwise-compare .scenario=${scenario} .modes=${modes}></hopwise-compare>`,
  );
  await compared(comparison);
  return comparison;
}

/** Waits until a comparison has played and drawn. */
export async function compared(comparison: HopwiseCompare): Promise<void> {
  if (comparison.stepCount === 0) await oneEvent(comparison, "hopwise-ready");
  await redrawn(comparison);
}

/** Waits until a comparison shows what it knows. */
export async function redrawn(comparison: HopwiseCompare): Promise<void> {
  await comparison.updateComplete;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await comparison.updateComplete;
}

/** The parts of a comparison that match, in order. */
export function partsOf(comparison: HopwiseCompare, selector: string): readonly HTMLElement[] {
  return [...(comparison.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

/** What the parts of a comparison that match say. */
export function wordsOf(comparison: HopwiseCompare, selector: string): readonly string[] {
  return partsOf(comparison, selector).map(({ textContent }) =>
    textContent.trim().replaceAll(/\s+/g, " "),
  );
}
