import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mistakesIn } from "../support/load-text.js";

const BASE = `hopwise 1
node control-plane
node worker
pod server on worker { serves 7/tcp echo }
pod client on worker
service server { select app=server; port 7/udp echo }
`;

/** The mistakes of a play, lines counted from its first. */
function mistakes(lines: string): readonly string[] {
  const before = BASE.split("\n").length;
  return mistakesIn(`${BASE}play {\n${lines}\n}\n`)
    .filter((mistake) => Number(/^\d+/.exec(mistake)?.[0]) > before)
    .map((mistake) => mistake.replace(/^\d+/, (line) => `${Number(line) - before}`));
}

describe("connections that a play keeps open", () => {
  for (const { says, text, expected } of [
    {
      says: "are spoken over and closed",
      text: 'client connect tcp 10.0.0.1:7 as talk\nclient say talk "a"\nclient say talk "b" 2 times\nclient close talk\nclient connect tcp 10.0.0.1:7 as talk',
      expected: [],
    },
    {
      says: "have names, the nearest of which is told",
      text: 'client connect tcp 10.0.0.1:7 as talk\nclient say tolk "a"',
      expected: ['2:12 unknown-connection "tolk"'],
    },
    {
      says: "are not there before, behind close, or for others",
      text: 'client say talk "a"\nclient connect tcp 10.0.0.1:7 as talk\nserver say talk "a"\nclient close talk\nclient say talk "a"',
      expected: [
        '1:12 unknown-connection "talk"',
        '3:12 unknown-connection "talk"',
        '5:12 unknown-connection "talk"',
      ],
    },
    {
      says: "have a name each",
      text: "client connect tcp 10.0.0.1:7 as talk\nclient connect tcp 10.0.0.1:7 as talk",
      expected: ['2:34 duplicate-name "talk"'],
    },
    {
      says: "are opened and closed once",
      text: "client connect tcp 10.0.0.1:7 as talk 2 times",
      expected: ['1:1 one-connection "client connect tcp 10.0.0.1:7 as talk 2 times"'],
    },
    {
      says: "need a text",
      text: "client connect tcp 10.0.0.1:7 as talk\nclient say talk",
      expected: ['2:16 missing-value ""'],
    },
  ])
    it(says, () => {
      assert.deepEqual(mistakes(text), expected);
    });
});

describe("a datagram's own port, and a rule that is expected", () => {
  for (const { says, text, expected } of [
    { says: "stand in any order", text: "client send udp 10.0.0.1:7 -s 9 -p 40000", expected: [] },
    {
      says: "have their bounds",
      text: "client send udp 10.0.0.1:7 -p 70000",
      expected: ['1:31 bad-number "70000"'],
    },
    { says: "need no request", text: 'expect no rule worker nat "KUBE-SERVICES"', expected: [] },
    {
      says: "need a chain",
      text: 'expect rule worker nat ""',
      expected: ['1:24 missing-value "\\"\\""'],
    },
    {
      says: "are told apart from other words",
      text: 'expect no ruel worker nat "KUBE-SERVICES"',
      expected: ['1:11 unexpected-word "ruel"'],
    },
    {
      says: "are of somebody who is there",
      text: 'expect rule wroker nat "KUBE-SERVICES"',
      expected: ['1:13 unknown-pod "wroker"'],
    },
  ])
    it(says, () => {
      assert.deepEqual(mistakes(text), expected);
    });
});
