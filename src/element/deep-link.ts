import { DETAILS } from "../trace/step.js";
import type { Detail } from "../trace/step.js";

/** A step that a page's address names; null for the level that the player has by itself. */
export interface DeepLink {
  readonly step: number;
  readonly detail: Detail | null;
}

/**
 * What stands before `step=` in the fragments that are about a player: nothing where it is the page's only one, else
 * its id; null where an address cannot name it.
 */
export function linkPrefix(player: HTMLElement): string | null {
  const isAlone = player.ownerDocument.querySelectorAll(player.localName).length <= 1;
  if (isAlone) return "";
  return player.id === "" ? null : `${encodeURIComponent(player.id)}-`;
}

/** Reads `#step=5`, `#step=5&detail=rules` or, with a prefix, `#ID-step=5`; null where it is none of them. */
export function readDeepLink(hash: string, prefix: string | null): DeepLink | null {
  if (prefix === null || !hash.startsWith(`#${prefix}step=`)) return null;
  const [, step, detail] =
    /^(\d{1,6})(?:&detail=([a-z]+))?$/.exec(hash.slice(`#${prefix}step=`.length)) ?? [];
  if (step === undefined) return null;
  return {
    step: Math.max(0, Number(step) - 1),
    detail: DETAILS.find((level) => level === detail) ?? null,
  };
}

/** The fragment that leads to a step. */
export function writeDeepLink({ step, detail }: DeepLink, prefix: string): string {
  return `#${prefix}step=${step + 1}${detail === null ? "" : `&detail=${detail}`}`;
}
