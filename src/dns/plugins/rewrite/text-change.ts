import type { Regexp } from "../../../regexp/regexp.js";

/** How a name in a reply is changed (coredns plugin/rewrite/name.go: stringRewriter). */
export type TextChange =
  /** The whole name by a text with `{1}` in it, where the expression matches. */
  | { readonly kind: "regex"; readonly regexp: Regexp; readonly to: string }
  /** A name, and the end of all names below it. */
  | { readonly kind: "remap"; readonly from: string; readonly to: string }
  /** The end of a name, wherever a label begins. */
  | { readonly kind: "suffix"; readonly from: string; readonly to: string };

/** The name after the change. */
export function changeText(change: TextChange, name: string): string {
  const { to } = change;
  switch (change.kind) {
    case "regex": {
      const groups = change.regexp.find(name);
      return groups === null ? name : fillGroups(to, groups);
    }
    case "remap":
      if (name === change.from) return to;
      return name.endsWith(`.${change.from}`) ? endChanged(name, change.from, to) : name;
    case "suffix":
      return name.endsWith(change.from) ? endChanged(name, change.from, to) : name;
  }
}

/** The text with `{0}`, `{1}`… replaced by an expression's groups, one after the other. */
export function fillGroups(to: string, groups: readonly (string | null)[]): string {
  return groups.reduce<string>((text, group, index) => {
    return text.split(`{${index}}`).join(group ?? "");
  }, to);
}

function endChanged(name: string, from: string, to: string): string {
  return name.slice(0, name.length - from.length) + to;
}
