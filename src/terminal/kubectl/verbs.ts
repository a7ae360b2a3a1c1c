import { FLAGS } from "./flags.js";

// In the order of `kubectl --help`, 1.36.
const VERBS: readonly string[] =
  `create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon
  drain taint describe logs attach exec port-forward proxy cp auth debug events diff apply patch replace wait kustomize
  label annotate completion api-resources api-versions config plugin version options help`.split(
    /\s+/,
  );

/** Words that kubectl corrects though they are spelled otherwise (`SuggestFor`), and to what. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  list: ["get", "wait"],
  ps: ["get", "wait"],
};

/** The verb of a command: the first word that is neither an option nor an option's value. */
export function verbOf(words: readonly string[]): string | null {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") return null;
    if (!word.startsWith("-")) return word;
    const flag = FLAGS.find(
      ({ name, letter }) => word === `--${name}` || (letter !== null && word === `-${letter}`),
    );
    if (flag?.takes === "value") at++;
  }
  return null;
}

/** Whether kubectl has a verb of this name. */
export function isVerb(word: string): boolean {
  return VERBS.includes(word);
}

/** What kubectl says of a verb that it does not have (github.com/spf13/cobra, `SuggestionsFor`). */
export function unknownVerb(word: string): string {
  const near = VERBS.filter(
    (verb) =>
      distance(word.toLowerCase(), verb) <= 2 ||
      verb.startsWith(word.toLowerCase()) ||
      (Object.hasOwn(MEANT, word) && MEANT[word]?.includes(verb)),
  );
  const list = near.map((verb) => `\t${verb}\n`).join("");
  const question = near.length === 0 ? "" : `\nDid you mean this?\n${list}`;
  return `error: unknown command ${JSON.stringify(word)} for "kubectl"\n${question}`;
}

// Levenshtein's distance.
function distance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const changed = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
