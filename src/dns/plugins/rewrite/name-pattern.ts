import type { Regexp } from "../../../regexp/regexp.js";
import { fillGroups } from "./text-change.js";

/** Which names a rule is about. */
export type NamePattern =
  | { readonly kind: "exact" | "prefix" | "suffix" | "substring"; readonly text: string }
  | { readonly kind: "regex"; readonly regexp: Regexp };

/** The name with what the pattern found replaced; null where it does not fit (coredns plugin/rewrite/name.go). */
export function replaceName(pattern: NamePattern, name: string, to: string): string | null {
  switch (pattern.kind) {
    case "exact":
      return name === pattern.text ? to : null;
    case "prefix":
      return name.startsWith(pattern.text) ? to + name.slice(pattern.text.length) : null;
    case "suffix":
      return name.endsWith(pattern.text)
        ? name.slice(0, name.length - pattern.text.length) + to
        : null;
    case "substring":
      return name.includes(pattern.text) ? name.split(pattern.text).join(to) : null;
    case "regex": {
      const groups = pattern.regexp.find(name);
      return groups === null ? null : fillGroups(to, groups);
    }
  }
}

/** Whether a name fits. */
export function matchesName(pattern: NamePattern, name: string): boolean {
  return replaceName(pattern, name, "") !== null;
}
