import { byText } from "./by-text.js";

/** Labels, or a selector of them, in one line: `app=web,tier=front`, sorted; `<none>` where there are none. */
export function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => byText(a, b))
    .map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? "<none>" : pairs.join(",");
}
