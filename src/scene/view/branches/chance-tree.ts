import type { Branch, Choice } from "../../../trace/exploration.js";

/** The branches of a packet as a tree on a grid: where rules draw, what each outcome leads to, and the branches at the ends. */
export interface ChanceTree {
  readonly nodes: readonly ChanceNode[];
  /** In the order of the branches, one a row. */
  readonly leaves: readonly ChanceLeaf[];
  /** How many columns its nodes take. */
  readonly columns: number;
}

/** A rule that draws, or takes whatever is left. */
export interface ChanceNode extends Cell {
  readonly place: Choice;
  /** Whether it stands in another chain than the draw before it. */
  readonly isNewChain: boolean;
  readonly arms: readonly ChanceArm[];
  readonly isPlayed: boolean;
}

/** One outcome of a draw: what it weighs, and the cell that it leads to. */
export interface ChanceArm {
  readonly choice: Choice;
  readonly to: Cell;
  readonly isLeaf: boolean;
  readonly isPlayed: boolean;
}

/** A branch at the end of its choices. */
export interface ChanceLeaf extends Cell {
  readonly branch: Branch;
}

/** A place on the grid, both from 0. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * Lays out the branches of a packet. What is left after all other outcomes of a draw goes on downwards in the same
 * column, so a chain of `-m statistic` rules stays one column wide however many endpoints it has.
 */
export function chanceTree(branches: readonly Branch[]): ChanceTree {
  const { nodes, leaves } = grow(branches, 0, { row: 0, column: 0 });
  return { nodes, leaves, columns: 1 + Math.max(0, ...nodes.map(({ column }) => column)) };
}

type Grown = Pick<ChanceTree, "nodes" | "leaves">;

function grow(branches: readonly Branch[], depth: number, at: Cell): Grown {
  const place = branches[0]?.choices[depth];
  if (place === undefined) {
    const leaves = branches.map((branch, index) => ({ branch, ...at, row: at.row + index }));
    return { nodes: [], leaves };
  }
  const before = branches[0]?.choices[depth - 1];
  const arms: ChanceArm[] = [];
  const grown: Grown[] = [];
  let { row } = at;
  const outcomes = outcomesOf(branches, depth);
  for (const [index, outcome] of outcomes.entries()) {
    const choice = outcome[0]?.choices[depth] ?? place;
    const isLeaf = outcome[0]?.choices.length === depth + 1;
    const goesDown = index > 0 && index === outcomes.length - 1;
    const to = { row, column: isLeaf || goesDown ? at.column : at.column + 1 };
    arms.push({ choice, to, isLeaf, isPlayed: outcome.some(({ isPlayed }) => isPlayed) });
    const below = grow(outcome, depth + 1, to);
    grown.push(below);
    row += below.leaves.length;
  }
  const node: ChanceNode = {
    ...at,
    place,
    isNewChain: before === undefined || chainOf(before) !== chainOf(place),
    arms,
    isPlayed: branches.some(({ isPlayed }) => isPlayed),
  };
  return {
    nodes: [node, ...grown.flatMap(({ nodes }) => nodes)],
    leaves: grown.flatMap(({ leaves }) => leaves),
  };
}

// Numbers of `numgen` weigh the same: two of them are told apart by what comes behind, and at the end each is its own.
function outcomesOf(branches: readonly Branch[], depth: number): readonly (readonly Branch[])[] {
  const outcomes: Branch[][] = [];
  for (const branch of branches) {
    const last = outcomes.at(-1);
    if (last?.[0] !== undefined && isSameOutcome(last[0], branch, depth)) last.push(branch);
    else outcomes.push([branch]);
  }
  return outcomes;
}

function isSameOutcome(a: Branch, b: Branch, depth: number): boolean {
  const [one, other] = [a.choices[depth], b.choices[depth]];
  const [next, otherNext] = [a.choices[depth + 1], b.choices[depth + 1]];
  if (one === undefined || other === undefined) return false;
  if (next === undefined || otherNext === undefined) return false;
  return (
    one.taken === other.taken &&
    one.probability === other.probability &&
    chainOf(next) === chainOf(otherNext) &&
    next.rule === otherNext.rule
  );
}

/** A chain of a namespace as one text. */
function chainOf({ namespace, table, chain }: Choice): string {
  return `${namespace} ${table} ${chain}`;
}
