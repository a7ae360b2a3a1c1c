import { Failure } from "./failure.js";
import type { Arguments } from "./option.js";

/** The files of Kubernetes YAML behind the first one: together with it they are one cluster. */
export function furtherFiles({ words }: Arguments): readonly string[] {
  const others = words.slice(1);
  const first = others.findIndex((word) => !/\.(?:ya?ml|json)$/i.test(word));
  return first === -1 ? others : others.slice(0, first);
}

/** The words that stand behind all files. */
export function restWords(given: Arguments): readonly string[] {
  return given.words.slice(1 + furtherFiles(given).length);
}

/** Refuses words behind the files. */
export function refuseMore(given: Arguments): void {
  const [extra] = restWords(given);
  if (extra !== undefined) throw new Failure("too-many-arguments", { argument: extra });
}
