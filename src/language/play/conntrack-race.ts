import { errorAt } from "../../base/diagnostic.js";
import type { Change } from "../../cluster/change.js";
import { readChoice } from "../value/name.js";
import type { Word } from "../syntax.js";
import type { WordReader } from "../word-reader.js";
import { readActor } from "./actor.js";
import type { PlayContext } from "./context.js";

type ConntrackRace = Change & { readonly kind: "conntrack-race" };

// The Linux that everything here is measured on.
const USUAL: ConntrackRace["kernel"] = [6, 18];

/** Reads `conntrack-race worker`, `conntrack-race worker kernel 5.4`, `conntrack-race worker off`. */
export function readRace(words: WordReader, context: PlayContext): ConntrackRace | null {
  const { report } = context;
  const on = readActor(words, context);
  if (on === null) return null;
  if (words.peek() === null) return { kind: "conntrack-race", on, kernel: USUAL };
  const word = words.take("kernel, off");
  const choice = word && readChoice(word, ["kernel", "off"] as const, report);
  if (choice === null) return null;
  if (choice === "off") {
    words.end();
    return { kind: "conntrack-race", on, kernel: null };
  }
  const version = words.take("5.4");
  if (version === null) return null;
  words.end();
  const kernel = versionOf(version);
  if (kernel !== null) return { kind: "conntrack-race", on, kernel };
  report(errorAt(version.span, "bad-kernel-version", { text: version.text, expected: ["5.4"] }));
  return null;
}

// A patch version behind it is not looked at.
function versionOf({ text }: Word): ConntrackRace["kernel"] {
  const [, major, minor] = /^(\d{1,2})\.(\d{1,3})(?:\.\d{1,3})?$/.exec(text) ?? [];
  return major === undefined ? null : [Number(major), Number(minor)];
}
