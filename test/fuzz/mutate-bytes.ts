import type { Random } from "../../src/base/random.js";
import { drawn, mutate, stretchIn } from "./mutate.js";
import type { Mutation } from "./mutate.js";

type Bytes = readonly number[];

// Ends of what fits: lengths of labels, pointers, signs.
const EDGES = [0x00, 0x01, 0x3f, 0x40, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xfe, 0xff];

/** Changes byte strings; what is put in comes from others of them, too. */
export function bytesMutator(messages: readonly Uint8Array[]): (random: Random) => Uint8Array {
  const all = messages.map((bytes) => [...bytes]);
  const mutations: readonly Mutation<Bytes>[] = [
    (bytes, random) => put(bytes, 1 << random.integer(8), random, (old, bit) => old ^ bit),
    (bytes, random) => put(bytes, drawn(EDGES, random), random),
    (bytes, random) => put(bytes, random.integer(256), random),
    (bytes, random) => put(bytes, random.integer(7) - 3, random, (old, by) => (old + by) & 0xff),
    putPointer,
    (bytes, random) => bytes.slice(0, random.integer(bytes.length + 1)),
    cut,
    repeat,
    (bytes, random) => splice(bytes, drawn(all, random), random),
    (bytes, random) => [...bytes, ...drawn(all, random).slice(random.integer(12))],
  ];
  return (random) => Uint8Array.from(mutate<Bytes>(drawn(all, random), mutations, random));
}

function put(
  bytes: Bytes,
  value: number,
  random: Random,
  change: (old: number, value: number) => number = (_, own) => own,
): Bytes {
  if (bytes.length === 0) return [value & 0xff];
  const at = random.integer(bytes.length);
  return bytes.with(at, change(bytes[at] ?? 0, value) & 0xff);
}

// A name that goes on somewhere else in the message.
function putPointer(bytes: Bytes, random: Random): Bytes {
  if (bytes.length < 2) return [0xc0, 0];
  const at = random.integer(bytes.length - 1);
  const target = random.integer(bytes.length + 2);
  return bytes.with(at, 0xc0 | (target >> 8)).with(at + 1, target & 0xff);
}

function cut(bytes: Bytes, random: Random): Bytes {
  const [start, end] = stretchIn(bytes.length, 16, random);
  return [...bytes.slice(0, start), ...bytes.slice(end)];
}

function repeat(bytes: Bytes, random: Random): Bytes {
  const [start, end] = stretchIn(bytes.length, 40, random);
  const times = 1 + random.integer(8);
  const copies = Array.from({ length: times }, () => bytes.slice(start, end)).flat();
  return [...bytes.slice(0, end), ...copies, ...bytes.slice(end)];
}

function splice(bytes: Bytes, other: Bytes, random: Random): Bytes {
  const [start, end] = stretchIn(bytes.length, 20, random);
  const [from, to] = stretchIn(other.length, 40, random);
  return [...bytes.slice(0, start), ...other.slice(from, to), ...bytes.slice(end)];
}
