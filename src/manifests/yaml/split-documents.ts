/** A document's place in a stream. */
export interface DocumentPlace {
  readonly start: number;
  readonly end: number;
}

/**
 * The documents of a stream, cut as kubectl cuts them: at every line that begins with `---`
 * (k8s.io/apimachinery pkg/util/yaml: splitYAMLDocument). A mistake in one leaves the others alone.
 */
export function splitDocuments(text: string): readonly DocumentPlace[] {
  const places: DocumentPlace[] = [];
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  const marks = /^(?:---|\.\.\.)(?=\s|$)/gm;
  for (const mark of text.matchAll(marks)) {
    places.push({ start, end: mark.index });
    start = mark.index + 3;
  }
  places.push({ start, end: text.length });
  return places.filter((place) => !isEmpty(text.slice(place.start, place.end)));
}

// Directives (`%YAML 1.1`) and comments alone make no document.
function isEmpty(text: string): boolean {
  return !/^(?!%)[ \t\r]*[^\s#]/m.test(text);
}
