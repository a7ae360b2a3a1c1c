/** A label selector as `kubectl -l` takes it: all requirements must hold. */
export type Selector = readonly Requirement[];

/** One requirement: the label is one of the values, none of them, there, or not there. */
export interface Requirement {
  readonly key: string;
  readonly operator: "in" | "not-in" | "exists" | "missing";
  readonly values: readonly string[];
}

/** Reads a selector; null where it is malformed. */
export function parseSelector(text: string): Selector | null {
  const requirements: Requirement[] = [];
  // A comma inside parentheses separates values, not requirements.
  for (const part of text.split(/,(?![^(]*\))/)) {
    const requirement = parseRequirement(part.trim());
    if (requirement === null) return null;
    requirements.push(requirement);
  }
  return requirements;
}

/** Whether an object with these labels is selected. */
export function selects(selector: Selector, labels: Readonly<Record<string, string>>): boolean {
  return selector.every(({ key, operator, values }) => {
    const value = labels[key];
    switch (operator) {
      case "in":
        return value !== undefined && values.includes(value);
      case "not-in":
        return value === undefined || !values.includes(value);
      case "exists":
        return value !== undefined;
      case "missing":
        return value === undefined;
    }
  });
}

const KEY = "[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?";

function parseRequirement(text: string): Requirement | null {
  const set = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`).exec(text);
  if (set !== null) {
    const [, key = "", word, list = ""] = set;
    const values = list.split(",").map((value) => value.trim());
    return { key, operator: word === "in" ? "in" : "not-in", values };
  }
  const equality = new RegExp(`^(${KEY})\\s*(==?|!=)\\s*([A-Za-z0-9._-]*)$`).exec(text);
  if (equality !== null) {
    const [, key = "", sign, value = ""] = equality;
    return { key, operator: sign === "!=" ? "not-in" : "in", values: [value] };
  }
  const presence = new RegExp(`^(!?)\\s*(${KEY})$`).exec(text);
  if (presence === null) return null;
  const [, sign, key = ""] = presence;
  return { key, operator: sign === "!" ? "missing" : "exists", values: [] };
}
