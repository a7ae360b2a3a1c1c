import type { RuneSet } from "./rune-set.js";

/** A regular expression as a tree. */
export type RegexpNode = Readonly<NodeSize> &
  (
    | { readonly kind: "empty" }
    | { readonly kind: "literal"; readonly runes: readonly number[]; readonly fold: boolean }
    | { readonly kind: "class"; readonly set: RuneSet }
    | { readonly kind: "assertion"; readonly assertion: Assertion }
    | { readonly kind: "capture"; readonly index: number; readonly node: RegexpNode }
    | { readonly kind: "concat"; readonly nodes: readonly RegexpNode[] }
    | { readonly kind: "alternate"; readonly nodes: readonly RegexpNode[] }
    | Repeat
  );

/** A repetition; `max` is null where there is no limit. */
export interface Repeat {
  readonly kind: "repeat";
  readonly node: RegexpNode;
  readonly min: number;
  readonly max: number | null;
  readonly greedy: boolean;
  /** Whether it was written with a number (`{2,5}`); such repetitions inside each other multiply. */
  readonly counted: boolean;
}

/** What may have to hold between two code points. */
export type Assertion =
  "text-start" | "text-end" | "line-start" | "line-end" | "word-boundary" | "no-word-boundary";

/** How high the tree is, and how many instructions it becomes (go regexp/syntax/parse.go: calcHeight, calcSize). */
interface NodeSize {
  readonly height: number;
  readonly size: number;
}

/** Matches the empty text. */
export const EMPTY: RegexpNode = { kind: "empty", height: 1, size: 1 };

/** One code point. */
export function literalNode(rune: number, fold: boolean): RegexpNode {
  return { kind: "literal", runes: [rune], fold, height: 1, size: 1 };
}

/** One code point of a set. */
export function classNode(set: RuneSet): RegexpNode {
  return { kind: "class", set, height: 1, size: 1 };
}

/** A place between two code points. */
export function assertionNode(assertion: Assertion): RegexpNode {
  return { kind: "assertion", assertion, height: 1, size: 1 };
}

/** A group whose text is kept. */
export function captureNode(index: number, node: RegexpNode): RegexpNode {
  return { kind: "capture", index, node, height: node.height + 1, size: node.size + 2 };
}

/** One after the other; neighbouring literals become one. */
export function concatNode(written: readonly RegexpNode[]): RegexpNode {
  const nodes: RegexpNode[] = [];
  for (const node of written.flatMap((one) => (one.kind === "concat" ? one.nodes : [one]))) {
    const last = nodes.at(-1);
    if (node.kind === "literal" && last?.kind === "literal" && last.fold === node.fold) {
      const runes = [...last.runes, ...node.runes];
      nodes[nodes.length - 1] = { ...node, runes, size: runes.length };
    } else nodes.push(node);
  }
  const [first = EMPTY] = nodes;
  return nodes.length < 2 ? first : { kind: "concat", nodes, ...sizeOf(nodes, 0) };
}

/** One of several, the first that leads to a match. */
export function alternateNode(written: readonly RegexpNode[]): RegexpNode {
  const nodes = written.flatMap((one) => (one.kind === "alternate" ? one.nodes : [one]));
  const [first = EMPTY] = nodes;
  return nodes.length < 2
    ? first
    : { kind: "alternate", nodes, ...sizeOf(nodes, nodes.length - 1) };
}

/** A repetition. */
export function repeatNode(repeat: Omit<Repeat, "kind">): RegexpNode {
  const { node, min, max } = repeat;
  const size =
    max === null
      ? min === 0
        ? 2 + node.size
        : 1 + min * node.size
      : max * node.size + (max - min);
  return { kind: "repeat", ...repeat, height: node.height + 1, size: Math.max(1, size) };
}

/** Whether the empty text can match. */
export function isNullable(node: RegexpNode): boolean {
  switch (node.kind) {
    case "empty":
    case "assertion":
      return true;
    case "literal":
    case "class":
      return false;
    case "capture":
      return isNullable(node.node);
    case "concat":
      return node.nodes.every(isNullable);
    case "alternate":
      return node.nodes.some(isNullable);
    case "repeat":
      return node.min === 0 || isNullable(node.node);
  }
}

function sizeOf(nodes: readonly RegexpNode[], more: number): NodeSize {
  let [height, size] = [0, more];
  for (const node of nodes) {
    height = Math.max(height, node.height);
    size += node.size;
  }
  return { height: height + 1, size };
}
