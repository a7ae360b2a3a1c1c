/** What a selector can choose. */
export interface Labelled {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Who selects: a namespace, and the labels that all must be there. */
export interface Selecting {
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
}

/** Finds what a selector chooses among objects, in their order, without looking at all of them; an empty selector chooses nothing. */
export function createLabelIndex<T extends Labelled>(
  objects: readonly T[],
): (selecting: Selecting) => readonly T[] {
  const byLabel = new Map<string, T[]>();
  for (const object of objects)
    for (const [key, value] of Object.entries(object.labels)) {
      const label = labelKey(object.namespace, key, value);
      const same = byLabel.get(label);
      if (same === undefined) byLabel.set(label, [object]);
      else same.push(object);
    }
  return ({ namespace, selector }) => {
    const wanted = Object.entries(selector);
    const [first] = wanted;
    if (first === undefined) return [];
    const candidates = byLabel.get(labelKey(namespace, ...first)) ?? [];
    return candidates.filter(({ labels }) =>
      wanted.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value),
    );
  };
}

function labelKey(namespace: string, key: string, value: string): string {
  return JSON.stringify([namespace, key, value]);
}
