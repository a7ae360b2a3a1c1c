import type { Token } from "./corefile.js";
import { advance, advanceOnLine, current, currentText } from "./cursor.js";
import type { Cursor } from "./cursor.js";
import { argumentMistake, mistakeAt, parsingMistake } from "./mistake.js";
import type { Mistake } from "./mistake.js";

/** A directive's words as its plugin reads them, one after the other (coredns/caddy caddyfile/dispenser.go). */
export interface Dispenser extends Cursor {
  /** How many braces are open at the cursor. */
  nesting: number;
}

/** The words of a directive, before the first. */
export function dispense(tokens: readonly Token[]): Dispenser {
  return { tokens, at: -1, nesting: 0 };
}

/** The words that follow on the line, up to an opening brace. */
export function remainingArguments(dispenser: Dispenser): readonly string[] {
  const words: string[] = [];
  while (advanceOnLine(dispenser)) {
    if (currentText(dispenser) === "{") {
      dispenser.at--;
      break;
    }
    words.push(currentText(dispenser));
  }
  return words;
}

/** Goes to the next word inside the directive's braces; false after the last, or where none open on the line. */
export function advanceInBlock(dispenser: Dispenser): boolean {
  if (dispenser.nesting > 0) {
    // A block that nothing closes, which reading the file has told, ends with the directive.
    if (advance(dispenser) && currentText(dispenser) !== "}") return true;
    dispenser.nesting--;
    return false;
  }
  if (!advanceOnLine(dispenser)) return false;
  if (currentText(dispenser) !== "{") {
    dispenser.at--;
    return false;
  }
  advance(dispenser);
  if (currentText(dispenser) === "}") return false;
  dispenser.nesting++;
  return true;
}

/** Too few or too many words at the cursor. */
export function wrongArguments(dispenser: Dispenser): Mistake {
  return argumentMistake(current(dispenser));
}

/** A mistake that CoreDNS places at the cursor. */
export function wrongHere(dispenser: Dispenser, text: string): Mistake {
  return parsingMistake(current(dispenser), text);
}

/** A mistake that CoreDNS reports without a place. */
export function wrong(dispenser: Dispenser, text: string): Mistake {
  return mistakeAt(current(dispenser), text);
}

/** The one word that must follow on the line. */
export function singleArgument(dispenser: Dispenser): string | Mistake {
  const [word, ...rest] = remainingArguments(dispenser);
  return word === undefined || rest.length > 0 ? wrongArguments(dispenser) : word;
}

/** The next word of the line. */
export function nextArgument(dispenser: Dispenser): string | Mistake {
  return advanceOnLine(dispenser) ? currentText(dispenser) : wrongArguments(dispenser);
}

/** A mistake where words follow although none may. */
export function noArguments(dispenser: Dispenser): Mistake | null {
  return remainingArguments(dispenser).length > 0 ? wrongArguments(dispenser) : null;
}
