import type { Random } from "../../src/base/random.js";

/** A change of something that has parts, such as the characters of a text. */
export type Mutation<Whole> = (whole: Whole, random: Random) => Whole;

/** Makes a few drawn changes, one after the other; often one alone. */
export function mutate<Whole>(
  whole: Whole,
  mutations: readonly Mutation<Whole>[],
  random: Random,
): Whole {
  const count = 1 + random.integer(1 + random.integer(8));
  let changed = whole;
  for (let step = 0; step < count; step++) changed = drawn(mutations, random)(changed, random);
  return changed;
}

/** One of several things. */
export function drawn<Thing>(things: readonly Thing[], random: Random): Thing {
  const thing = things[random.integer(things.length)];
  if (thing === undefined) throw new Error("there is nothing to draw from");
  return thing;
}

/** A stretch of something of a length: where it begins and where it ends. */
export function stretchIn(length: number, most: number, random: Random): readonly [number, number] {
  const start = random.integer(length + 1);
  return [start, Math.min(length, start + random.integer(most + 1))];
}
