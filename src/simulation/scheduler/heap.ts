/** A binary heap: the smallest item by an order comes out first. */
export interface Heap<Item> {
  readonly size: () => number;
  push(item: Item): void;
  /** Takes the smallest item out; null where the heap is empty. */
  pop(): Item | null;
  peek(): Item | null;
}

/** An empty heap; `before` says whether one item comes before another. */
export function createHeap<Item>(before: (a: Item, b: Item) => boolean): Heap<Item> {
  const items: Item[] = [];
  return {
    size: () => items.length,
    peek: () => items[0] ?? null,
    push: (item) => {
      items.push(item);
      rise(items, items.length - 1, before);
    },
    pop: () => {
      const first = items[0];
      const last = items.pop();
      if (first === undefined || last === undefined) return null;
      if (items.length > 0) {
        items[0] = last;
        sink(items, before);
      }
      return first;
    },
  };
}

function rise<Item>(items: Item[], from: number, before: (a: Item, b: Item) => boolean): void {
  let place = from;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (!swapIf(items, place, parent, before)) return;
    place = parent;
  }
}

function sink<Item>(items: Item[], before: (a: Item, b: Item) => boolean): void {
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    const smaller = isBefore(items, left + 1, left, before) ? left + 1 : left;
    if (!swapIf(items, smaller, place, before)) return;
    place = smaller;
  }
}

function isBefore<Item>(
  items: readonly Item[],
  a: number,
  b: number,
  before: (a: Item, b: Item) => boolean,
): boolean {
  const [left, right] = [items[a], items[b]];
  return left !== undefined && right !== undefined && before(left, right);
}

function swapIf<Item>(
  items: Item[],
  a: number,
  b: number,
  before: (a: Item, b: Item) => boolean,
): boolean {
  const [left, right] = [items[a], items[b]];
  if (left === undefined || right === undefined || !before(left, right)) return false;
  items[a] = right;
  items[b] = left;
  return true;
}
