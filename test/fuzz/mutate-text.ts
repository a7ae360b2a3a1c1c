import type { Random } from "../../src/base/random.js";
import { drawn, mutate, stretchIn } from "./mutate.js";
import type { Mutation } from "./mutate.js";

// What a Corefile's own syntax, its readers of numbers, and JavaScript's strings might trip over.
const SPECIAL: readonly string[] = [
  ...Array.from("{}\"'`\\#()[]$%^*?+|.:/-,;~!@=<>&\t\r\n \0"),
  ...Array.from("\u0085\u00a0\u2028\ufeff\u00e9\ud83d\ude00\ud800"),
  ...[
    "{$",
    "{%",
    "%}",
    "{$X}",
    "{%X%}",
    "{{",
    "}}",
    "\\\n",
    "\r\n",
    "import ",
    "(x) {",
    "://",
    "[::1]:",
  ],
  ...[
    "0",
    "-1",
    "1e9",
    "99999999999999999999",
    "4294967296",
    "65536",
    "0x1",
    "1h1ns",
    "-5s",
    "0.5.5",
  ],
  ...[
    "10.0.0.0/8",
    "fd00::/7",
    "::/0",
    "256.1.1.1",
    "a".repeat(300),
    "a.".repeat(130),
    "(a*)*b",
    "[z-a]",
  ],
  ...[
    "\\p{Greek}",
    "(?P<x>",
    "a{1000}",
    "((((((((((",
    "{1}",
    "{{.",
    "{{ .Name }}",
    "__proto__",
    "constructor",
  ],
];

/** Changes texts: characters, words and lines; what is put in comes from the texts themselves, too. */
export function textMutator(texts: readonly string[]): (random: Random) => string {
  const words = [...new Set(texts.flatMap((text) => text.split(/\s+/)))];
  const lines = [...new Set(texts.flatMap((text) => text.split("\n")))];
  const mutations: readonly Mutation<string>[] = [
    cut,
    repeat,
    (text, random) => insert(text, drawn(SPECIAL, random), random),
    (text, random) => insert(text, ` ${drawn(words, random)} `, random),
    (text, random) => replaceWord(text, drawn(words, random), random),
    (text, random) => replaceWord(text, drawn(SPECIAL, random), random),
    (text, random) => insert(text, `\n${drawn(lines, random)}\n`, random),
    (text, random) => insert(text, drawn(texts, random).slice(0, 400), random),
    swapLines,
    dropLine,
    (text, random) => text.slice(0, random.integer(text.length + 1)),
    (text) => text.replaceAll("\n", "\r\n"),
    (text, random) => replaceCharacter(text, random),
  ];
  return (random) => mutate(drawn(texts, random), mutations, random).slice(0, LONGEST);
}

// So that one try stays short.
const LONGEST = 8_000;

function cut(text: string, random: Random): string {
  const [start, end] = stretchIn(text.length, 40, random);
  return text.slice(0, start) + text.slice(end);
}

function repeat(text: string, random: Random): string {
  const [start, end] = stretchIn(text.length, 60, random);
  const times = 1 + random.integer(1 + random.integer(20));
  return text.slice(0, end) + text.slice(start, end).repeat(times) + text.slice(end);
}

function insert(text: string, what: string, random: Random): string {
  const at = random.integer(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
}

function replaceCharacter(text: string, random: Random): string {
  const at = random.integer(text.length + 1);
  return text.slice(0, at) + String.fromCharCode(random.integer(0x180)) + text.slice(at + 1);
}

function replaceWord(text: string, word: string, random: Random): string {
  const places = [...text.matchAll(/\S+/g)];
  if (places.length === 0) return word;
  const { index, 0: old } = drawn(places, random);
  return text.slice(0, index) + word + text.slice(index + old.length);
}

function swapLines(text: string, random: Random): string {
  const lines = text.split("\n");
  const [one, other] = [random.integer(lines.length), random.integer(lines.length)];
  return lines
    .with(one, lines[other] ?? "")
    .with(other, lines[one] ?? "")
    .join("\n");
}

function dropLine(text: string, random: Random): string {
  const lines = text.split("\n");
  return lines.toSpliced(random.integer(lines.length), 1).join("\n");
}
