import { isNullable } from "./node.js";
import type { Assertion, RegexpNode, Repeat } from "./node.js";
import { oneRune, runeTest } from "./rune-set.js";
import type { RuneSet } from "./rune-set.js";

/** A program for the machine of `match.ts`; `out` and `other` are places in it. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  /** How many places a match keeps: two for each group and two for the whole. */
  readonly slots: number;
}

/** One step of a program. */
export type Instruction =
  | { readonly op: "match" }
  | { readonly op: "rune"; readonly takes: (rune: number) => boolean; readonly out: number }
  | { readonly op: "assert"; readonly assertion: Assertion; readonly out: number }
  | { readonly op: "keep"; readonly slot: number; readonly out: number }
  /** Goes both ways; what lies on the first has precedence. */
  | { readonly op: "split"; readonly out: number; readonly other: number };

/** Turns a tree into a program, from its end to its start (go regexp/syntax/compile.go and simplify.go). */
export function compileProgram(tree: RegexpNode, groups: number): Program {
  const instructions: Instruction[] = [{ op: "match" }];
  const add = (instruction: Instruction): number => instructions.push(instruction) - 1;
  // Copies of one class share its test.
  const tests = new Map<RuneSet, (rune: number) => boolean>();
  const testOf = (set: RuneSet): ((rune: number) => boolean) => {
    const test = tests.get(set) ?? runeTest(set);
    tests.set(set, test);
    return test;
  };

  const emit = (node: RegexpNode, next: number): number => {
    switch (node.kind) {
      case "empty":
        return next;
      case "literal": {
        const { fold } = node;
        return node.runes.reduceRight((out, rune) => {
          const takes = fold ? runeTest(oneRune(rune, true)) : (one: number) => one === rune;
          return add({ op: "rune", takes, out });
        }, next);
      }
      case "class":
        return add({ op: "rune", takes: testOf(node.set), out: next });
      case "assertion":
        return add({ op: "assert", assertion: node.assertion, out: next });
      case "capture": {
        const end = add({ op: "keep", slot: 2 * node.index + 1, out: next });
        return add({ op: "keep", slot: 2 * node.index, out: emit(node.node, end) });
      }
      case "concat":
        return node.nodes.reduceRight((out, one) => emit(one, out), next);
      case "alternate":
        return node.nodes
          .map((one) => emit(one, next))
          .reduceRight((other, out) => add({ op: "split", out, other }));
      case "repeat":
        return emitRepeat(node, next);
    }
  };

  const branch = ({ greedy }: Repeat, inside: number, after: number): Instruction =>
    greedy
      ? { op: "split", out: inside, other: after }
      : { op: "split", out: after, other: inside };

  // Once or more: the loop is decided at its end.
  const emitLoop = (
    repeat: Repeat,
    next: number,
  ): { readonly inside: number; readonly end: number } => {
    const end = add({ op: "match" });
    const inside = emit(repeat.node, end);
    instructions[end] = branch(repeat, inside, next);
    return { inside, end };
  };

  const emitRepeat = (repeat: Repeat, next: number): number => {
    const { node, min, max } = repeat;
    if (max === null) {
      const { inside, end } = emitLoop(repeat, next);
      if (min > 0) return copies(node, min - 1, inside);
      // What may match nothing is tried once before the loop may end, so that its groups are kept as Go keeps them.
      return isNullable(node) ? add(branch(repeat, inside, next)) : end;
    }
    let rest = next;
    for (let count = min; count < max; count++) rest = add(branch(repeat, emit(node, rest), next));
    return copies(node, min, rest);
  };

  const copies = (node: RegexpNode, count: number, next: number): number => {
    let out = next;
    for (let index = 0; index < count; index++) out = emit(node, out);
    return out;
  };

  const start = emit(tree, 0);
  return { instructions, start, slots: 2 * (groups + 1) };
}
