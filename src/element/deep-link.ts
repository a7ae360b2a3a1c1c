import { DETAILS } from "../trace/step.js";
import type { Detail } from "../trace/step.js";

/** A step that a page's address names; null for the level, or the branch, that the player has by itself. */
export interface DeepLink {
  readonly step: number;
  readonly detail: Detail | null;
  /** The branch that plays, as `2:3`; empty for the scenario's own draw. */
  readonly branch: string | null;
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

/** Reads `#step=5`, `#step=5&detail=rules`, `#step=5&branch=2:3` or, with a prefix, `#ID-step=5`; null where it is none of them. */
export function readDeepLink(hash: string, prefix: string | null): DeepLink | null {
  if (prefix === null || !hash.startsWith(`#${prefix}step=`)) return null;
  const [, step, detail, branch] =
    /^(\d{1,6})(?:&detail=([a-z]+))?(?:&branch=([\d:]{0,20}))?$/.exec(
      hash.slice(`#${prefix}step=`.length),
    ) ?? [];
  if (step === undefined) return null;
  return {
    step: Math.max(0, Number(step) - 1),
    detail: DETAILS.find((level) => level === detail) ?? null,
    branch: branch ?? null,
  };
}

/** The fragment that leads to a step. */
export function writeDeepLink({ step, detail, branch }: DeepLink, prefix: string): string {
  const level = detail === null ? "" : `&detail=${detail}`;
  return `#${prefix}step=${step + 1}${level}${branch === null ? "" : `&branch=${branch}`}`;
}
