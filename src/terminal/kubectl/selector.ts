/** Whether labels are selected. */
export type Selects = (labels: Readonly<Record<string, string>>) => boolean;

const KEY = "[A-Za-z0-9][A-Za-z0-9._/-]*";
const VALUE = "[A-Za-z0-9._-]*";
const EXISTS = new RegExp(`^(!?)\\s*(${KEY})$`);
const EQUALS = new RegExp(`^(${KEY})\\s*(==?|!=)\\s*(${VALUE})$`);
const IN = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);

/** Reads a label selector: `app=web`, `tier!=front`, `env in (a,b)`, `env notin (a)`, `app`, `!app`, joined by commas; null where it is none (k8s.io/apimachinery pkg/labels/selector.go v1.36). */
export function readSelector(text: string): Selects | null {
  if (text.trim() === "") return () => true;
  const parts = text.split(/,(?![^(]*\))/).map((part) => readRequirement(part.trim()));
  const all = parts.filter((part) => part !== null);
  return all.length === parts.length ? (labels) => all.every((part) => part(labels)) : null;
}

function readRequirement(text: string): Selects | null {
  const [, not, known] = EXISTS.exec(text) ?? [];
  if (known !== undefined) return (labels) => Object.hasOwn(labels, known) === (not === "");
  const [, key, sign, value = ""] = EQUALS.exec(text) ?? [];
  if (key !== undefined) return among(key, [value], sign !== "!=");
  const [, one, word, list = ""] = IN.exec(text) ?? [];
  if (one === undefined) return null;
  const values = list.split(",").map((part) => part.trim());
  return among(one, values, word === "in");
}

// Objects without the label are selected by what excludes.
function among(key: string, values: readonly string[], isWanted: boolean): Selects {
  return (labels) => {
    const own = Object.hasOwn(labels, key) ? labels[key] : undefined;
    return (own !== undefined && values.includes(own)) === isWanted;
  };
}
