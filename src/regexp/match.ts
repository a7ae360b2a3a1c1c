import { readRune } from "./escape.js";
import type { Assertion } from "./node.js";
import type { Program } from "./program.js";

/** For each group its start and end in UTF-16 units, the whole match first; -1 where a group took no part. */
export type MatchPlaces = readonly number[];

/** Programs in progress that wait for the next code point, those with precedence first. */
interface Threads {
  readonly places: number[];
  readonly kept: MatchPlaces[];
}

/**
 * The leftmost match, and of those that begin there the one that a backtracking search would find first (go
 * regexp/exec.go). All ways are followed side by side, so the time is at most the text's length times the program's.
 */
export function findMatch(program: Program, text: string): MatchPlaces | null {
  const { instructions } = program;
  const seen = new Uint32Array(instructions.length);
  let round = 0;
  let matched: MatchPlaces | null = null;
  let threads: Threads = { places: [], kept: [] };

  // Follows all that needs no code point, in order of precedence; each instruction is visited once a round.
  const add = (to: Threads, from: number, at: number, places: MatchPlaces): void => {
    const waiting: [number, MatchPlaces][] = [[from, places]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [place, kept] = next;
      const instruction = instructions[place];
      if (instruction === undefined || seen[place] === round) continue;
      seen[place] = round;
      switch (instruction.op) {
        case "split":
          waiting.push([instruction.other, kept], [instruction.out, kept]);
          break;
        case "keep":
          waiting.push([instruction.out, kept.with(instruction.slot, at)]);
          break;
        case "assert":
          if (holds(instruction.assertion, text, at)) waiting.push([instruction.out, kept]);
          break;
        case "match":
        case "rune":
          to.places.push(place);
          to.kept.push(kept);
      }
    }
  };

  const none: MatchPlaces = new Array<number>(program.slots).fill(-1);
  let fresh: Threads = { places: [], kept: [] };
  round++;
  for (let at = 0; ;) {
    // A later start has the lowest precedence, and none where something has matched.
    if (matched === null) add(threads, program.start, at, none.with(0, at));
    else if (threads.places.length === 0) break;
    const { rune, end } = readRune(text, at);
    round++;
    fresh = { places: [], kept: [] };
    for (const [index, place] of threads.places.entries()) {
      const instruction = instructions[place];
      const kept = threads.kept[index] ?? none;
      if (instruction?.op === "match") {
        matched = kept.with(1, at);
        break;
      }
      if (instruction?.op === "rune" && rune !== -1 && instruction.takes(rune)) {
        add(fresh, instruction.out, end, kept);
      }
    }
    if (rune === -1) break;
    threads = fresh;
    at = end;
  }
  return matched;
}

function holds(assertion: Assertion, text: string, at: number): boolean {
  switch (assertion) {
    case "text-start":
      return at === 0;
    case "text-end":
      return at === text.length;
    case "line-start":
      return at === 0 || text[at - 1] === "\n";
    case "line-end":
      return at === text.length || text[at] === "\n";
    case "word-boundary":
      return isWord(text[at - 1]) !== isWord(text[at]);
    case "no-word-boundary":
      return isWord(text[at - 1]) === isWord(text[at]);
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^[0-9A-Za-z_]$/.test(character);
}
