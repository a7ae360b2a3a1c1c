/** Texts that are written down once and named by index. */
export interface TextPool {
  readonly texts: readonly string[];
  /** The index of a text, which is added where it is new. */
  indexOf(text: string): number;
}

/** An empty pool. */
export function createTextPool(): TextPool {
  const texts: string[] = [];
  const places = new Map<string, number>();
  return {
    texts,
    indexOf: (text) => {
      const known = places.get(text);
      if (known !== undefined) return known;
      places.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}
